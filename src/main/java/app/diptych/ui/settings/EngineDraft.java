package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.fit.CacheType;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** How local models are run, while it is written. */
final class EngineDraft {
  final ObjectProperty<Wanted> engine = new SimpleObjectProperty<>(Wanted.AUTOMATIC);
  final StringProperty server = new SimpleStringProperty("");
  final StringProperty threads = new SimpleStringProperty("");
  final StringProperty context = new SimpleStringProperty("");
  final StringProperty gpuLayers = new SimpleStringProperty("");
  final StringProperty batch = new SimpleStringProperty("");
  final StringProperty keepAlive = new SimpleStringProperty("");
  final StringProperty device = new SimpleStringProperty("");
  final ObjectProperty<CacheType> cacheType = new SimpleObjectProperty<>(CacheType.F16);
  final ObjectProperty<Toggle> flashAttention = new SimpleObjectProperty<>(Toggle.AUTO);
  final BooleanProperty mmap = new SimpleBooleanProperty(true);
  final BooleanProperty warmUp = new SimpleBooleanProperty(true);
  final BooleanProperty promptCache = new SimpleBooleanProperty();

  void show(EngineSettings settings, String program) {
    engine.set(settings.engine());
    server.set(program);
    threads.set(Integer.toString(settings.threads()));
    context.set(Integer.toString(settings.context()));
    gpuLayers.set(text(settings.gpuLayers()));
    batch.set(text(settings.batch()));
    keepAlive.set(text(settings.keepAlive()));
    device.set(settings.device());
    cacheType.set(settings.cacheType());
    flashAttention.set(settings.flashAttention());
    mmap.set(settings.mmap());
    warmUp.set(settings.warmUp());
    promptCache.set(settings.promptCache());
  }

  /**
   * What is written.
   *
   * @throws IllegalArgumentException when it makes no sense, with a sentence
   */
  EngineSettings settings() {
    return new EngineSettings(
        engine.get(),
        number(say("Threads"), threads.get()),
        number(say("Context"), context.get()),
        numberOrNone(say("GPU layers"), gpuLayers.get()),
        numberOrNone(say("Batch"), batch.get()),
        cacheType.get(),
        flashAttention.get(),
        mmap.get(),
        device.get(),
        warmUp.get(),
        promptCache.get(),
        numberOrNone(say("Keep alive"), keepAlive.get()));
  }

  private static String text(@Nullable Integer value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable Integer numberOrNone(String what, String typed) {
    String word = typed.strip().toLowerCase(Locale.ROOT);
    return word.isEmpty() || word.equals("auto") ? null : number(what, word);
  }

  private static int number(String what, String typed) {
    try {
      return Integer.parseInt(typed.strip());
    } catch (NumberFormatException notNumber) {
      throw new IllegalArgumentException(
          say("%s must be a whole number, not \"%s\".").formatted(what, typed.strip()), notNumber);
    }
  }
}
