package app.diptych.local.worker;

/** What the child tells the parent. */
public sealed interface Report {

  /** The model is loaded. */
  record Ready() implements Report {
    @Override
    public byte[] line() {
      return FlatJson.writer("ready").line();
    }
  }

  /** The model could not be loaded; the engine's log knows more. */
  record LoadFailed(String reason) implements Report {
    @Override
    public byte[] line() {
      return FlatJson.writer("loadFailed").text("reason", reason).line();
    }
  }

  /** A piece of an answer, whole code points and never empty. */
  record Text(long id, String text) implements Report {
    @Override
    public byte[] line() {
      return FlatJson.writer("text").number("id", id).text("text", text).line();
    }
  }

  /** An answer is over. */
  record Ended(long id, End end, int inputTokens, int outputTokens) implements Report {
    @Override
    public byte[] line() {
      return FlatJson.writer("ended")
          .number("id", id)
          .text("end", end.name())
          .number("inputTokens", inputTokens)
          .number("outputTokens", outputTokens)
          .line();
    }
  }

  /** The prompt, or the prompt with the answer asked for, does not fit; nothing was generated. */
  record TooLong(long id, int promptTokens, int contextTokens) implements Report {
    @Override
    public byte[] line() {
      return FlatJson.writer("tooLong")
          .number("id", id)
          .number("promptTokens", promptTokens)
          .number("contextTokens", contextTokens)
          .line();
    }
  }

  /** The engine refused or gave up; it can take the next request. */
  record Failed(long id, String reason) implements Report {
    @Override
    public byte[] line() {
      return FlatJson.writer("failed").number("id", id).text("reason", reason).line();
    }
  }

  /** How an answer ended. */
  enum End {
    /** The model ended it, or a stop text came. */
    STOP,
    /** The token limit or the end of the context was reached. */
    LENGTH,
    /** The parent asked to. */
    CANCELLED
  }

  /** This report as one line of JSON, its line feed included. */
  byte[] line();

  /**
   * Reads a line written by {@link #line()}.
   *
   * @throws RuntimeException for anything else
   */
  static Report read(byte[] line) {
    FlatJson json = FlatJson.read(line);
    return switch (json.kind()) {
      case "ready" -> new Ready();
      case "loadFailed" -> new LoadFailed(json.text("reason"));
      case "text" -> new Text(json.number("id"), json.text("text"));
      case "ended" ->
          new Ended(
              json.number("id"),
              End.valueOf(json.text("end")),
              json.integer("inputTokens"),
              json.integer("outputTokens"));
      case "tooLong" ->
          new TooLong(
              json.number("id"), json.integer("promptTokens"), json.integer("contextTokens"));
      case "failed" -> new Failed(json.number("id"), json.text("reason"));
      default -> throw new IllegalArgumentException("Unknown report " + json.kind());
    };
  }
}
