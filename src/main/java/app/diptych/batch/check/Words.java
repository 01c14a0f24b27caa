package app.diptych.batch.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the values of checks and writes what was found. */
final class Words {
  private static final int LONGEST_QUOTE = 80;

  /** What stands between commas, in double quotes when it has a comma of its own. */
  private static final Pattern PART =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*+)\"\\s*|([^,]*+))(?:,|$)");

  private Words() {}

  /** A text, a number or a truth value as promptfoo writes it. */
  static String text(String type, JsonNode value) {
    if (value.isMissingNode() || value.isNull() || value.isContainer()) {
      throw new IllegalArgumentException("The check " + type + " needs a text as its value.");
    }
    String text = value.isNumber() ? number(value.decimalValue()) : value.asString();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The value of the check " + type + " is empty.");
    }
    return text;
  }

  /** Several texts: a list, or one text with commas between them. */
  static List<String> texts(String type, JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(
          one -> texts.add(one.isNumber() ? number(one.decimalValue()) : one.asString("")));
    } else {
      texts.addAll(parts(text(type, value)));
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("The check " + type + " needs a list of texts.");
    }
    return texts;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length() && part.find(at) && part.start() == at) {
      String quoted = part.group(1);
      parts.add(quoted == null ? part.group(2).strip() : quoted.replace("\"\"", "\""));
      at = part.end();
    }
    if (at < text.length()) {
      parts.add(text.substring(at).strip());
    }
    return parts;
  }

  static String quoted(String text) {
    String line = text.replaceAll("\\s+", " ");
    boolean fits = line.length() <= LONGEST_QUOTE;
    int end =
        fits
            ? line.length()
            : line.offsetByCodePoints(
                0, Math.min(LONGEST_QUOTE, line.codePointCount(0, line.length())));
    return "\u201c" + line.substring(0, end) + (end == line.length() ? "" : "\u2026") + "\u201d";
  }

  static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static String number(double number) {
    return Double.isFinite(number) ? number(BigDecimal.valueOf(number)) : String.valueOf(number);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
