package app.diptych.exchange;

import java.io.BufferedReader;
import java.io.IOException;

/** A file that is one JSON document, or one on each line. */
final class Documents {
  private Documents() {}

  /**
   * Hands over every document in order.
   *
   * @param losses told of a last line that is torn
   * @throws ExchangeException when one is no JSON, with its line
   */
  static void each(Source source, Losses losses, Rows.Taker taker) throws ExchangeException {
    if (isLines(source)) {
      Rows.each(source, losses, taker);
    } else {
      taker.take(Place.document(source));
    }
  }

  /** Whether there is something after the first line, and the first line is a whole document. */
  private static boolean isLines(Source source) throws ExchangeException {
    try (BufferedReader lines = source.lines()) {
      String first = lines.readLine();
      while (first != null && first.isBlank()) {
        first = lines.readLine();
      }
      return first != null && first.strip().endsWith("}") && first.strip().length() > 1;
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
  }
}
