package app.diptych.gateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks a user's own names for a gateway's models. */
final class AliasMap {
  private static final int MOST = 500;
  private static final int LONGEST = 200;

  private AliasMap() {}

  /**
   * A copy in the same order.
   *
   * @throws IllegalArgumentException with a sentence a user can act on
   */
  static Map<String, String> checked(Map<String, String> aliases) {
    if (aliases.size() > MOST) {
      throw new IllegalArgumentException("A gateway has at most " + MOST + " aliases.");
    }
    Map<String, String> checked = new LinkedHashMap<>();
    aliases.forEach((name, id) -> checked.put(name(name), name(id)));
    return Collections.unmodifiableMap(checked);
  }

  private static String name(String typed) {
    String name = typed.strip();
    if (name.isEmpty()
        || name.length() > LONGEST
        || name.codePoints()
            .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "An alias is a name without blanks for a model's id, such as"
              + " scout=meta-llama/llama-4-scout.");
    }
    return name;
  }
}
