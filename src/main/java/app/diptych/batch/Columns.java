package app.diptych.batch;

import app.diptych.batch.check.Check;
import app.diptych.batch.check.CheckList;
import app.diptych.completion.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the columns of a table, or the fields of a row, mean: all are variables, and some are more
 * than that.
 */
final class Columns {
  private static final List<String> PROMPTS =
      List.of("prompt", "question", "instruction", "input", "query", "text");
  private static final List<String> IDS = List.of("id", "uid", "question_id", "custom_id");

  /** promptfoo's column of what is expected: an answer, or a check written in one line. */
  private static final Pattern EXPECTED = Pattern.compile("__expected\\d{0,2}");

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?s)((?:not-)?(?:contains(?:-any|-all)?|icontains(?:-any|-all)?|equals|regex|starts-with|ends-with|is-json|contains-json|is-refusal|levenshtein|language|no-leak))(?:\\((\\d+(?:\\.\\d+)?)\\))?(?::\\s*(.*))?");

  private Columns() {}

  /** A row of values. */
  static DatasetRow row(long number, Map<String, String> columns, CheckList checks) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> tags = new ArrayList<>();
    List<Check> more = new ArrayList<>();
    columns.forEach((name, value) -> {
      String low = name.strip().toLowerCase(Locale.ROOT);
      if (EXPECTED.matcher(low).matches()) {
        if (!value.isBlank()) {
          more.add(check(value));
        }
      } else if (!name.startsWith("__")) {
        variables.put(name.strip().replace(' ', '_'), value);
        if (low.equals("tags") || low.equals("tag") || low.equals("category")) {
          tags.addAll(tags(value));
        }
      }
    });
    String prompt = first(columns, PROMPTS);
    String system = first(columns, List.of("system"));
    String id = first(columns, IDS);
    return new DatasetRow(
        number,
        id.isBlank() ? String.valueOf(number) : id,
        prompt.isBlank() ? List.of() : Prompting.under(system, List.of(Message.user(prompt))),
        variables,
        tags,
        more.isEmpty() ? checks : checks.and(new CheckList(more, null)),
        null);
  }

  private static String first(Map<String, String> columns, List<String> names) {
    for (String name : names) {
      for (Map.Entry<String, String> column : columns.entrySet()) {
        if (column.getKey().strip().equalsIgnoreCase(name) && !column.getValue().isBlank()) {
          return column.getValue();
        }
      }
    }
    return "";
  }

  private static Check check(String expected) {
    Matcher written = WRITTEN.matcher(expected.strip());
    if (!written.matches()) {
      return Check.of("equals", expected);
    }
    Check plain = Check.of(written.group(1), written.group(3) == null ? "" : written.group(3));
    return written.group(2) == null
        ? plain
        : new Check(
            plain.type(),
            plain.inverse(),
            plain.value(),
            Double.valueOf(written.group(2)),
            1,
            List.of());
  }

  /** Tags in one cell: {@code a, b} or {@code a; b} or a list in JSON. */
  private static List<String> tags(String cell) {
    return Arrays.stream(cell.replaceAll("[\\[\\]\"]", "").split("[,;|]"))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty() && tag.length() <= 100)
        .distinct()
        .limit(20)
        .toList();
  }
}
