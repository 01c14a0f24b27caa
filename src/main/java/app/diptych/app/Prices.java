package app.diptych.app;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceJson;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price book of this user: the bundled claims, and what was imported since, in {@code
 * prices.json}. Thread-safe.
 */
final class Prices {
  /** LiteLLM's map has about 2 MB. */
  static final long MOST_BYTES = 64L << 20;

  private static final Logger LOG = System.getLogger("diptych");

  private final Path file;
  private PriceBook own;

  /** Read by the window as well, which does not wait for a file. */
  private volatile PriceBook all;

  /** When the file that was read last was written, and how long it was; null without one. */
  private @Nullable Stamp stamp;

  private record Stamp(FileTime written, long bytes) {}

  /** There is a file that is none of prices, and it stays as it is. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1;

    Unreadable(Path file, Exception cause) {
      super(
          "The prices in %s cannot be read, so none are added to them: mend the file, or move it away."
              .formatted(file),
          cause);
    }
  }

  Prices(Path file) {
    this.file = file;
    own = PriceBook.EMPTY;
    all = PriceBook.EMPTY.with(PriceJson.bundled());
    lookAgain();
  }

  PriceBook book() {
    return all;
  }

  /** Takes what another Diptych wrote meanwhile; a file that cannot be read changes nothing. */
  synchronized void lookAgain() {
    try {
      readAgain();
    } catch (IOException unreadable) {
      // Left as it is: without these prices answers are unpriced, and say so.
      LOG.log(Logger.Level.WARNING, "The prices in " + file + " cannot be read", unreadable);
    }
  }

  /**
   * Takes prices into the book as it is in the file now; of two for the same the later one holds.
   *
   * @return the imported ones as they were before
   * @throws IOException when they cannot be kept; the book is then as before
   */
  synchronized PriceBook take(List<Price> fresh) throws IOException {
    readAgain();
    PriceBook before = own;
    keep(own.with(fresh));
    return before;
  }

  /**
   * Takes back what was taken; what was imported since stays.
   *
   * @param before the imported prices as {@link #take} gave them back
   * @throws IOException when it cannot be kept; the book is then as before
   */
  synchronized void putBack(List<Price> taken, PriceBook before) throws IOException {
    readAgain();
    keep(own.without(taken, before));
  }

  private void keep(PriceBook imported) throws IOException {
    write(PriceJson.write(imported.prices()));
    hold(imported);
    stamp = stamp();
  }

  private void hold(PriceBook imported) {
    own = imported;
    all = PriceBook.EMPTY.with(PriceJson.bundled()).with(imported.prices());
  }

  private void readAgain() throws IOException {
    Stamp now = stamp();
    if (now == null) {
      stamp = null;
      hold(PriceBook.EMPTY);
    } else if (!now.equals(stamp)) {
      hold(PriceBook.EMPTY.with(read()));
      stamp = now;
    }
  }

  private @Nullable Stamp stamp() throws IOException {
    return Files.exists(file) ? new Stamp(Files.getLastModifiedTime(file), Files.size(file)) : null;
  }

  private List<Price> read() throws IOException {
    try {
      return PriceJson.read(
          Files.readAllBytes(file),
          // One that an earlier version took, and that is refused now, takes no other with it.
          (entry, why) ->
              LOG.log(Logger.Level.WARNING, "Not taken of {0}: {1}: {2}", file, entry, why));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new Unreadable(file, unreadable);
    }
  }

  private void write(byte[] json) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "prices", ".tmp");
    try {
      Files.write(fresh, json);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
