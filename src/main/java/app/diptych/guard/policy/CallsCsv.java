package app.diptych.guard.policy;

import app.diptych.completion.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** Reads calls from a table with one row each; {@code docs/policy.md} tells its columns. */
public final class CallsCsv {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_ROWS = 1_000_000;
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern SECONDS = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");
  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(4_096)
                          .maxDocumentLength(MOST_BYTES)
                          .maxTokenCount(20_000_000)
                          .build())
                  .build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .enable(CsvReadFeature.TRIM_SPACES)
          .build();

  private final String file;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<RecordedCall> calls = new ArrayList<>();

  private CallsCsv(String file) {
    this.file = file;
  }

  /** The calls of a file in order of time. */
  public static List<RecordedCall> read(Path path) throws PolicyException {
    CallsCsv reader = new CallsCsv(String.valueOf(path.getFileName()));
    try (InputStream stream = Files.newInputStream(path);
        MappingIterator<String[]> rows = MAPPER.readerFor(String[].class).readValues(stream)) {
      reader.readAll(rows);
    } catch (NoSuchFileException missing) {
      throw new PolicyException("There is no file " + path + ".", missing);
    } catch (JacksonException broken) {
      throw new PolicyException(
          reader.file + " is no table that can be read: " + broken.getOriginalMessage() + ".",
          broken);
    } catch (IOException refused) {
      throw new PolicyException(
          path + " cannot be read: check that it is a file and may be read.", refused);
    }
    return reader.inOrder();
  }

  private void readAll(MappingIterator<String[]> rows) throws PolicyException {
    if (rows.hasNext()) {
      header(rows.next());
    }
    for (String needed : List.of("at", "gateway", "outcome")) {
      if (!columns.containsKey(needed)) {
        throw new PolicyException(
            file
                + " has no column \""
                + needed
                + "\": its first line must name at, gateway and outcome, and may name ttft_ms, e2e_ms"
                + " and retry_after_s.");
      }
    }
    while (rows.hasNext()) {
      String[] cells = rows.next();
      if (cells.length > 1 || !cells[0].isBlank()) {
        call(cells);
      }
    }
    if (calls.isEmpty()) {
      throw new PolicyException(file + " has no calls: write one line for each.");
    }
  }

  private void header(String[] names) {
    for (int i = 0; i < names.length; i++) {
      String name = names[i].strip().toLowerCase(Locale.ROOT).replace("\uFEFF", "");
      columns.putIfAbsent(name, i);
    }
  }

  private void call(String[] cells) throws PolicyException {
    if (calls.size() == MOST_ROWS) {
      throw new PolicyException(file + " has more than %,d calls: split it.".formatted(MOST_ROWS));
    }
    String where = file + ", call " + (calls.size() + 1);
    String outcome = cell(cells, "outcome");
    Failure failure = null;
    if (!OutcomeWord.isFine(outcome)) {
      failure =
          OutcomeWord.failure(outcome, time(cells, "retry_after_s", 1_000, where))
              .orElseThrow(() ->
                  new PolicyException(
                      where
                          + ": \""
                          + outcome
                          + "\" is no outcome; write ok, an HTTP status, or a failure such as"
                          + " Overloaded or TimedOut."));
    }
    calls.add(
        new RecordedCall(
            calls.size() + 1,
            instant(cell(cells, "at"), where),
            cell(cells, "gateway"),
            time(cells, "ttft_ms", 1, where),
            time(cells, "e2e_ms", 1, where),
            failure));
  }

  private String cell(String[] cells, String column) {
    Integer index = columns.get(column);
    return index == null || index >= cells.length ? "" : cells[index].strip();
  }

  private @Nullable Duration time(String[] cells, String column, int millis, String where)
      throws PolicyException {
    String text = cell(cells, column);
    if (text.isEmpty()) {
      return null;
    }
    if (!SECONDS.matcher(text).matches()) {
      throw new PolicyException(
          where + ": " + column + " must be a number that is not negative, not \"" + text + "\".");
    }
    long nanos = Math.round(Double.parseDouble(text) * millis * 1_000_000);
    return Duration.ofNanos(Math.min(nanos, LONGEST.toNanos()));
  }

  private static Instant instant(String text, String where) throws PolicyException {
    if (SECONDS.matcher(text).matches()) {
      return Instant.EPOCH.plusNanos(Math.round(Double.parseDouble(text) * 1e9));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw new PolicyException(
          where
              + ": at must be a time such as 2026-11-26T10:00:00Z, or seconds, not \""
              + text
              + "\".",
          unreadable);
    }
  }

  private List<RecordedCall> inOrder() {
    return calls.stream().sorted((a, b) -> a.at().compareTo(b.at())).toList();
  }
}
