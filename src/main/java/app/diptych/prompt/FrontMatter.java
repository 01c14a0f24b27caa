package app.diptych.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a front matter, field by field, so that one can change and the others stay. */
final class FrontMatter {
  private final String comments;
  private final Map<String, String> fields = new LinkedHashMap<>();

  private FrontMatter(String comments) {
    this.comments = comments;
  }

  static FrontMatter of(String head) {
    List<String> lines = lines(head);
    Map<String, Yaml.Field> found = Yaml.fields(head);
    List<String> names = List.copyOf(found.keySet());
    List<Integer> starts = new ArrayList<>();
    found.values().forEach(field -> starts.add(field.line()));
    starts.add(lines.size());
    FrontMatter matter = new FrontMatter(join(lines, 0, starts.getFirst()));
    for (int i = 0; i < names.size(); i++) {
      matter.fields.put(names.get(i), join(lines, starts.get(i), starts.get(i + 1)));
    }
    return matter;
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  void put(String name, String text) {
    fields.put(name, text);
  }

  void remove(String name) {
    fields.remove(name);
  }

  String text() {
    return comments + String.join("", fields.values());
  }

  private static String join(List<String> lines, int from, int to) {
    return String.join("", lines.subList(from, to));
  }

  /** Lines with their ends, as YAML counts them. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      boolean pair = each == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
      if ((each == '\n' || each == '\r') && !pair) {
        lines.add(text.substring(start, at + 1));
        start = at + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }
}
