package app.diptych.review.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The few combinations of tags that many votes have, each kept once. */
final class TagSets {
  /** What comes beyond is taken for no tags: there the tags are something else, such as ids. */
  private static final int MOST = 100_000;

  private static final int[] NONE = {};

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<int[]> sets = new ArrayList<>(List.of(NONE));

  /**
   * @param tags sorted, each once
   */
  int of(int[] tags) {
    if (tags.length == 0) {
      return 0;
    }
    String key = Arrays.toString(tags);
    Integer number = numbers.get(key);
    if (number != null) {
      return number;
    }
    if (sets.size() == MOST) {
      return 0;
    }
    sets.add(tags);
    numbers.put(key, sets.size() - 1);
    return sets.size() - 1;
  }

  int[] get(int number) {
    return sets.get(number);
  }
}
