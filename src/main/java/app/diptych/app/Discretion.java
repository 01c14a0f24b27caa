package app.diptych.app;

import app.diptych.exchange.Redaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happened without telling what it was about: no keys, no place that names the user, and
 * of a fault only its kind and where it happened, because its message may quote a prompt or an
 * answer.
 */
final class Discretion {
  private static final int MOST_CAUSES = 8;
  private static final int MOST_FRAMES = 60;
  private static final int LONGEST_LINE = 500;
  private static final int SHORTEST_NAME = 3;

  private final Map<String, String> environment;
  private final String home;
  private final String user;
  private @Nullable Masks masks;

  /** Made with the first line: a start that goes well needs none. */
  private record Masks(Redaction redaction, Pattern user) {}

  Discretion(Map<String, String> environment, String home, String user) {
    this.environment = environment;
    this.home = home;
    this.user = user;
  }

  private synchronized Masks masks() {
    Masks made = masks;
    if (made == null) {
      String name =
          user.length() < SHORTEST_NAME
              ? "(?!)"
              : "(?<![\\p{L}\\p{N}])" + Pattern.quote(user) + "(?![\\p{L}\\p{N}])";
      made = new Masks(Redaction.secrets(environment), Pattern.compile(name));
      masks = made;
    }
    return made;
  }

  /** For this user on this machine. */
  static Discretion here() {
    return new Discretion(
        System.getenv(), System.getProperty("user.home", ""), System.getProperty("user.name", ""));
  }

  /** A sentence of the program on one line, without keys and without whose machine it is. */
  String line(String sentence) {
    String line = sentence.replaceAll("\\p{Cntrl}+", " ").strip();
    String masked = masks().redaction().clean(line);
    if (home.length() > 1) {
      masked = masked.replace(home, "~");
    }
    masked = masks().user().matcher(masked).replaceAll(Matcher.quoteReplacement("[user]"));
    return masked.length() <= LONGEST_LINE ? masked : masked.substring(0, LONGEST_LINE) + "\u2026";
  }

  /** Where it happened, and the same of what caused it. */
  String trace(Throwable fault) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Throwable next = fault;
    for (int i = 0; i < MOST_CAUSES && next != null; i++) {
      out.println((i == 0 ? "" : "Caused by: ") + line(kind(next)));
      StackTraceElement[] frames = next.getStackTrace();
      for (int at = 0; at < Math.min(MOST_FRAMES, frames.length); at++) {
        out.println("\tat " + frames[at]);
      }
      if (frames.length > MOST_FRAMES) {
        out.println("\t... " + (frames.length - MOST_FRAMES) + " more");
      }
      next = next.getCause();
    }
    return text.toString();
  }

  /** What it was, what caused it in the end, and where that came from, in one line. */
  String brief(Throwable fault) {
    Throwable cause = FaultCode.deepest(fault);
    String kinds = cause.equals(fault) ? kind(fault) : kind(fault) + ", caused by " + kind(cause);
    return line(kinds + FaultCode.frame(cause).map(frame -> " at " + frame).orElse(""));
  }

  /** What the Java runtime says itself about indexes, classes and memory quotes nothing. */
  private static String kind(Throwable fault) {
    String name = fault.getClass().getName();
    boolean ofTheRuntime =
        fault instanceof LinkageError
            || fault instanceof VirtualMachineError
            || fault.getClass() == ClassCastException.class
            || fault.getClass() == ArrayIndexOutOfBoundsException.class;
    return ofTheRuntime && fault.getMessage() != null ? name + ": " + fault.getMessage() : name;
  }
}
