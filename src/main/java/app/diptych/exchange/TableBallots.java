package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.stats.Ballot;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** Votes in a table: a row each, read one at a time. */
final class TableBallots {
  private static final int LONGEST_CELL = 4 << 20;

  private static final CsvMapper MAPPER =
      CsvMapper.builder(
              CsvFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(LONGEST_CELL)
                          .maxTokenCount(-1)
                          .maxDocumentLength(-1)
                          .build())
                  .build())
          .enable(CsvReadFeature.WRAP_AS_ARRAY)
          .build();

  private final VoteIntake intake;
  private final Source source;

  TableBallots(VoteIntake intake, Source source) {
    this.intake = intake;
    this.source = source;
  }

  void read() throws ExchangeException {
    VoteColumns columns = null;
    long number = 0;
    try (Reader text = reader();
        MappingIterator<String[]> rows = rows(text)) {
      while (rows.hasNext()) {
        String[] cells = rows.next();
        if (columns == null) {
          columns = VoteColumns.of(Arrays.asList(cells), source.name());
        } else if (Stream.of(cells).anyMatch(cell -> cell != null && !cell.isBlank())) {
          number++;
          intake.row();
          take(columns, cells, number);
        }
      }
    } catch (JacksonException broken) {
      if (number == 0) {
        throw new ExchangeException(source.name() + " is no table that can be read.", broken);
      }
      intake
          .losses()
          .add("the end of the table", "It stops making sense after row " + number + ".");
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
  }

  private void take(VoteColumns columns, String[] cells, long number) throws ExchangeException {
    VoteColumns.Row row = columns.row(cells);
    String model = row.modelA();
    String other = row.modelB();
    Verdict verdict = row.verdict();
    if (model.isEmpty() || other.isEmpty()) {
      intake.losses().add("rows without two models", "A vote says which of two is better.");
    } else if (verdict == null) {
      intake
          .losses()
          .add(
              "rows without a verdict",
              "It must be a name of a model, A, B, tie or both bad, or a number that is none but"
                  + " finite.");
    } else {
      String own = "row " + number + " of " + source.name();
      String item = row.item().isEmpty() ? own : row.item();
      @Nullable String rater = row.rater().isEmpty() ? null : row.rater();
      intake.add(
          new Ballot(
              item,
              row.prompt().isEmpty() ? item : row.prompt(),
              rater,
              model,
              other,
              verdict,
              new Ballot.Extra(
                  row.aOnLeft(), row.at(), row.tags(), row.looks(), row.passed(), row.texts())));
    }
  }

  private Reader reader() throws IOException {
    Reader text =
        new java.io.BufferedReader(
            new InputStreamReader(
                Files.newInputStream(source.file()), StandardCharsets.UTF_8.newDecoder()));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  private MappingIterator<String[]> rows(Reader text) {
    return MAPPER
        .readerFor(String[].class)
        .with(CsvSchema.emptySchema().withColumnSeparator(separator()))
        .readValues(text);
  }

  /** The one the first line has most of. */
  private char separator() {
    String first = source.firstLine();
    char best = ',';
    long most = -1;
    for (char one : List.of(',', ';', '\t')) {
      long count = first.chars().filter(c -> c == one).count();
      if (count > most) {
        most = count;
        best = one;
      }
    }
    return best;
  }
}
