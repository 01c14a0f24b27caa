package app.diptych.local.worker;

import app.diptych.local.worker.Report.End;
import de.kherud.llama.LlamaIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer. The thread that iterates is also the one that hears a cancel, because cancelling from
 * another thread hangs the reader inside the engine for ever.
 */
final class Generation {

  /** Where the answer goes, and where a cancel comes from. */
  interface Channel {
    void send(Report report) throws IOException;

    /** Whether the answer is not wanted any more. */
    boolean cancelled(long id) throws IOException;
  }

  /** A character takes at most four bytes, so at most three tokens can be held back. */
  private static final int MOST_HELD_BACK = 3;

  private final LlamaEngine engine;
  private final Command.Generate request;
  private final Channel channel;
  private final StopScanner scanner;
  private final List<String> beyondAscii = new ArrayList<>();
  private int pieces;
  private String lastPiece = "";

  Generation(LlamaEngine engine, Command.Generate request, Channel channel) {
    this.engine = engine;
    this.request = request;
    this.channel = channel;
    this.scanner = new StopScanner(request.stop());
  }

  /**
   * Answers and reports everything.
   *
   * @param context tokens the context holds
   */
  void run(int context) throws IOException {
    int promptTokens = engine.promptTokens(request.prompt());
    int room = context - promptTokens;
    Integer asked = request.maxTokens();
    int limit = asked == null ? room : asked;
    if (limit > room || room < 1) {
      channel.send(new Report.TooLong(request.id(), promptTokens, context));
      return;
    }
    LlamaIterator outputs = engine.generate(request, limit);
    @Nullable End cut;
    try {
      cut = stream(outputs);
    } catch (IOException parentGone) {
      outputs.cancel();
      throw parentGone;
    }
    int counted = tokens();
    End end = cut == null ? endOf(counted, limit) : cut;
    int outputTokens = end == End.LENGTH ? limit : Math.min(counted, limit);
    channel.send(new Report.Ended(request.id(), end, promptTokens, outputTokens));
  }

  /** Passes pieces on until the model ends, or returns why it was cut before. */
  private @Nullable End stream(LlamaIterator outputs) throws IOException {
    while (outputs.hasNext()) {
      String piece = outputs.next().text;
      if (outputs.hasNext()) {
        count(piece);
      }
      send(scanner.accept(piece));
      if (scanner.stopped()) {
        outputs.cancel();
        return End.STOP;
      }
      if (outputs.hasNext() && channel.cancelled(request.id())) {
        outputs.cancel();
        send(scanner.rest());
        return End.CANCELLED;
      }
    }
    send(scanner.rest());
    return null;
  }

  private void send(String text) throws IOException {
    if (!text.isEmpty()) {
      channel.send(new Report.Text(request.id(), text));
    }
  }

  /** Every output but the closing one stands for a token that completed its characters. */
  private void count(String piece) {
    pieces++;
    lastPiece = piece;
    if (piece.chars().anyMatch(character -> character >= 0x80)) {
      beyondAscii.add(piece);
    }
  }

  /** Tokens generated, the one that ends an answer included, as llama.cpp's own server counts. */
  private int tokens() {
    int extra = beyondAscii.stream().mapToInt(piece -> engine.pieceTokens(piece) - 1).sum();
    return pieces + extra;
  }

  /**
   * The engine does not say why it ended. The token that ends an answer has no text; the last one
   * before the limit has, or was held back as part of a character.
   */
  private End endOf(int counted, int limit) {
    boolean ended = lastPiece.isEmpty() && pieces > 0;
    return ended || counted < limit - MOST_HELD_BACK ? End.STOP : End.LENGTH;
  }
}
