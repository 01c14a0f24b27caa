package app.diptych.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rehearsal gateway can do wrong, or at least unlike the others, on purpose. */
public enum RehearsalFault {
  /** Nothing. */
  STEADY("answers as it should"),
  SLOW_START("waits long before the first byte"),
  SLOW("takes ten times as long between two tokens"),
  BURST("streams nothing and sends the whole answer at the end, as a proxy that buffers"),
  WHOLE("answers with one document although a stream was asked for"),
  CUT("hangs up in the middle of the answer"),
  STALL("falls silent in the middle of the answer"),
  SILENT("takes the request and never answers"),
  MALFORMED("sends a chunk that is no JSON in the middle of the answer"),
  ERROR("reports an error in the middle of the answer"),
  RATE_LIMIT("429", "says 429 with Retry-After"),
  SERVER_ERROR("500", "says 500"),
  OVERLOADED("503", "says 503"),
  NO_USAGE("tells no token counts"),
  LENGTH("stops at half with finish_reason length"),
  SWAP("answers as another model than the one asked for");

  private final String word;
  private final String meaning;

  RehearsalFault(String meaning) {
    this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.meaning = meaning;
  }

  RehearsalFault(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The name on the command line, in the header and after {@code rehearsal/} in a model's id. */
  public String word() {
    return word;
  }

  /** What the gateway does, to stand after its name. */
  public String meaning() {
    return meaning;
  }

  public static Optional<RehearsalFault> of(String word) {
    return Arrays.stream(values())
        .filter(fault -> fault.word.equalsIgnoreCase(word.strip()))
        .findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(RehearsalFault::word).toList();
  }
}
