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
import java.util.List;

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
  private PriceBook all;

  Prices(Path file) {
    this.file = file;
    own = PriceBook.EMPTY.with(read(file));
    all = PriceBook.EMPTY.with(PriceJson.bundled()).with(own.prices());
  }

  synchronized PriceBook book() {
    return all;
  }

  /**
   * Takes prices into the book; of two for the same the later one holds.
   *
   * @return the imported ones as they were before
   * @throws IOException when they cannot be kept; the book is then as before
   */
  synchronized List<Price> take(List<Price> fresh) throws IOException {
    List<Price> before = own.prices();
    keep(own.with(fresh));
    return before;
  }

  /**
   * Puts the imported prices back to what they were.
   *
   * @throws IOException when they cannot be kept; the book is then as before
   */
  synchronized void putBack(List<Price> before) throws IOException {
    keep(PriceBook.EMPTY.with(before));
  }

  private void keep(PriceBook imported) throws IOException {
    write(PriceJson.write(imported.prices()));
    own = imported;
    all = PriceBook.EMPTY.with(PriceJson.bundled()).with(imported.prices());
  }

  private static List<Price> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return PriceJson.read(
          Files.readAllBytes(file),
          // One that an earlier version took, and that is refused now, takes no other with it.
          (entry, why) ->
              LOG.log(Logger.Level.WARNING, "Not taken of {0}: {1}: {2}", file, entry, why));
    } catch (IOException | IllegalArgumentException unreadable) {
      // Left as it is: without these prices answers are unpriced, and say so.
      LOG.log(Logger.Level.WARNING, "The prices in " + file + " cannot be read", unreadable);
      return List.of();
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
