package app.diptych.batch;

import app.diptych.batch.check.CheckReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Rows to be asked, read as they are needed: a file may be larger than the memory. Files are JSON
 * Lines (plain, MT-Bench, Arena-Hard, OpenAI's Batch API and evals, promptfoo's tests), CSV, or a
 * promptfoo configuration.
 */
public final class Dataset {
  /** Read at both ends of a file to tell it from another. */
  private static final int SAMPLE_BYTES = 1 << 20;

  private static final Pattern CONFIG =
      Pattern.compile("(?m)^(?:prompts|tests|providers|targets)\\s*:|\"(?:tests|prompts)\"\\s*:");

  private final String name;
  private final String kind;
  private final String fingerprint;
  private final List<Prompting> prompts;
  private final CheckReader checks;
  private final Opening opening;
  private final String source;
  private final String chosen;

  /** Begins to read. */
  interface Opening {
    RowReader open() throws DatasetException;
  }

  /**
   * @param kind what it was taken for, for people
   * @param fingerprint tells it from another data set of that name
   * @param prompts what it asks with its values; empty when its rows ask by themselves or are
   *     values for a template of the batch
   * @param checks reads those of its rows
   */
  Dataset(
      String name,
      String kind,
      String fingerprint,
      List<Prompting> prompts,
      CheckReader checks,
      Opening opening) {
    this(name, kind, fingerprint, prompts, checks, opening, "", "");
  }

  private Dataset(
      String name,
      String kind,
      String fingerprint,
      List<Prompting> prompts,
      CheckReader checks,
      Opening opening,
      String source,
      String chosen) {
    this.name = name;
    this.kind = kind;
    this.fingerprint = fingerprint;
    this.prompts = List.copyOf(prompts);
    this.checks = checks;
    this.opening = opening;
    this.source = source;
    this.chosen = chosen;
  }

  /** The same, told where it can be found again. */
  Dataset from(String where) {
    return new Dataset(name, kind, fingerprint, prompts, checks, opening, where, chosen);
  }

  /** Only those of its rows, with the numbers they have; each is counted from 1. */
  public Dataset only(RowNumbers rows) {
    Opening all = opening;
    String few = rows.toString();
    return new Dataset(
        name + (rows.size() == 1 ? " (1 row)" : " (%,d rows)".formatted(rows.size())),
        kind,
        fingerprint + "#" + few,
        prompts,
        checks,
        () -> new ChosenRows(all.open(), rows),
        source,
        few);
  }

  /**
   * Looks at a file.
   *
   * @throws DatasetException when it cannot be opened, is no data set, or is empty
   */
  public static Dataset of(Path file) throws DatasetException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new DatasetException(
            Files.exists(file)
                ? file + " is no file: give a file of rows."
                : "There is no file " + file + ".");
      }
      String head = head(file);
      if (head.isBlank()) {
        throw new DatasetException(file + " is empty: it needs at least one row.");
      }
      Dataset dataset =
          of(file, head, fingerprint(file)).from(file.toAbsolutePath().normalize().toString());
      dataset.requireRow();
      return dataset;
    } catch (IOException refused) {
      throw new DatasetException(
          file + " cannot be read: check its name and permissions.", refused);
    }
  }

  private static Dataset of(Path file, String head, String fingerprint) throws DatasetException {
    String name = String.valueOf(file.getFileName());
    String ending = name.toLowerCase(Locale.ROOT);
    boolean yaml = ending.endsWith(".yaml") || ending.endsWith(".yml");
    boolean object = head.stripLeading().startsWith("{");
    if (head.indexOf('\0') >= 0) {
      throw new DatasetException(
          name + " is not UTF-8 text: give JSON Lines, CSV or a promptfoo file, saved as UTF-8.");
    }
    boolean lines = ending.endsWith(".jsonl") || ending.endsWith(".ndjson");
    if (yaml || (!lines && CONFIG.matcher(head).find() && (object || !ending.endsWith(".csv")))) {
      return PromptfooDataset.of(file, name, fingerprint);
    }
    if (lines || object) {
      CheckReader checks = new CheckReader();
      JsonRowKind kind = JsonRowKind.of(file);
      return new Dataset(
          name,
          kind.words(),
          fingerprint,
          List.of(),
          checks,
          () -> new JsonRows(file, kind, checks));
    }
    if (head.stripLeading().startsWith("[")) {
      throw new DatasetException(
          name
              + " is one JSON list: write one row a line (JSON Lines), then any size can be read.");
    }
    return new Dataset(
        name, "CSV", fingerprint, List.of(), new CheckReader(), () -> new CsvRows(file));
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What it was taken for, for people. */
  public String kind() {
    return kind;
  }

  /** Tells it from another data set of that name. */
  public String fingerprint() {
    return fingerprint;
  }

  /** What it asks with its values, when it says so itself. */
  public List<Prompting> prompts() {
    return prompts;
  }

  /** The types of its checks that cannot be run here, as far as it was read. */
  public Set<String> leftOut() {
    return new TreeSet<>(checks.leftOut().keySet());
  }

  /** Where it can be found again: a file, or {@code library:WORDS}; empty when nobody knows. */
  public String source() {
    return source;
  }

  /** The numbers of the rows that were chosen, as {@link RowNumbers} writes them; empty for all. */
  public String chosen() {
    return chosen;
  }

  RowReader open() throws DatasetException {
    return new DistinctRows(opening.open());
  }

  private void requireRow() throws DatasetException {
    try (RowReader rows = open()) {
      if (rows.next() == null) {
        throw new DatasetException(name + " has no rows: it needs at least one.");
      }
    }
  }

  /** The first rows, to be looked at before anything is asked. */
  public List<DatasetRow> preview(int most) throws DatasetException {
    List<DatasetRow> first = new ArrayList<>();
    try (RowReader rows = open()) {
      for (DatasetRow row = rows.next(); row != null && first.size() < most; row = rows.next()) {
        first.add(row);
      }
    }
    return first;
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(64 << 10), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }

  /** Its size and both its ends: reading all of a large file twice would take minutes. */
  private static String fingerprint(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = in.length();
      digest.update(Long.toString(size).getBytes(StandardCharsets.UTF_8));
      byte[] bytes = new byte[(int) Math.min(SAMPLE_BYTES, size)];
      in.readFully(bytes);
      digest.update(bytes);
      in.seek(size - bytes.length);
      in.readFully(bytes);
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
