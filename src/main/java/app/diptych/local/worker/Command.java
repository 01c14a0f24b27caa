package app.diptych.local.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parent tells the child. To end it, the parent closes the socket or kills it. */
public sealed interface Command {

  /**
   * Answer this.
   *
   * @param id the same in every report about it
   * @param prompt the whole prompt, rendered; well-formed Unicode
   * @param maxTokens most tokens to generate; null for all the context has room for
   * @param temperature finite; null for the engine's own default, as the others
   * @param stop texts that end the answer and are not part of it
   */
  record Generate(
      long id,
      String prompt,
      @Nullable Integer maxTokens,
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable Long seed,
      List<String> stop)
      implements Command {
    public Generate {
      stop = List.copyOf(stop);
    }

    @Override
    public byte[] line() {
      return FlatJson.writer("generate")
          .number("id", id)
          .text("prompt", prompt)
          .number("maxTokens", maxTokens)
          .decimal("temperature", temperature)
          .decimal("topP", topP)
          .number("seed", seed)
          .texts("stop", stop)
          .line();
    }
  }

  /** Stop answering that. */
  record Cancel(long id) implements Command {
    @Override
    public byte[] line() {
      return FlatJson.writer("cancel").number("id", id).line();
    }
  }

  /** This command as one line of JSON, its line feed included. */
  byte[] line();

  /**
   * Reads a line written by {@link #line()}.
   *
   * @throws RuntimeException for anything else
   */
  static Command read(byte[] line) {
    FlatJson json = FlatJson.read(line);
    return switch (json.kind()) {
      case "generate" ->
          new Generate(
              json.number("id"),
              json.text("prompt"),
              json.optionalInteger("maxTokens"),
              json.optionalDecimal("temperature"),
              json.optionalDecimal("topP"),
              json.optionalNumber("seed"),
              json.texts("stop"));
      case "cancel" -> new Cancel(json.number("id"));
      default -> throw new IllegalArgumentException("Unknown command " + json.kind());
    };
  }
}
