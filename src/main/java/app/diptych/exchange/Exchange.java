package app.diptych.exchange;

import app.diptych.session.SavedSession;
import app.diptych.session.WholeFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * Sorts files into what is read together: those of one format that tell something only together
   * are one group, each other file is a group of its own. Looks at the beginning of each file. A
   * folder stands for the files in it, as they are written by {@link #writeFolder}.
   *
   * @return the groups in the order of their first files
   */
  public static List<List<Path>> groups(Collection<Path> files) {
    Map<Object, List<Path>> groups = new LinkedHashMap<>();
    for (Path given : files) {
      for (Path file : Folders.filesIn(given)) {
        groups.computeIfAbsent(groupOf(file), _ -> new ArrayList<>()).add(file);
      }
    }
    return List.copyOf(groups.values());
  }

  private static Object groupOf(Path file) {
    try {
      Importer importer = Formats.recognise(Source.of(file)).orElse(null);
      return importer instanceof JointImporter ? importer : file;
    } catch (ExchangeException unreadable) {
      // Reading it says what is wrong.
      return file;
    }
  }

  /**
   * Reads files that belong together.
   *
   * @param files one of {@link #groups}; the first file of answers is side A
   * @param progress told the share of the file that is being read, 0 to 1, on the calling thread
   * @throws ExchangeException when they cannot be read, or do not belong together
   */
  public static Imported read(List<Path> files, DoubleConsumer progress) throws ExchangeException {
    if (files.size() == 1) {
      return read(files.getFirst(), progress);
    }
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(Source.of(file, progress));
    }
    Source first = sources.getFirst();
    if (Formats.recognise(first).orElse(null) instanceof JointImporter importer) {
      return guarded(importer, first, () -> importer.read(sources));
    }
    throw new ExchangeException(
        first.name() + " is complete by itself: read it without the other files.");
  }

  /** Whether sessions in that format are written as several files in a folder. */
  public static boolean writesFolders(Format format) {
    return Formats.exporter(format).orElse(null) instanceof FolderExporter;
  }

  /**
   * Writes sessions into a folder, which is made when it is not there; each file in it is there
   * whole afterwards or as it was before.
   *
   * @return what the format has no place for, and what was taken out
   */
  public static List<Loss> writeFolder(
      Format format, List<SavedSession> sessions, Path folder, Redaction redaction)
      throws ExchangeException {
    if (!(Formats.exporter(format).orElse(null) instanceof FolderExporter exporter)) {
      throw new ExchangeException(format.words() + " is one file: name a file, not a folder.");
    }
    return write(sessions, folder, redaction, (clean, _) -> exporter.write(clean, folder));
  }

  /**
   * Writes sessions to a file, which is there whole afterwards or as it was before.
   *
   * @return what the format has no place for, and what was taken out
   */
  public static List<Loss> write(
      Format format, List<SavedSession> sessions, Path target, Redaction redaction)
      throws ExchangeException {
    return write(format, sessions, target, redaction, 0);
  }

  /**
   * The same for a file whose length is known, which is not begun where it does not fit.
   *
   * @param bytes see {@link Preview}
   */
  public static List<Loss> write(
      Format format, List<SavedSession> sessions, Path target, Redaction redaction, long bytes)
      throws ExchangeException {
    Exporter exporter =
        Formats.exporter(format)
            .orElseThrow(() -> new ExchangeException(unknown("written", format, writable())));
    return write(
        sessions,
        target,
        redaction,
        (clean, place) -> {
          List<Loss> unfit = new ArrayList<>();
          WholeFile.write(
              place,
              bytes,
              out -> {
                Counted counted = new Counted(out);
                unfit.addAll(exporter.write(clean, counted));
                if (counted.characters() == 0) {
                  throw new NothingToWrite(unfit);
                }
              });
          return unfit;
        });
  }

  /**
   * What a file would not hold, found out by writing it to nowhere.
   *
   * @param losses what the format has no place for, and what would be taken out
   * @param empty whether nothing at all would be left to write
   * @param bytes how long the file would be; 0 when that is not known, as of several files
   */
  public record Preview(List<Loss> losses, boolean empty, long bytes) {
    public Preview {
      losses = List.copyOf(losses);
    }
  }

  /** Tells what writing these sessions would leave behind. */
  public static Preview preview(Format format, List<SavedSession> sessions, Redaction redaction)
      throws ExchangeException {
    Exporter exporter =
        Formats.exporter(format)
            .orElseThrow(() -> new ExchangeException(unknown("written", format, writable())));
    Losses losses = new Losses();
    List<SavedSession> clean = redaction.apply(sessions, losses);
    try {
      List<Loss> unfit;
      boolean empty = false;
      long bytes = 0;
      if (exporter instanceof FolderExporter folders) {
        unfit = Scratch.use(folder -> folders.write(clean, folder));
      } else {
        Counted counted = new Counted(Writer.nullWriter());
        unfit = exporter.write(clean, counted);
        counted.flush();
        empty = counted.characters() == 0;
        bytes = counted.bytes();
      }
      List<Loss> all = new ArrayList<>(unfit);
      all.addAll(losses.list());
      return new Preview(all, empty, bytes);
    } catch (IOException refused) {
      throw new ExchangeException(
          "It cannot be told what would be left out: " + Reason.of(refused) + ".", refused);
    }
  }

  private interface Writing {
    List<Loss> write(List<SavedSession> sessions, Path place) throws IOException;
  }

  private static List<Loss> write(
      List<SavedSession> sessions, Path target, Redaction redaction, Writing writing)
      throws ExchangeException {
    Losses losses = new Losses();
    List<SavedSession> clean = redaction.apply(sessions, losses);
    List<Loss> unfit;
    try {
      unfit = new ArrayList<>(writing.write(clean, target));
    } catch (NothingToWrite nothing) {
      throw new ExchangeException(
          target + " was not written, because nothing is left to write" + nothing.reasons(),
          nothing);
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
    return guarded(importer, source, () -> importer.read(source));
  }

  private interface Reading {
    Imported read() throws ExchangeException;
  }

  private static Imported guarded(Importer importer, Source source, Reading reading)
      throws ExchangeException {
    try {
      return reading.read();
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
