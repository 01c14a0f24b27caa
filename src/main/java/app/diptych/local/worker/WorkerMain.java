package app.diptych.local.worker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The child process: loads one model, answers one request after the other, and ends with its
 * parent. The engine writes to both standard streams, so nothing else may be said there.
 */
public final class WorkerMain implements Generation.Channel {
  private final Wire wire;
  private final Set<Long> cancelled = new HashSet<>();

  private WorkerMain(Wire wire) {
    this.wire = wire;
  }

  /**
   * @param arguments socket, model file, threads, context, and the tokens the tokenizer adds to a
   *     prompt by itself
   */
  public static void main(String[] arguments) {
    TerminalInterrupt.ignore();
    // When the parent is killed while the engine computes, nobody reads the socket; this still
    // ends.
    ProcessHandle.current().parent().ifPresent(WorkerMain::endWith);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
        Wire wire = new Wire(channel)) {
      new WorkerMain(wire)
          .serve(
              arguments[1],
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4]));
    } catch (IOException gone) {
      // The parent closed the socket or died: nobody is left to tell.
    } catch (Throwable fault) {
      System.err.println("worker: " + fault);
    } finally {
      halt();
    }
  }

  private static void endWith(ProcessHandle parent) {
    var _ = parent.onExit().thenRun(WorkerMain::halt);
  }

  /** The engine's threads would keep the process alive, and its exit hooks crash. */
  private static void halt() {
    Runtime.getRuntime().halt(0);
  }

  private void serve(String file, int threads, int context, int startTokens) throws IOException {
    LlamaEngine engine;
    try {
      engine = new LlamaEngine(file, threads, context, startTokens);
    } catch (LinkageError absent) {
      // Without its library nothing writes a log: that ends with this process.
      send(new Report.LoadFailed(absent.toString()));
      return;
    } catch (RuntimeException refused) {
      send(new Report.LoadFailed(String.valueOf(refused.getMessage())));
      // The engine writes its log late; the parent ends this process when it has read the reason.
      awaitEnd();
      return;
    }
    send(new Report.Ready());
    while (true) {
      Command command = next();
      if (command instanceof Command.Generate request) {
        answer(engine, request, context);
      }
    }
  }

  private void answer(LlamaEngine engine, Command.Generate request, int context)
      throws IOException {
    try {
      new Generation(engine, request, this).run(context);
    } catch (RuntimeException refused) {
      send(new Report.Failed(request.id(), String.valueOf(refused.getMessage())));
    }
    cancelled.clear();
  }

  private Command next() throws IOException {
    Optional<byte[]> line = wire.poll();
    while (line.isEmpty()) {
      pump(-1);
      line = wire.poll();
    }
    return Command.read(line.get());
  }

  private void awaitEnd() throws IOException {
    while (true) {
      pump(-1);
    }
  }

  private void pump(long waitMillis) throws IOException {
    wire.pump(waitMillis);
    if (wire.ended()) {
      throw new IOException("The parent closed the socket");
    }
  }

  @Override
  public void send(Report report) throws IOException {
    wire.send(report.line());
    while (!wire.isFlushed()) {
      pump(-1);
    }
  }

  @Override
  public boolean cancelled(long id) throws IOException {
    pump(0);
    for (Optional<byte[]> line = wire.poll(); line.isPresent(); line = wire.poll()) {
      if (Command.read(line.get()) instanceof Command.Cancel cancel) {
        cancelled.add(cancel.id());
      }
    }
    return cancelled.contains(id);
  }
}
