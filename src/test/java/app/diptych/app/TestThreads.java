package app.diptych.app;

import java.util.concurrent.ThreadFactory;

/** The threads of the program, for tests of other rooms. */
public final class TestThreads implements AutoCloseable {
  private final Threads threads = new Threads();

  public ThreadFactory gateway() {
    return threads.gateway();
  }

  @Override
  public void close() {
    threads.close();
  }
}
