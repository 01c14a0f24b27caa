package app.diptych.local.worker;

import java.lang.reflect.Method;

/**
 * A Ctrl+C in a terminal reaches every process started from it. It is meant for the application,
 * which then ends its answers in order; a worker that died of it first would look like a fault.
 */
final class TerminalInterrupt {
  private TerminalInterrupt() {}

  /** From here on this process does not die of an interrupt from the terminal. */
  static void ignore() {
    try {
      // By name, because the compiler warns of this class wherever it is mentioned; there is no
      // other in Java.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(
          null,
          signal.getConstructor(String.class).newInstance("INT"),
          handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException | RuntimeException unsupported) {
      // The worker then dies of a Ctrl+C, and the answer ends as a fault of the engine.
    }
  }
}
