package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.review.Review;
import app.diptych.review.Review.Reveal;
import app.diptych.review.Rubric;
import app.diptych.session.SessionSummary;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/** A review that is about to be made. JavaFX thread only. */
final class NewReview {
  private static final int MOST_REPEATS = 1_000;

  private final StringProperty title = new SimpleStringProperty("");
  private final ObservableSet<String> sessions = FXCollections.observableSet();
  private final ObjectProperty<Reveal> reveal = new SimpleObjectProperty<>(Reveal.AT_THE_END);
  private final BooleanProperty strength = new SimpleBooleanProperty(false);
  private final BooleanProperty replay = new SimpleBooleanProperty(false);
  private final ObjectProperty<Leaks> leaks = new SimpleObjectProperty<>(Leaks.MASK);
  private final StringProperty repeats = new SimpleStringProperty("0");
  private final ObjectProperty<@Nullable Rubric> rubric = new SimpleObjectProperty<>(null);

  /** What happens to pairs in which an answer says whose it is. */
  enum Leaks {
    MASK(toSay("blacked out")),
    LEAVE_OUT(toSay("pair left out")),
    SHOW(toSay("shown"));

    private final String words;

    Leaks(String words) {
      this.words = words;
    }

    String words() {
      return say(words);
    }
  }

  /** The ids of the sessions that are ticked. */
  List<String> sessions() {
    return List.copyOf(sessions);
  }

  ObservableSet<String> chosen() {
    return sessions;
  }

  void choose(String session, boolean wanted) {
    if (wanted) {
      sessions.add(session);
    } else {
      sessions.remove(session);
    }
  }

  /** What is typed, else the titles of the sessions. */
  String title(List<SessionSummary> known) {
    if (!title.get().isBlank()) {
      return title.get().strip();
    }
    List<String> titles =
        known.stream()
            .filter(session -> sessions.contains(session.id()))
            .map(SessionSummary::title)
            .toList();
    return titles.isEmpty()
        ? say("Review")
        : titles.getFirst()
            + (titles.size() > 1 ? say(" and %s more").formatted(titles.size() - 1) : "");
  }

  Review.Settings settings() {
    return new Review.Settings(
        reveal.get(),
        strength.get(),
        replay.get(),
        leaks.get() != Leaks.SHOW,
        repeated(),
        rubric.get());
  }

  /** Nothing typed is none. */
  private int repeated() {
    String typed = repeats.get().strip();
    return typed.isEmpty() ? 0 : Integer.parseInt(typed);
  }

  /** What is wrong with the number of pairs shown twice, for people; empty when nothing is. */
  ObservableValue<String> repeatsProblem() {
    return repeats.map(typed ->
        isNumberOfPairs(typed.strip())
            ? ""
            : say("Type how many pairs are shown twice: 0 to 1,000."));
  }

  private static boolean isNumberOfPairs(String typed) {
    return typed.isEmpty()
        || (typed.matches("\\d{1,4}") && Integer.parseInt(typed) <= MOST_REPEATS);
  }

  void clear() {
    title.set("");
    sessions.clear();
  }

  StringProperty titleProperty() {
    return title;
  }

  ObjectProperty<Reveal> revealProperty() {
    return reveal;
  }

  BooleanProperty strengthProperty() {
    return strength;
  }

  BooleanProperty replayProperty() {
    return replay;
  }

  /** What happens to answers that say whose they are. */
  ObjectProperty<Leaks> leaksProperty() {
    return leaks;
  }

  StringProperty repeatsProperty() {
    return repeats;
  }

  ObjectProperty<@Nullable Rubric> rubricProperty() {
    return rubric;
  }
}
