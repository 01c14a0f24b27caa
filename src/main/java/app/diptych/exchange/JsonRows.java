package app.diptych.exchange;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a long JSON file, a list or one value after the other, of which only one is held at a
 * time.
 */
final class JsonRows {
  private static final int MOST_ROW = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Python writes NaN where a score is missing.
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(MOST_ROW)
                          .maxNameLength(4096)
                          .maxNumberLength(100)
                          .maxDocumentLength(-1)
                          .maxTokenCount(-1)
                          .build())
                  .build())
          .build();

  private JsonRows() {}

  /**
   * Hands over every row. A file that was cut off is taken up to there.
   *
   * @throws ExchangeException when a row is no JSON or larger than 16 MB, with its line
   */
  static void each(Source source, Losses losses, Rows.Taker taker) throws ExchangeException {
    long number = 0;
    try (RowGauge bytes = new RowGauge(Files.newInputStream(source.file()));
        MappingIterator<JsonNode> rows = MAPPER.readerFor(JsonNode.class).readValues(bytes)) {
      while (rows.hasNextValue()) {
        number++;
        long line = rows.currentLocation().getLineNr();
        String where = "row " + number + " (line " + line + ") of " + source.name();
        taker.take(Place.of(rows.nextValue(), where));
        bytes.nextRow();
      }
    } catch (UnexpectedEndOfInputException cut) {
      if (number == 0) {
        throw broken(source, number, cut);
      }
      losses.add("the last row", "The file is cut off there: what comes before is taken.");
    } catch (JacksonException broken) {
      throw broken(source, number, broken);
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
  }

  private static ExchangeException broken(Source source, long rows, JacksonException broken) {
    String why =
        broken.getCause() instanceof IOException cause
            ? Reason.of(cause)
            : "line "
                + (broken.getLocation() == null ? 1 : broken.getLocation().getLineNr())
                + " is no readable JSON";
    return new ExchangeException(
        source.name()
            + " cannot be read after "
            + rows
            + (rows == 1 ? " row: " : " rows: ")
            + why
            + ". Mend that line, or take it out.",
        broken);
  }

  /** Stops at a row that is too long to be held. */
  private static final class RowGauge extends FilterInputStream {
    private long row;

    RowGauge(InputStream in) {
      super(in);
    }

    void nextRow() {
      row = 0;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int read = super.read(buffer, from, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) throws IOException {
      row += bytes;
      if (row > MOST_ROW) {
        throw new IOException("a row is larger than " + (MOST_ROW >> 20) + " MB");
      }
    }
  }
}
