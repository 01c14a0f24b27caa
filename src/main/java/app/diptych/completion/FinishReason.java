package app.diptych.completion;

/**
 * Why a model stopped, in the words of the OpenAI API. An unknown word from a gateway is kept as it
 * came.
 *
 * @param wire for example {@code stop}, {@code length}, {@code tool_calls}, {@code content_filter}
 */
public record FinishReason(String wire) {
  public static final FinishReason STOP = new FinishReason("stop");
  public static final FinishReason LENGTH = new FinishReason("length");

  /** Whether the answer was cut because its token limit was reached. */
  public boolean cutByLength() {
    return wire.equals(LENGTH.wire);
  }
}
