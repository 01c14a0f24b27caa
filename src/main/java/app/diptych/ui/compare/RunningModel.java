package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.completion.Usage;
import app.diptych.local.Engine;
import app.diptych.local.RunningEngine;
import app.diptych.local.fit.Fit;
import app.diptych.local.power.PowerMeter;
import app.diptych.local.power.PowerMeter.Sight;
import app.diptych.local.power.PowerMeter.Watch;
import app.diptych.trial.Answer;
import app.diptych.ui.fx.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What really runs on a side while somebody looks: told by the engine, the system and the drivers,
 * never by a setting. JavaFX thread only.
 */
final class RunningModel {
  private static final String UNTOLD = toSay("not told");

  private final SideModel side;
  private final @Nullable PowerMeter meter;
  private final Background background;
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<List<Row>> rows = new ReadOnlyObjectWrapper<>(List.of());
  private @Nullable Watch watch;
  private boolean looking;

  /**
   * A fact.
   *
   * @param told whether anybody told it; else the value says that nobody did
   */
  record Row(String name, String value, boolean told) {
    private static Row of(String name, @Nullable String value) {
      return value == null || value.isEmpty()
          ? new Row(name, say(UNTOLD), false)
          : new Row(name, value, true);
    }
  }

  /**
   * @param meter null when nothing can be measured
   */
  RunningModel(SideModel side, @Nullable PowerMeter meter, Background background) {
    this.side = side;
    this.meter = meter;
    this.background = background;
    side.modelProperty().subscribe(this::look);
    side.phaseProperty().subscribe(this::look);
  }

  /** Begins to look, or ends it: nothing is read while nobody looks. */
  void show(boolean wanted) {
    if (wanted == shown.get()) {
      return;
    }
    Watch before = watch;
    watch = null;
    if (before != null) {
      before.close();
    }
    if (wanted && meter != null) {
      watch = meter.watch();
    }
    shown.set(wanted);
    look();
  }

  /** Looks again, in the background; at most one look at a time. */
  void look() {
    Engine engine = side.engine().orElse(null);
    if (!shown.get()) {
      return;
    }
    if (engine == null) {
      rows.set(List.of(new Row(say("Engine"), say("not on this machine"), true)));
      return;
    }
    if (looking) {
      return;
    }
    looking = true;
    List<Sight> sights = watch == null ? List.of() : watch.latest();
    String silence = watch == null ? "" : watch.silence();
    Answer answer = side.ended().orElse(null);
    background.run(
        () -> rows(engine.running().orElse(null), sights, silence, answer),
        fresh -> {
          looking = false;
          rows.set(fresh);
        },
        _ -> looking = false);
  }

  private static List<Row> rows(
      @Nullable RunningEngine running,
      List<Sight> sights,
      String silence,
      @Nullable Answer answer) {
    List<Row> rows = new ArrayList<>();
    if (running == null) {
      rows.add(new Row(say("Engine"), say("not loaded; loads with the next prompt"), true));
    } else {
      rows.add(Row.of(say("Engine"), running.engine()));
      rows.add(Row.of(say("Backend"), running.device()));
      String layers = running.layersOnGpu();
      rows.add(
          Row.of(
              say("Layers on GPU"),
              running.backend() == null ? "" : layers.isEmpty() ? say("none") : layers));
      rows.add(Row.of(say("Context"), context(running.context(), answer)));
      OptionalLong memory = running.memory();
      rows.add(
          Row.of(say("Process memory"), memory.isEmpty() ? "" : Fit.gibibytes(memory.getAsLong())));
    }
    sights.forEach(sight -> rows.add(Row.of(sight.device(), words(sight))));
    if (sights.isEmpty()) {
      rows.add(
          new Row(
              say("Hardware"),
              silence.isEmpty() ? say("no driver here tells load, power or temperature") : silence,
              false));
    }
    if (answer != null) {
      String energy = EnergyWords.of(answer);
      if (!energy.isEmpty()) {
        rows.add(new Row(say("Last answer"), energy, true));
      }
    }
    return rows;
  }

  private static String context(@Nullable Integer tokens, @Nullable Answer answer) {
    if (tokens == null) {
      return "";
    }
    Usage usage = answer == null ? null : answer.usage();
    String size = String.format(Locale.ROOT, say("%,d tokens"), tokens);
    return usage == null
        ? size
        : String.format(
            Locale.ROOT, say("%s, %,d used"), size, usage.inputTokens() + usage.outputTokens());
  }

  private static String words(Sight sight) {
    List<String> parts = new ArrayList<>();
    add(parts, say("%.0f %% busy"), sight.busy());
    add(parts, "%.1f W", sight.watts());
    add(parts, "%.0f \u00b0C", sight.celsius());
    Long used = sight.memoryUsed();
    Long memory = sight.memory();
    if (used != null && memory != null) {
      parts.add(say("%s of %s").formatted(Fit.gibibytes(used), Fit.gibibytes(memory)));
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String format, @Nullable Double value) {
    if (value != null) {
      parts.add(String.format(Locale.ROOT, format, value));
    }
  }

  ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<Row>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }
}
