package app.diptych.exchange;

import java.util.ArrayList;
import java.util.List;

/**
 * The table in which newer ChainForge files keep their texts, so that a number where a text should
 * be is a place in it. A number that is no place in it means itself.
 */
final class ForgeStrings {
  private final List<String> table = new ArrayList<>();

  /**
   * @param cache the file's {@code cache}, whose {@code __s} is the table
   */
  ForgeStrings(Place cache) throws ExchangeException {
    for (Place text : cache.at("__s").items()) {
      table.add(text.words(""));
    }
  }

  /** The text that is meant; empty when there is none. */
  String text(Place value) {
    if (!value.node().isIntegralNumber()) {
      return value.words("");
    }
    int place = value.count().orElse(-1);
    return place >= 0 && place < table.size() ? table.get(place) : value.words("");
  }
}
