package app.diptych.app;

import java.io.IOException;

/** A program with a thread of nobody's that fails over words of the user. */
final class UncaughtMain {
  private UncaughtMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Launcher.quietly();
    Thread thread =
        Thread.ofPlatform()
            .name("lonely")
            .start(() -> {
              throw new IllegalStateException(
                  "Geheimer Prompt", new IOException("und geheime Antwort: Geheim"));
            });
    thread.join();
  }
}
