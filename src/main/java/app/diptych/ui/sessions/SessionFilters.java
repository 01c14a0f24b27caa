package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.review.Verdict;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionQuery.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Which sessions are wanted, and what there is to choose from. JavaFX thread only. */
public final class SessionFilters {
  private final StringProperty words = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable String> model = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable String> tag = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Verdict> verdict = new SimpleObjectProperty<>();
  private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.ANY);
  private final BooleanProperty failuresOnly = new SimpleBooleanProperty(false);
  private final ObjectProperty<Shelf> shelf = new SimpleObjectProperty<>(Shelf.CURRENT);
  private final ObservableList<String> models = FXCollections.observableArrayList();
  private final ObservableList<String> tags = FXCollections.observableArrayList();

  /** How long ago a session was changed last. */
  public enum Period {
    ANY(toSay("Any time"), null),
    DAY(toSay("Last 24 hours"), Duration.ofDays(1)),
    WEEK(toSay("Last 7 days"), Duration.ofDays(7)),
    MONTH(toSay("Last 30 days"), Duration.ofDays(30));

    private final String words;
    private final @Nullable Duration length;

    Period(String words, @Nullable Duration length) {
      this.words = words;
      this.length = length;
    }

    public String words() {
      return say(words);
    }

    /** When it begins; null for ever. */
    public @Nullable Instant since(Instant now) {
      return length == null ? null : now.minus(length);
    }
  }

  SessionFilters() {}

  /** Calls that whenever other sessions are wanted. */
  void onChange(Runnable run) {
    for (Observable one :
        List.<Observable>of(words, model, tag, verdict, period, failuresOnly, shelf)) {
      one.addListener(_ -> run.run());
    }
  }

  SessionQuery query(Instant now) {
    return new SessionQuery(
        words.get(),
        model.get(),
        tag.get(),
        period.get().since(now),
        null,
        verdict.get(),
        failuresOnly.get(),
        shelf.get(),
        SessionQuery.PAGE);
  }

  /** Whether every session is wanted that is neither archived nor deleted. */
  boolean isNone() {
    return words.get().isBlank()
        && model.get() == null
        && tag.get() == null
        && verdict.get() == null
        && period.get() == Period.ANY
        && !failuresOnly.get()
        && shelf.get() == Shelf.CURRENT;
  }

  /** Wants every session again. */
  public void clear() {
    words.set("");
    model.set(null);
    tag.set(null);
    verdict.set(null);
    period.set(Period.ANY);
    failuresOnly.set(false);
    shelf.set(Shelf.CURRENT);
  }

  public StringProperty wordsProperty() {
    return words;
  }

  public ObjectProperty<@Nullable String> modelProperty() {
    return model;
  }

  public ObjectProperty<@Nullable String> tagProperty() {
    return tag;
  }

  public ObjectProperty<@Nullable Verdict> verdictProperty() {
    return verdict;
  }

  public ObjectProperty<Period> periodProperty() {
    return period;
  }

  public BooleanProperty failuresOnlyProperty() {
    return failuresOnly;
  }

  /** Current sessions, archived or deleted ones. */
  public ObjectProperty<Shelf> shelfProperty() {
    return shelf;
  }

  public ObservableList<String> models() {
    return models;
  }

  public ObservableList<String> tags() {
    return tags;
  }
}
