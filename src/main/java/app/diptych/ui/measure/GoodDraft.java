package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.timing.Goodput;
import app.diptych.timing.MetricName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** Limits of a good request as they are typed. JavaFX thread only. */
final class GoodDraft {
  /** What people set limits for; the rest is for the command line. */
  static final List<MetricName> METRICS =
      List.of(MetricName.TTFT, MetricName.ITL, MetricName.E2E, MetricName.TOKENS_PER_SECOND);

  private final Map<MetricName, StringProperty> typed = new EnumMap<>(MetricName.class);
  private final ReadOnlyObjectWrapper<@Nullable Goodput> goodput =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  GoodDraft() {
    for (MetricName metric : METRICS) {
      StringProperty text = new SimpleStringProperty("");
      text.addListener((_, _, _) -> read());
      typed.put(metric, text);
    }
  }

  /** What is wrong keeps the limits as they were before. */
  private void read() {
    List<String> limits =
        METRICS.stream()
            .filter(metric -> !text(metric).get().isBlank())
            .map(metric -> metric.name() + "=" + text(metric).get())
            .toList();
    try {
      goodput.set(limits.isEmpty() ? null : Goodput.parse(limits));
      problem.set("");
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
    }
  }

  /** The limit as it is typed; blank for none. */
  StringProperty text(MetricName metric) {
    StringProperty text = typed.get(metric);
    if (text == null) {
      throw new IllegalArgumentException("No limit for " + metric);
    }
    return text;
  }

  /** No limits any more. */
  void clear() {
    typed.values().forEach(text -> text.set(""));
  }

  /** Null without limits. */
  ReadOnlyObjectProperty<@Nullable Goodput> goodputProperty() {
    return goodput.getReadOnlyProperty();
  }

  /** What is wrong with a limit, for people; empty when nothing is. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
