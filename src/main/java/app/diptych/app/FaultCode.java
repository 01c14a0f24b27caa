package app.diptych.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

  /** What caused it in the end. */
  static Throwable deepest(Throwable fault) {
    Throwable cause = fault;
    for (int i = 0; i < MOST_CAUSES && cause.getCause() != null; i++) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String place(Throwable cause) {
    return frame(cause).map(FaultCode::name).orElse("");
  }

  /** The method of ours that it came from, else the one that threw it; empty when nobody knows. */
  static Optional<StackTraceElement> frame(Throwable cause) {
    List<StackTraceElement> trace = List.of(cause.getStackTrace());
    return trace.stream()
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .or(() -> trace.stream().findFirst());
  }

  /** Without the numbers that the compiler gives to lambdas and classes without a name. */
  private static String name(StackTraceElement frame) {
    return (frame.getClassName() + "." + frame.getMethodName()).replaceAll("\\$\\d+", "");
  }
}
