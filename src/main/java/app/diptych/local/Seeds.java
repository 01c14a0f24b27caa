package app.diptych.local;

import app.diptych.completion.Sampling;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The seed of a local answer. Left to itself an engine draws one and tells nobody, and the answer
 * could never be repeated.
 */
public final class Seeds {
  private Seeds() {}

  /** That sampling, with a seed drawn when it has none. */
  public static Sampling given(Sampling sampling) {
    return sampling.seed() != null
        ? sampling
        : sampling.seeded(ThreadLocalRandom.current().nextLong(Sampling.LARGEST_SEED + 1));
  }
}
