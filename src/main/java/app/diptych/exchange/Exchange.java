package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Reads and writes files of every format. Everything here blocks and belongs on a background
 * thread; an interrupt ends it.
 */
public final class Exchange {
  private Exchange() {}

  /** The formats that can be read. */
  public static List<Format> readable() {
    return Formats.readable();
  }

  /** The formats that can be written. */
  public static List<Format> writable() {
    return Formats.writable();
  }

  /**
   * Reads a file of whatever format its content is. Nothing is saved.
   *
   * @throws ExchangeException when it is none, or damaged beyond use
   */
  public static Imported read(Path file) throws ExchangeException {
    return read(file, _ -> {});
  }

  /**
   * The same with news of how far it is.
   *
   * @param progress told the share that was read, 0 to 1, on the calling thread
   */
  public static Imported read(Path file, DoubleConsumer progress) throws ExchangeException {
    Source source = Source.of(file, progress);
    Importer importer =
        Formats.recognise(source)
            .orElseThrow(() -> new ExchangeException(Foreign.explain(source, readable())));
    return read(importer, source);
  }

  /**
   * Reads a file that the user says is of that format.
   *
   * @throws ExchangeException when it is not, or damaged beyond use
   */
  public static Imported read(Path file, Format format) throws ExchangeException {
    return read(file, format, _ -> {});
  }

  /** The same with news of how far it is. */
  public static Imported read(Path file, Format format, DoubleConsumer progress)
      throws ExchangeException {
    Importer importer =
        Formats.importer(format)
            .orElseThrow(() -> new ExchangeException(unknown("read", format, readable())));
    return read(importer, Source.of(file, progress));
  }

  /**
   * Writes sessions to a file, which is there whole afterwards or as it was before.
   *
   * @return what the format has no place for, and what was taken out
   */
  public static List<Loss> write(
      Format format, List<SavedSession> sessions, Path target, Redaction redaction)
      throws ExchangeException {
    Exporter exporter =
        Formats.exporter(format)
            .orElseThrow(() -> new ExchangeException(unknown("written", format, writable())));
    Losses losses = new Losses();
    List<SavedSession> clean = redaction.apply(sessions, losses);
    List<Loss> unfit = new ArrayList<>();
    try {
      WholeFile.write(target, out -> unfit.addAll(exporter.write(clean, out)));
    } catch (IOException refused) {
      throw new ExchangeException(
          target
              + " was not written: "
              + Reason.of(refused)
              + ". Choose another place; what was there before is unchanged.",
          refused);
    }
    unfit.addAll(losses.list());
    return unfit;
  }

  /** What a reader did not foresee in a hostile file must not end more than the reading. */
  private static Imported read(Importer importer, Source source) throws ExchangeException {
    try {
      return importer.read(source);
    } catch (RuntimeException | StackOverflowError unforeseen) {
      throw new ExchangeException(
          source.name()
              + " cannot be read as "
              + importer.format().words()
              + ": "
              + Reason.of(unforeseen)
              + ". Nothing of it was taken.",
          unforeseen);
    }
  }

  private static String unknown(String done, Format format, List<Format> known) {
    return format.words()
        + " cannot be "
        + done
        + ". Choose one of: "
        + known.stream().map(Format::id).collect(Collectors.joining(", "))
        + ".";
  }
}
