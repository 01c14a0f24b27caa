package app.diptych.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what stays behind while a file is read or written. */
final class Losses {
  private final Map<String, Loss> found = new LinkedHashMap<>();

  /** Notes one more occurrence; the first one says why. */
  void add(String what, String why) {
    found.merge(
        what,
        new Loss(what, 1, why),
        (before, _) -> new Loss(what, before.count() + 1, before.why()));
  }

  /** Notes so many more occurrences, none when it is 0 or less. */
  void add(String what, int count, String why) {
    if (count > 0) {
      found.merge(
          what,
          new Loss(what, count, why),
          (before, more) -> new Loss(what, before.count() + more.count(), why));
    }
  }

  /** What was noted, in the order it was met first. */
  List<Loss> list() {
    return new ArrayList<>(found.values());
  }
}
