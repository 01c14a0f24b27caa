package app.diptych.app;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A short name for a fault of the program, such as {@code E-7F3K}: the same for the same kind of
 * exception from the same method, whatever it was working on and whichever line it is in this
 * version.
 */
final class FaultCode {
  /** Letters and digits that nobody mistakes for each other when they are read out. */
  private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 4;
  private static final int MOST_CAUSES = 20;
  private static final String OURS = "app.diptych.";

  private FaultCode() {}

  static String of(Throwable fault) {
    Throwable cause = deepest(fault);
    CRC32 sum = new CRC32();
    sum.update((cause.getClass().getName() + " " + place(cause)).getBytes(StandardCharsets.UTF_8));
    long rest = sum.getValue();
    StringBuilder code = new StringBuilder("E-");
    for (int i = 0; i < LENGTH; i++) {
      code.append(SIGNS.charAt((int) (rest % SIGNS.length())));
      rest /= SIGNS.length();
    }
    return code.toString();
  }

  private static Throwable deepest(Throwable fault) {
    Throwable cause = fault;
    for (int i = 0; i < MOST_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The method of ours that it came from, else the one that threw it. */
  private static String place(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    for (StackTraceElement frame : trace) {
      if (frame.getClassName().startsWith(OURS)) {
        return name(frame);
      }
    }
    return trace.length == 0 ? "" : name(trace[0]);
  }

  /** Without the numbers that the compiler gives to lambdas and classes without a name. */
  private static String name(StackTraceElement frame) {
    return (frame.getClassName() + "." + frame.getMethodName()).replaceAll("\\$\\d+", "");
  }
}
