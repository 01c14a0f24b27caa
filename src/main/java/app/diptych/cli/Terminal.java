package app.diptych.cli;

import app.diptych.completion.Failure;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The two streams of a terminal. Text of models and gateways passes {@link #safe} so that it cannot
 * steer it.
 */
final class Terminal {
  /** Longer than any key. */
  private static final int MOST_PIPED = 8 * 1024;

  private final PrintWriter out;
  private final PrintWriter err;

  Terminal(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Whether somebody watches the output come, who would miss a pause in it. */
  // The console of JDK 25 is null again where there is none.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /**
   * A key as it is typed, without showing it, or the whole of standard input when nobody sits
   * there.
   *
   * @throws IllegalArgumentException when there is none
   */
  @SuppressWarnings("SystemConsoleNull")
  static char[] readKey(String prompt) {
    Console console = System.console();
    char[] key =
        console != null && console.isTerminal() ? console.readPassword("%s", prompt) : piped();
    if (key == null || key.length == 0) {
      throw new IllegalArgumentException("No key was given.");
    }
    return key;
  }

  private static char[] piped() {
    char[] read = new char[MOST_PIPED];
    try {
      Reader reader = new InputStreamReader(System.in, StandardCharsets.UTF_8);
      int length = 0;
      for (int came = 0; came >= 0 && length < read.length; length += Math.max(0, came)) {
        came = reader.read(read, length, read.length - length);
      }
      return Arrays.copyOf(read, length);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("The key cannot be read from standard input.", unreadable);
    } finally {
      Arrays.fill(read, '\0');
    }
  }

  /**
   * A line or more on standard output. Whatever in it could still steer the terminal is written as
   * an escape that a reader of JSON takes for the same character.
   */
  void print(String text) {
    out.println(escaped(text));
    out.flush();
  }

  private static String escaped(String text) {
    if (text.codePoints().noneMatch(Terminal::steers)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (steers(c)) {
            // Those beyond the first plane are format characters, too: two halves each.
            for (char half : Character.toChars(c)) {
              clean.append(String.format(Locale.ROOT, "\\u%04x", (int) half));
            }
          } else {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }

  /** One line on standard error: what goes on meanwhile. */
  void tell(String line) {
    err.println(safe(line).replace('\n', ' '));
    err.flush();
  }

  /** One line on standard error that takes the place of the one before. */
  void live(String line) {
    err.print("\r" + safe(line).replace('\n', ' ') + "\u001b[K");
    err.flush();
  }

  /** What comes next begins on a line of its own. */
  void endLive() {
    err.print("\r\u001b[K");
    err.flush();
  }

  /** One line on standard error: what happened and what to do. */
  void complain(Failure failure) {
    complain(failure.sentences());
  }

  void complain(String sentence) {
    err.println("diptych: " + safe(sentence).replace('\n', ' '));
    err.flush();
  }

  /** The text with every control character but line feed and tab replaced by a visible symbol. */
  static String safe(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != '\r')
        .map(c -> steers(c) ? symbol(c) : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean steers(int codePoint) {
    if (codePoint == '\n' || codePoint == '\t') {
      return false;
    }
    int type = Character.getType(codePoint);
    boolean joins = codePoint == 0x200C || codePoint == 0x200D;
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || (type == Character.FORMAT && !joins);
  }

  /**
   * Unicode has a picture for each ASCII control character; the rest share the replacement
   * character.
   */
  private static int symbol(int codePoint) {
    return codePoint < 0x20 ? 0x2400 + codePoint : codePoint == 0x7F ? 0x2421 : 0xFFFD;
  }
}
