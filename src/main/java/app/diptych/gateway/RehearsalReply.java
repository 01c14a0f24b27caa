package app.diptych.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.diptych.timing.NanoClock;
import app.diptych.timing.Pace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Writes one answer of a rehearsal gateway, at its pace and with its fault. */
final class RehearsalReply {
  private static final String RUBBISH = "data: {\"choices\":[{\"delta\":{\"content\":\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final int SLOWER = 10;

  private final OutputStream out;
  private final RehearsalPlan plan;
  private final RehearsalFault fault;
  private final BooleanSupplier stopped;
  private final Pace pace;
  private final long begun;
  private int written;

  /**
   * @param stopped whether nobody waits for the end any more
   */
  RehearsalReply(
      OutputStream out,
      RehearsalPlan plan,
      RehearsalFault fault,
      NanoClock clock,
      BooleanSupplier stopped) {
    this.out = out;
    this.plan = plan;
    this.fault = fault;
    this.stopped = stopped;
    this.pace = new Pace(clock);
    this.begun = clock.nanos();
  }

  /** How many tokens were sent. */
  int written() {
    return written;
  }

  /** A document with that status. */
  void document(String status, String json, String... headers) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    StringBuilder head = head(status, "application/json");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    write(head + "Content-Length: " + body.length + "\r\n\r\n");
    out.write(body);
    out.flush();
  }

  /**
   * The answer as one document, once all of it could have been made.
   *
   * @throws IOException when nobody reads it any more
   */
  void whole(RehearsalAnswer answer, boolean withUsage) throws IOException {
    awaitToken(answer.tokens().size());
    document("200 OK", answer.whole(withUsage));
    written = answer.tokens().size();
  }

  /**
   * The answer as a stream, up to where the fault ends it.
   *
   * @return whether it went on to its end
   */
  boolean stream(RehearsalAnswer answer, boolean withUsage) throws IOException {
    List<String> tokens = answer.tokens();
    boolean burst = fault == RehearsalFault.BURST;
    awaitToken(burst ? tokens.size() : 0);
    write(head("200 OK", "text/event-stream") + "Transfer-Encoding: chunked\r\n\r\n");
    StringBuilder held = new StringBuilder(answer.opening());
    int half = tokens.size() / 2;
    for (String token : tokens) {
      if (written == half && breaksOff()) {
        return false;
      }
      if (written == half && fault == RehearsalFault.LENGTH) {
        break;
      }
      held.append(answer.chunk(token, null));
      written++;
      if (!burst) {
        awaitToken(written - 1);
        chunk(held.toString());
        held.setLength(0);
      }
    }
    boolean cut = fault == RehearsalFault.LENGTH;
    held.append(answer.chunk(null, cut ? "length" : answer.finishReason()));
    if (withUsage) {
      held.append(answer.usage(written));
    }
    chunk(held.append(DONE).toString());
    write("0\r\n\r\n");
    return true;
  }

  /** Does what the fault does at half, and says whether that is the end. */
  private boolean breaksOff() throws IOException {
    if (fault == RehearsalFault.MALFORMED) {
      chunk(RUBBISH);
    }
    if (fault == RehearsalFault.ERROR) {
      chunk(
          RehearsalAnswer.event(
              RehearsalAnswer.error("Rehearsal: the model broke down", "server_error", 500)));
    }
    return fault == RehearsalFault.CUT
        || fault == RehearsalFault.STALL
        || fault == RehearsalFault.ERROR;
  }

  /** Waits until the token of that number, from 0, is due. */
  private void awaitToken(int number) {
    double slowness = fault == RehearsalFault.SLOW ? SLOWER : 1;
    long start =
        (fault == RehearsalFault.SLOW_START ? plan.slowStart() : plan.firstByte()).toNanos();
    long due = start + (long) (number * slowness * 1e9 / plan.tokensPerSecond());
    pace.await(begun, due, stopped);
  }

  private static StringBuilder head(String status, String type) {
    return new StringBuilder("HTTP/1.1 ")
        .append(status)
        .append("\r\nContent-Type: ")
        .append(type)
        .append("\r\nX-Rehearsal: true\r\nConnection: close\r\n");
  }

  private void chunk(String events) throws IOException {
    byte[] bytes = events.getBytes(UTF_8);
    write(Integer.toHexString(bytes.length) + "\r\n" + events + "\r\n");
  }

  private void write(String text) throws IOException {
    if (stopped.getAsBoolean()) {
      throw new IOException("the rehearsal is over");
    }
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
