package app.diptych.completion;

import org.jspecify.annotations.Nullable;

/**
 * Who really answered, as told by the answerer and not by a setting.
 *
 * @param answeredBy the model that answered, in the same form as the model asked for
 * @param engine for a local model the engine and its build, for example {@code java-llama.cpp 4.2.0
 *     (b4916)}
 * @param backend for a local model what computes, for example {@code CPU} or {@code CUDA, 33/33
 *     layers}
 * @param fingerprint the gateway's {@code system_fingerprint}
 * @param fileHash SHA-256 of the model file, hexadecimal
 * @param templateHash SHA-256 of the chat template, hexadecimal
 * @param run how a local model was run; null for a gateway, and for answers older than this
 */
public record Origin(
    String answeredBy,
    @Nullable String engine,
    @Nullable String backend,
    @Nullable String fingerprint,
    @Nullable String fileHash,
    @Nullable String templateHash,
    @Nullable EngineRun run) {

  /** One that does not tell how it was run. */
  public Origin(
      String answeredBy,
      @Nullable String engine,
      @Nullable String backend,
      @Nullable String fingerprint,
      @Nullable String fileHash,
      @Nullable String templateHash) {
    this(answeredBy, engine, backend, fingerprint, fileHash, templateHash, null);
  }

  /** The same for an answer with that seed. */
  public Origin seeded(@Nullable Long seed) {
    return run == null
        ? this
        : new Origin(
            answeredBy, engine, backend, fingerprint, fileHash, templateHash, run.seeded(seed));
  }

  public static Origin gateway(String answeredBy, @Nullable String fingerprint) {
    return new Origin(answeredBy, null, null, fingerprint, null, null);
  }
}
