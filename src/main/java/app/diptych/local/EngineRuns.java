package app.diptych.local;

import app.diptych.completion.EngineRun;
import app.diptych.completion.Origin;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.fit.CacheType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the settings of an engine to what is recorded with an answer, and back. */
public final class EngineRuns {
  private EngineRuns() {}

  /** What the embedded engine takes of the settings; the rest it has a way of its own for. */
  static EngineRun embedded(EngineSettings how, int context, @Nullable String fileMark) {
    return new EngineRun(
        how.threads(),
        context,
        null,
        null,
        CacheType.F16.label(),
        Toggle.OFF.word(),
        "",
        false,
        Processor.name(),
        fileMark,
        null);
  }

  /** What llama-server takes of them. */
  public static EngineRun server(EngineSettings how, int context, @Nullable String fileMark) {
    return new EngineRun(
        how.threads(),
        context,
        how.gpuLayers(),
        how.batch(),
        how.cacheType().label(),
        how.flashAttention().word(),
        how.device(),
        how.promptCache(),
        Processor.name(),
        fileMark,
        null);
  }

  /**
   * The settings that run a model as it was run for an answer.
   *
   * @param now decides what was not recorded, and what has no influence on a text
   */
  public static EngineSettings again(@Nullable Origin then, EngineSettings now) {
    EngineRun run = then == null ? null : then.run();
    Wanted engine = then == null ? now.engine() : engine(then.engine()).orElse(now.engine());
    try {
      return run == null
          ? now.with(engine)
          : new EngineSettings(
              engine,
              run.threads(),
              run.context(),
              run.gpuLayers(),
              run.batch(),
              cacheType(run.cacheType()),
              toggle(run.flashAttention()),
              now.mmap(),
              run.device(),
              now.warmUp(),
              run.promptCache());
    } catch (IllegalArgumentException neverRun) {
      // A record made by hand: what differs is told afterwards.
      return now.with(engine);
    }
  }

  private static Optional<Wanted> engine(@Nullable String told) {
    if (told == null) {
      return Optional.empty();
    }
    return told.startsWith("llama-server")
        ? Optional.of(Wanted.LLAMA_SERVER)
        : Optional.of(Wanted.EMBEDDED);
  }

  private static CacheType cacheType(String label) {
    for (CacheType type : CacheType.values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(label);
  }

  private static Toggle toggle(String word) {
    return Toggle.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
