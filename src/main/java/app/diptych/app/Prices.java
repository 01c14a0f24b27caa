package app.diptych.app;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceJson;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The price book of this user: the bundled claims, and what was imported since, in {@code
 * prices.json}. Thread-safe.
 */
final class Prices {
  /** LiteLLM's map has about 2 MB. */
  static final long MOST_BYTES = 64L << 20;

  private static final PriceBook BUNDLED = PriceBook.EMPTY.with(PriceJson.bundled());
  private static final Logger LOG = System.getLogger("diptych");

  private final Path file;
  private PriceBook own;

  /** Read by the window as well, which does not wait for a file. */
  private volatile PriceBook all;

  /** What the file that was looked at last was like; null without one. */
  private @Nullable Stamp stamp;

  private record Stamp(FileTime written, long bytes, String key) {}

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
    all = BUNDLED;
    lookAgain();
  }

  PriceBook book() {
    return all;
  }

  /** Takes what another Diptych wrote meanwhile; a file that cannot be read changes nothing. */
  synchronized void lookAgain() {
    Stamp now = null;
    try {
      now = stamp();
      if (!Objects.equals(now, stamp)) {
        readAgain();
      }
    } catch (IOException unreadable) {
      // Left as it is: without these prices answers are unpriced, and say so.
      LOG.log(Logger.Level.WARNING, "The prices in " + file + " cannot be read", unreadable);
    }
    // Also of a file that cannot be read: it is read again once it is another one.
    stamp = now;
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
    all = BUNDLED.with(imported.prices());
  }

  /** Whatever its date says: two files may be written in one tick of a coarse clock. */
  private void readAgain() throws IOException {
    Stamp now = stamp();
    hold(now == null ? PriceBook.EMPTY : PriceBook.EMPTY.with(read()));
    stamp = now;
  }

  private @Nullable Stamp stamp() throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
    } catch (NoSuchFileException none) {
      return null;
    }
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
