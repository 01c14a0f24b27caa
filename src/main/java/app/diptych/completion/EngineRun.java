package app.diptych.completion;

import org.jspecify.annotations.Nullable;

/**
 * How a local model was run for one answer: everything besides the file, the template and the
 * engine's build that decides the text of an answer. See docs/decisions/0025.
 *
 * @param threads threads that computed: sums are cut into as many parts, and rounded so
 * @param context tokens of prompt and answer together, as the engine was given them
 * @param gpuLayers layers wanted on the graphics card; null for as many as found room
 * @param batch tokens of a prompt computed at once; null for the engine's own number
 * @param cacheType how the key-value cache was stored, for example {@code f16}
 * @param flashAttention on, off, or auto for as the engine thought best
 * @param device the devices wanted, as the engine names them; empty for all
 * @param promptCache whether the beginning of an earlier prompt could be reused
 * @param processor whose instructions were used, for people; empty when the system does not tell
 * @param fileMark what a model file too large to be hashed at each load is known again by; null
 *     when it was hashed or cannot be read
 * @param seed what the random numbers began with, also when the user gave none
 */
public record EngineRun(
    int threads,
    int context,
    @Nullable Integer gpuLayers,
    @Nullable Integer batch,
    String cacheType,
    String flashAttention,
    String device,
    boolean promptCache,
    String processor,
    @Nullable String fileMark,
    @Nullable Long seed) {

  /** The same for an answer with that seed. */
  public EngineRun seeded(@Nullable Long drawn) {
    return new EngineRun(
        threads,
        context,
        gpuLayers,
        batch,
        cacheType,
        flashAttention,
        device,
        promptCache,
        processor,
        fileMark,
        drawn);
  }
}
