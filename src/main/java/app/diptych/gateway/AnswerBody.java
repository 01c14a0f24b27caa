package app.diptych.gateway;

import app.diptych.completion.Failure;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a good response to its end: an event stream, or one JSON document from a
 * gateway that does not stream. What it is shows in its first byte, because content types lie.
 */
final class AnswerBody {
  /** How long to wait, after the finish reason, for the usage and the end mark that may follow. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final long MOST_DOCUMENT = 32L * 1024 * 1024;
  private static final int MOST_BLANKS = 8 * 1024;
  private static final int MOST_READ = 8 * 1024;

  private final BufferedSource source;
  private final NanoClock clock;
  private final Addressee to;
  private final AnswerEvents events;
  private final ChunkDecoder decoder;

  /** The clock's reading when the last of what is there had been read. */
  private long readAtNanos;

  /**
   * @param readAtNanos when what the source has already was read
   * @param weighed whether the probabilities of the tokens were asked for
   */
  AnswerBody(
      BufferedSource source,
      NanoClock clock,
      long readAtNanos,
      Addressee to,
      AnswerEvents events,
      boolean weighed) {
    this.decoder = new ChunkDecoder(weighed);
    this.source = source;
    this.clock = clock;
    this.readAtNanos = readAtNanos;
    this.to = to;
    this.events = events;
  }

  void read(@Nullable MediaType type) throws IOException, GatewayException {
    int first = firstByte();
    if (first == '<' || (type != null && type.subtype().equals("html"))) {
      throw unlikeAnAnswer();
    }
    if (first == '{' || first == '[') {
      readDocument();
    } else {
      readStream(first >= 0 && isOther(type));
    }
  }

  /**
   * @param unlikely whether something came that is said to be no stream
   */
  private void readStream(boolean unlikely) throws IOException, GatewayException {
    SseReader reader = new SseReader(source, clock, readAtNanos);
    boolean sawEvent = false;
    boolean patient = true;
    try {
      while (reader.next()) {
        sawEvent = true;
        if (isDone(reader)) {
          events.finish(reader.readAtNanos());
          return;
        }
        take(reader);
        if (patient && events.sawFinishReason()) {
          patient = false;
          source.timeout().deadline(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        }
      }
    } catch (StreamTooLarge tooLarge) {
      throw tooLarge;
    } catch (IOException cut) {
      if (!events.sawFinishReason()) {
        throw cut;
      }
    }
    end(reader, sawEvent || unlikely);
  }

  /** Whether the gateway says that this is something else than a stream. */
  private static boolean isOther(@Nullable MediaType type) {
    return type != null && !type.subtype().equals("event-stream");
  }

  /**
   * @param sawSomething whether something came that could have been an answer and was none
   */
  private void end(SseReader reader, boolean sawSomething) throws IOException, GatewayException {
    if (events.sawFinishReason()) {
      events.finish(reader.readAtNanos());
    } else if (sawSomething && !events.sawChoices()) {
      throw unlikeAnAnswer();
    } else {
      throw new IOException("end of bytes without a finish reason");
    }
  }

  private void take(SseReader reader) throws GatewayException {
    if (reader.dataLength() == 0) {
      return;
    }
    if (reader.type().equals("error")) {
      GatewayError error = ErrorReader.read(reader.data(), reader.dataStart(), reader.dataLength());
      boolean explained = !error.equals(GatewayError.UNEXPLAINED);
      GatewayError shown = explained ? error : GatewayError.saying(reader.dataText());
      throw new GatewayException(Rejection.inStream(shown).failure(to));
    }
    try {
      events.accept(
          decoder.decode(reader.data(), reader.dataStart(), reader.dataLength()),
          reader.readAtNanos());
    } catch (MalformedChunk malformed) {
      throw new GatewayException(
          new Failure.BrokenStream(
              "%s sent a chunk that cannot be read (%s)."
                  .formatted(to.gateway(), malformed.getMessage()),
              "Run again; if it happens each time, the gateway is not OpenAI-compatible."));
    }
  }

  private void readDocument() throws IOException, GatewayException {
    Buffer document = new Buffer();
    while (has(0)) {
      source.read(document, MOST_READ);
      if (document.size() > MOST_DOCUMENT) {
        throw new StreamTooLarge("The answer", (int) MOST_DOCUMENT);
      }
    }
    byte[] raw = document.readByteArray();
    byte[] bytes = Utf8.isWellFormed(raw, 0, raw.length) ? raw : Utf8.repaired(raw, 0, raw.length);
    accept(bytes);
  }

  private void accept(byte[] bytes) throws IOException, GatewayException {
    Chunk chunk;
    try {
      chunk = decoder.decode(bytes, 0, bytes.length);
    } catch (MalformedChunk malformed) {
      if (malformed.isCut()) {
        throw new IOException("end of bytes inside a document", malformed);
      }
      throw unlikeAnAnswer();
    }
    if (chunk.error() == null && !chunk.hasChoices()) {
      throw unlikeAnAnswer();
    }
    events.accept(chunk, readAtNanos);
    events.finish(readAtNanos);
  }

  /** The first byte that is neither blank nor part of a byte order mark, or -1. */
  private int firstByte() throws IOException {
    for (int at = 0; at < MOST_BLANKS && has(at); at++) {
      byte next = source.getBuffer().getByte(at);
      boolean mark = next == (byte) 0xEF || next == (byte) 0xBB || next == (byte) 0xBF;
      if (next != ' ' && next != '\t' && next != '\r' && next != '\n' && !mark) {
        return next;
      }
    }
    return -1;
  }

  /** Waits for a byte, and stamps it before anything else is done. */
  private boolean has(int at) throws IOException {
    if (source.getBuffer().size() > at) {
      return true;
    }
    boolean there = source.request(at + 1L);
    long now = clock.nanos();
    readAtNanos = there ? now : readAtNanos;
    return there;
  }

  private static boolean isDone(SseReader reader) {
    int length = reader.dataLength();
    return length >= 6
        && length < 16
        && reader.data()[reader.dataStart()] == '['
        && reader.dataText().strip().equals("[DONE]");
  }

  private GatewayException unlikeAnAnswer() {
    return new GatewayException(
        new Failure.BrokenStream(
            to.host() + " does not look like an OpenAI-compatible endpoint.",
            "Check the base URL; it often ends in /v1."));
  }
}
