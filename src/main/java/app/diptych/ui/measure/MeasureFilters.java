package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.MeasureQuery;
import app.diptych.session.SessionSummary;
import app.diptych.timing.HourWindow;
import app.diptych.timing.MetricName;
import app.diptych.ui.sessions.SessionFilters.Period;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Which answers are looked at, and which metric of them. JavaFX thread only. */
final class MeasureFilters {
  private final ObjectProperty<MetricName> metric = new SimpleObjectProperty<>(MetricName.E2E);
  private final ObjectProperty<@Nullable String> session = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable String> tag = new SimpleObjectProperty<>();
  private final ObjectProperty<Period> period = new SimpleObjectProperty<>(Period.ANY);
  private final StringProperty hoursText = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable HourWindow> hours = new SimpleObjectProperty<>();
  private final ReadOnlyStringWrapper hoursProblem = new ReadOnlyStringWrapper("");
  private final BooleanProperty contended = new SimpleBooleanProperty(false);
  private final BooleanProperty log = new SimpleBooleanProperty(false);
  private final GoodDraft good = new GoodDraft();
  private final ObservableList<String> sessions = FXCollections.observableArrayList();
  private final Map<String, String> titles = new HashMap<>();
  private final ObservableList<String> tags = FXCollections.observableArrayList();

  /** The metrics one answer has: what a distribution can be drawn of. */
  static MetricName[] metrics() {
    return Arrays.stream(MetricName.values())
        .filter(MetricName::isOfOneAnswer)
        .toArray(MetricName[]::new);
  }

  /** Calls the first whenever other answers are wanted, the second for other numbers of them. */
  void onChange(Runnable answers, Runnable numbers) {
    session.addListener((_, _, _) -> answers.run());
    tag.addListener((_, _, _) -> answers.run());
    period.addListener((_, _, _) -> answers.run());
    hours.addListener((_, _, _) -> answers.run());
    hoursText.addListener((_, _, _) -> readHours());
    metric.addListener((_, _, _) -> numbers.run());
    contended.addListener((_, _, _) -> numbers.run());
    good.goodputProperty().addListener((_, _, _) -> numbers.run());
  }

  MeasureQuery query(Instant now) {
    String chosen = session.get();
    return new MeasureQuery(
        chosen == null ? List.of() : List.of(chosen),
        tag.get(),
        null,
        period.get().since(now),
        null,
        hours.get());
  }

  boolean isNone() {
    return session.get() == null
        && tag.get() == null
        && period.get() == Period.ANY
        && hours.get() == null;
  }

  /** All answers again. */
  void clear() {
    session.set(null);
    tag.set(null);
    period.set(Period.ANY);
    hoursText.set("");
  }

  /** What is wrong keeps the hours as they were before. */
  private void readHours() {
    String typed = hoursText.get();
    try {
      hours.set(typed.isBlank() ? null : HourWindow.of(typed));
      hoursProblem.set("");
    } catch (IllegalArgumentException wrong) {
      hoursProblem.set(told(wrong));
    }
  }

  ObjectProperty<MetricName> metricProperty() {
    return metric;
  }

  /** An id; null for all. */
  ObjectProperty<@Nullable String> sessionProperty() {
    return session;
  }

  ObjectProperty<@Nullable String> tagProperty() {
    return tag;
  }

  ObjectProperty<Period> periodProperty() {
    return period;
  }

  /** A part of the day in UTC as it is typed; blank for all of it. */
  StringProperty hoursTextProperty() {
    return hoursText;
  }

  /** What is wrong with it, for people; empty when nothing is. */
  ReadOnlyStringProperty hoursProblemProperty() {
    return hoursProblem.getReadOnlyProperty();
  }

  /** Whether the times of answers that shared this machine count. */
  BooleanProperty contendedProperty() {
    return contended;
  }

  /** What a good request meets. */
  GoodDraft good() {
    return good;
  }

  /** Whether distributions are on a logarithmic axis. */
  BooleanProperty logProperty() {
    return log;
  }

  /** What there is to choose from. */
  void offer(List<SessionSummary> all, List<String> allTags) {
    all.forEach(one -> titles.put(one.id(), one.title()));
    sessions.setAll(all.stream().map(SessionSummary::id).toList());
    tags.setAll(allTags);
  }

  /** Ids of sessions. */
  ObservableList<String> sessions() {
    return sessions;
  }

  String title(String id) {
    return titles.getOrDefault(id, id);
  }

  /** What sessions are called, by id, as far as they are offered. */
  Map<String, String> titles() {
    return Map.copyOf(titles);
  }

  ObservableList<String> tags() {
    return tags;
  }
}
