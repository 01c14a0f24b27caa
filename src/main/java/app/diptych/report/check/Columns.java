package app.diptych.report.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the columns of a table hold, as its first line tells. */
final class Columns {
  /** What one column holds. */
  enum Role {
    METRIC("metrics?|measures?|kpis?"),
    SUBJECT("models?|group"),
    UNIT("units?"),
    VALUE("value"),
    /** A value as it is shown to people, which tells what is only a bound, and the currency. */
    SHOWN("shown"),
    SAMPLES("n|samples|counts?"),
    STATISTIC(""),
    OTHER("");

    private final Pattern name;

    Role(String name) {
      this.name = Pattern.compile(name);
    }

    private static Role of(String header) {
      String plain = header.toLowerCase(Locale.ROOT).replaceAll("[*_`#:]", "").strip();
      if (Statistic.alone(header)) {
        return STATISTIC;
      }
      for (Role role : List.of(METRIC, SUBJECT, UNIT, VALUE, SHOWN, SAMPLES)) {
        if (role.name.matcher(plain).matches()) {
          return role;
        }
      }
      return OTHER;
    }
  }

  private final Map<Role, List<Integer>> places = new EnumMap<>(Role.class);
  private final int count;

  Columns(List<String> header) {
    count = header.size();
    for (int i = 0; i < count; i++) {
      places.computeIfAbsent(Role.of(header.get(i)), _ -> new ArrayList<>()).add(i);
    }
  }

  /** Whether each line is a number with its model and its metric beside it. */
  boolean isList() {
    return has(Role.METRIC)
        && has(Role.SUBJECT)
        && (has(Role.VALUE) || has(Role.SHOWN) || has(Role.STATISTIC));
  }

  /** Whether statistics such as "avg" and "p99" stand side by side behind the first column. */
  boolean areStatistics() {
    long statistics = all(Role.STATISTIC).stream().filter(i -> i > 0).count();
    long others = all(Role.OTHER).stream().filter(i -> i > 0).count();
    int told = all(Role.UNIT).size() + all(Role.SAMPLES).size();
    return statistics > 1 || (statistics == 1 && others == 0 && statistics + told >= count - 1);
  }

  boolean has(Role role) {
    return places.containsKey(role);
  }

  List<Integer> all(Role role) {
    return places.getOrDefault(role, List.of());
  }

  /** The cell of a row in the first column of a role; empty when there is none. */
  String cell(List<String> row, Role role) {
    int place = all(role).stream().findFirst().orElse(Integer.MAX_VALUE);
    return place < row.size() ? row.get(place).strip() : "";
  }
}
