package app.diptych.local.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Common ways to store weights, with the bits a weight takes on the average: llama.cpp,
 * tools/quantize/README.md, table of Llama 3.1 8B, read 2026-11.
 */
enum Quantised {
  Q8_0(8.5008),
  Q6_K(6.5633),
  Q5_K_M(5.7036),
  Q4_K_M(4.8944),
  Q3_K_M(3.9960),
  Q2_K(3.1593);

  private final double bits;

  Quantised(double bits) {
    this.bits = bits;
  }

  double bits() {
    return bits;
  }

  /** The finest one that takes no more bytes. */
  static Optional<Quantised> within(long parameters, long bytes) {
    return Arrays.stream(values())
        .filter(one -> parameters * one.bits / 8 <= bytes)
        .max(Comparator.comparingDouble(Quantised::bits));
  }
}
