package app.diptych.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An application to be killed: loads a model, tells the number of its worker's process on standard
 * output, and waits. Arguments: model file, folder for the workers, and {@code busy} when the
 * worker shall be answering; then the number comes with the first piece of the answer.
 */
final class ParentMain {
  private ParentMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    LocalProvider provider = Demo.provider(Path.of(arguments[0]), Path.of(arguments[1]));
    provider
        .prepare()
        .ifPresent(failure -> {
          throw new IllegalStateException(failure.message());
        });
    long worker = provider.workerProcess().orElseThrow().pid();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments[2].equals("busy")) {
      Recording recording = new Recording();
      var _ = provider.start(Demo.ask(Demo.STORY, null, 1L), recording);
      recording.awaitFirstDelta();
    }
    out.println("worker " + worker);
    new CountDownLatch(1).await();
  }
}
