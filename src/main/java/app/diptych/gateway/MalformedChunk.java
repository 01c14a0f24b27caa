package app.diptych.gateway;

import org.jspecify.annotations.Nullable;

/** What came is not a chunk of an answer. */
final class MalformedChunk extends Exception {
  private final boolean cut;

  /**
   * @param cut whether it could have become a chunk, had it gone on
   */
  MalformedChunk(String message, boolean cut, @Nullable Throwable cause) {
    super(message, cause);
    this.cut = cut;
  }

  boolean isCut() {
    return cut;
  }
}
