package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;

/** The rows of a file: one JSON value on each line, or one list of them. */
final class Rows {
  private Rows() {}

  /** Takes one row. */
  interface Taker {
    void take(Place row) throws ExchangeException;
  }

  /**
   * Hands over every row in order. Lines are read one at a time, so a long file takes no more room
   * than its longest row.
   *
   * @throws ExchangeException when a row is no JSON, with its line
   */
  static void each(Source source, Taker taker) throws ExchangeException {
    if (Head.of(source).isList()) {
      for (Place row : Place.document(source).items()) {
        taker.take(row);
      }
      return;
    }
    try (BufferedReader lines = source.lines()) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          String where = "line " + number + " of " + source.name();
          taker.take(Place.of(Json.read(line, where), where).object());
        }
      }
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
  }
}
