package app.diptych.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the program says of itself, kept in a few small files that follow each other. Of prompts,
 * answers and keys nothing comes here, see {@link Discretion}; and nothing of what libraries log.
 *
 * <p>The rooms log through {@link System.Logger}; this is the one place that knows what is behind
 * it. No file is made before there is something to say.
 */
final class LogFiles implements AutoCloseable {
  static final int BYTES = 512 << 10;
  static final int FILES = 3;
  private static final int REMEMBERED = 60;
  private static final String CONFIGURED_BY = "java.util.logging.config.";

  /** Held, because the log manager forgets a logger that nobody holds. */
  private final Logger logger = Logger.getLogger("diptych");

  private final Deque<String> last = new ArrayDeque<>();
  private final Discretion discretion;
  private final Handler handler;

  private LogFiles(Path folder, int bytes, Discretion discretion) {
    this.discretion = discretion;
    this.handler = new Lazy(folder, bytes);
    logger.addHandler(handler);
  }

  /**
   * Begins to keep what is logged; until it is closed.
   *
   * @param folder for the files; made when it is needed
   */
  static LogFiles in(Path folder, Discretion discretion) {
    return new LogFiles(folder, BYTES, discretion);
  }

  /**
   * @param bytes how large one of the files may be
   */
  static LogFiles in(Path folder, int bytes, Discretion discretion) {
    return new LogFiles(folder, bytes, discretion);
  }

  /**
   * From the first line on standard error says of a fault only its kind and place as well, in the
   * same line. Nothing is made before there is something to say. Somebody who configured logging
   * for this start keeps that.
   */
  static void quietConsole() {
    if (System.getProperty(CONFIGURED_BY + "file") == null
        && System.getProperty(CONFIGURED_BY + "class") == null) {
      System.setProperty(CONFIGURED_BY + "class", Console.class.getName());
    }
  }

  /** Made by the log manager when it begins, which asks it for everything it shall know. */
  public static final class Console {
    public Console() throws IOException {
      String handler = ConsoleHandler.class.getName();
      String all =
          "handlers=%s%n.level=INFO%n%s.formatter=%s%n"
              .formatted(handler, handler, Brief.class.getName());
      LogManager.getLogManager()
          .readConfiguration(new ByteArrayInputStream(all.getBytes(StandardCharsets.ISO_8859_1)));
    }
  }

  /** Everything in one line. */
  public static final class Brief extends Formatter {
    private final Discretion discretion = Discretion.here();

    @Override
    public String format(LogRecord entry) {
      Throwable thrown = entry.getThrown();
      return head(entry, discretion.line(formatMessage(entry)))
          + (thrown == null ? "" : " (" + discretion.brief(thrown) + ")")
          + System.lineSeparator();
    }
  }

  private static String head(LogRecord entry, String sentence) {
    Instant at = entry.getInstant().truncatedTo(ChronoUnit.MILLIS);
    return at + " " + entry.getLevel().getName() + " " + sentence;
  }

  /** The last lines, oldest first; from memory. */
  List<String> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    handler.close();
  }

  private void remember(String line) {
    synchronized (last) {
      last.addLast(line);
      if (last.size() > REMEMBERED) {
        last.removeFirst();
      }
    }
  }

  /** Opens its file with the first line. */
  private final class Lazy extends Handler {
    private final Path folder;
    private final int bytes;
    private @Nullable FileHandler file;
    private boolean closed;

    Lazy(Path folder, int bytes) {
      this.folder = folder;
      this.bytes = bytes;
      setLevel(Level.INFO);
      setFormatter(new Line(discretion));
    }

    @Override
    public synchronized void publish(LogRecord entry) {
      if (closed || !isLoggable(entry)) {
        return;
      }
      getFormatter().format(entry).lines().forEach(LogFiles.this::remember);
      FileHandler open = open();
      if (open != null) {
        open.publish(entry);
      }
    }

    private @Nullable FileHandler open() {
      if (file == null) {
        try {
          Files.createDirectories(folder);
          FileHandler fresh = new FileHandler(folder + "/diptych-%u-%g.log", bytes, FILES, true);
          fresh.setEncoding("UTF-8");
          fresh.setFormatter(getFormatter());
          fresh.setLevel(Level.INFO);
          file = fresh;
        } catch (IOException | RuntimeException noRoom) {
          // Standard error has the line all the same; what cannot be written must not be said here.
          return null;
        }
      }
      return file;
    }

    @Override
    public void flush() {
      // The file handler flushes after each line.
    }

    @Override
    public synchronized void close() {
      closed = true;
      if (file != null) {
        file.close();
        file = null;
      }
    }
  }

  /** One line for what happened, and where when it was a fault. */
  private static final class Line extends Formatter {
    private final Discretion discretion;

    Line(Discretion discretion) {
      this.discretion = discretion;
    }

    @Override
    public String format(LogRecord entry) {
      Throwable thrown = entry.getThrown();
      return head(entry, discretion.line(formatMessage(entry)))
          + System.lineSeparator()
          + (thrown == null ? "" : discretion.trace(thrown));
    }
  }
}
