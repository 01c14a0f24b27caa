package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** The rows of a file: one JSON value on each line, or one list of them. */
final class Rows {
  private Rows() {}

  /** Takes one row. */
  interface Taker {
    void take(Place row) throws ExchangeException;
  }

  /**
   * Hands over every row in order. Lines are read one at a time, so a long file takes no more room
   * than its longest row. A file that was cut off in its last line is taken up to there.
   *
   * @param losses told of a last line that is torn
   * @throws ExchangeException when another row is no JSON, with its line
   */
  static void each(Source source, Losses losses, Taker taker) throws ExchangeException {
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
          JsonNode row;
          try {
            row = Json.read(line, where);
          } catch (ExchangeException broken) {
            if (number == 1 || !isLast(lines)) {
              throw broken;
            }
            losses.add(
                "the last line", "Line " + number + " is cut off: what comes before it is taken.");
            return;
          }
          taker.take(Place.of(row, where).object());
        }
      }
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
  }

  private static boolean isLast(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
