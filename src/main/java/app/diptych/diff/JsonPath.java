package app.diptych.diff;

import java.util.regex.Pattern;
import tools.jackson.databind.node.StringNode;

/**
 * Where a value stands in a JSON document, such as {@code user.tags[2]}.
 *
 * @param text empty for the whole document
 */
record JsonPath(String text) {
  static final JsonPath ROOT = new JsonPath("");

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");

  JsonPath key(String key) {
    if (!PLAIN.matcher(key).matches()) {
      return new JsonPath(text + "[" + StringNode.valueOf(key) + "]");
    }
    return new JsonPath(text.isEmpty() ? key : text + "." + key);
  }

  JsonPath index(int index) {
    return new JsonPath(text + "[" + index + "]");
  }
}
