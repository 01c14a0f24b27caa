package app.diptych.local.fit;

/**
 * How the engine keeps keys and values. Bits of an element with its share of the scale of its
 * block, as ggml lays them out (ggml-common.h of llama.cpp b4916): a q8_0 block of 32 takes 34
 * bytes, a q5_1 block 24, a q5_0 block 22, a q4_1 block 20, a q4_0 block 18.
 */
public enum CacheType {
  F32("f32", 32),
  F16("f16", 16),
  BF16("bf16", 16),
  Q8_0("q8_0", 8.5),
  Q5_1("q5_1", 6),
  Q5_0("q5_0", 5.5),
  Q4_1("q4_1", 5),
  Q4_0("q4_0", 4.5);

  private final String label;
  private final double bits;

  CacheType(String label, double bits) {
    this.label = label;
    this.bits = bits;
  }

  /** As llama.cpp names it. */
  public String label() {
    return label;
  }

  /** Bytes of that many elements. */
  double bytes(double elements) {
    return elements * bits / 8;
  }
}
