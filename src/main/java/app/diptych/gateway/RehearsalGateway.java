package app.diptych.gateway;

import app.diptych.timing.NanoClock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenAI-compatible gateway on this machine that answers like a model and goes wrong when it is
 * asked to: for drills of failover policies, demonstrations and tests. It says in every answer that
 * it is a rehearsal, asks for no key and can be reached from this machine only.
 */
public final class RehearsalGateway implements AutoCloseable {
  /** What every model's id begins with; the rest is the word of a {@link RehearsalFault}. */
  static final String MODELS = "rehearsal/";

  /** In lower case. A request with it names its own fault. */
  static final String FAULT_HEADER = "x-rehearsal-fault";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 128;
  private static final int PATIENCE_MILLIS = 30_000;

  private final ServerSocket socket;
  private final RehearsalPlan plan;
  private final ThreadFactory threads;
  private final NanoClock clock;
  private final Consumer<String> log;
  private final UntrustedText text = new UntrustedText(null);
  private final AtomicLong completions = new AtomicLong();
  private final Set<Socket> callers = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RehearsalGateway(
      ServerSocket socket,
      RehearsalPlan plan,
      ThreadFactory threads,
      NanoClock clock,
      Consumer<String> log) {
    this.socket = socket;
    this.plan = plan;
    this.threads = threads;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Opens one.
   *
   * @param port 0 for any that is free
   * @param threads makes one thread that accepts and one for each request
   * @param log takes one line for each request, on the thread that answered it
   * @throws IOException when the port is taken
   */
  public static RehearsalGateway open(
      int port, RehearsalPlan plan, ThreadFactory threads, NanoClock clock, Consumer<String> log)
      throws IOException {
    ServerSocket socket = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK));
    RehearsalGateway gateway = new RehearsalGateway(socket, plan, threads, clock, log);
    threads.newThread(gateway::serve).start();
    return gateway;
  }

  /** The base URL. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
  }

  /** How many completions were asked for. */
  public long completions() {
    return completions.get();
  }

  /** Waits until it is closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  /** Hangs up on everybody. */
  @Override
  public void close() {
    closed.countDown();
    quietlyClose(socket);
    callers.forEach(RehearsalGateway::quietlyClose);
  }

  private void serve() {
    try {
      while (!isOver()) {
        Socket caller = socket.accept();
        threads.newThread(() -> answer(caller)).start();
      }
    } catch (IOException over) {
      // Closing is how it ends.
    }
  }

  private void answer(Socket caller) {
    callers.add(caller);
    try (caller) {
      caller.setTcpNoDelay(true);
      caller.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(caller.getInputStream());
      RehearsalRequest request = RehearsalRequest.read(in);
      caller.setSoTimeout(0);
      answer(request, caller, in);
    } catch (IOException | NumberFormatException gone) {
      // Nobody asked, or nobody waits for the answer.
    } finally {
      callers.remove(caller);
    }
  }

  private void answer(RehearsalRequest request, Socket caller, InputStream in) throws IOException {
    boolean completion = request.isFor("POST", "/v1/chat/completions");
    long number = completion ? completions.incrementAndGet() : 0;
    RehearsalFault fault = RehearsalFault.STEADY;
    String wrong = "";
    try {
      fault = request.fault().orElseGet(() -> plan.fault(number));
    } catch (IllegalArgumentException unknown) {
      wrong = String.valueOf(unknown.getMessage());
    }
    long begun = clock.nanos();
    RehearsalReply reply =
        new RehearsalReply(caller.getOutputStream(), plan, fault, clock, this::isOver);
    String outcome = "hung up on";
    try {
      outcome =
          request.isFor("GET", "/v1/models")
              ? models(reply)
              : !completion
                  ? refuse(reply, "404 Not Found", "there is no " + request.line())
                  : !wrong.isEmpty()
                      ? refuse(reply, "404 Not Found", wrong)
                      : complete(request, reply, fault, in);
    } finally {
      tell(request, fault, outcome, reply.written(), clock.nanos() - begun);
    }
  }

  private String complete(
      RehearsalRequest request, RehearsalReply reply, RehearsalFault fault, InputStream in)
      throws IOException {
    if (!request.isWhole()) {
      return refuse(reply, "400 Bad Request", "the request names no model or has no messages");
    }
    return switch (fault) {
      case RATE_LIMIT ->
          refuse(
              reply,
              "429 Too Many Requests",
              "too many requests",
              "Retry-After: " + Math.max(1, plan.retryAfter().toSeconds()));
      case SERVER_ERROR -> refuse(reply, "500 Internal Server Error", "the server broke down");
      case OVERLOADED -> refuse(reply, "503 Service Unavailable", "too much to do");
      case SILENT -> waitForHangUp(in);
      default -> complete(request, reply, fault, answer(request, fault), in);
    };
  }

  private String complete(
      RehearsalRequest request,
      RehearsalReply reply,
      RehearsalFault fault,
      RehearsalAnswer answer,
      InputStream in)
      throws IOException {
    boolean withUsage = request.wantsUsage() && fault != RehearsalFault.NO_USAGE;
    if (!request.streams() || fault == RehearsalFault.WHOLE) {
      reply.whole(answer, withUsage);
      return "200";
    }
    boolean whole = reply.stream(answer, withUsage);
    return whole ? "200" : fault == RehearsalFault.STALL ? waitForHangUp(in) : "200, broken off";
  }

  private RehearsalAnswer answer(RehearsalRequest request, RehearsalFault fault) {
    String model = fault == RehearsalFault.SWAP ? MODELS + "another" : request.model();
    return new RehearsalAnswer(model, request.conversation(), plan, request.mostTokens());
  }

  private String waitForHangUp(InputStream in) throws IOException {
    while (!isOver() && in.read() >= 0) {
      // Whatever else it says is not for us.
    }
    return "nothing, until it hung up";
  }

  private static String models(RehearsalReply reply) throws IOException {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String word : RehearsalFault.words()) {
      data.addObject()
          .put("id", MODELS + word)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "rehearsal");
    }
    reply.document("200 OK", list.toString());
    return "200";
  }

  private static String refuse(RehearsalReply reply, String status, String why, String... headers)
      throws IOException {
    int code = Integer.parseInt(status, 0, 3, 10);
    String type =
        code == 429 ? "rate_limit_error" : code >= 500 ? "server_error" : "invalid_request_error";
    reply.document(
        status, RehearsalAnswer.error("Rehearsal: " + why, type, code).toString(), headers);
    return status.substring(0, 3);
  }

  private void tell(
      RehearsalRequest request, RehearsalFault fault, String outcome, int tokens, long nanos) {
    log.accept(
        "%s %s > %s, %s, %d tokens, %d ms"
            .formatted(
                text.name(request.line()),
                text.name(request.model()),
                fault.word(),
                outcome,
                tokens,
                nanos / 1_000_000));
  }

  private boolean isOver() {
    return closed.getCount() == 0;
  }

  private static void quietlyClose(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception already) {
      // It is closed all the same.
    }
  }
}
