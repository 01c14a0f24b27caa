package app.diptych.batch.check;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks at lengths, numbers, times and costs. */
final class AmountRules {
  private static final Pattern NUMBER =
      Pattern.compile("[-+\u2212]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?");

  private AmountRules() {}

  static Rule words() {
    return (subject, value, _) -> {
      String text = subject.text().strip();
      return within(
          "word-count",
          text.isEmpty() ? 0 : BoundedPattern.BLANKS.split(text).length,
          value,
          "words");
    };
  }

  static Rule characters(String type) {
    return (subject, value, _) ->
        within(
            type, subject.text().codePointCount(0, subject.text().length()), value, "characters");
  }

  private static Outcome within(String type, int count, JsonNode value, String unit) {
    Double least = bound(value.path("min"));
    Double most = bound(value.path("max"));
    String has = String.format(Locale.ROOT, "The answer has %,d %s", count, unit);
    if (value.isObject()) {
      if ((least == null && most == null) || (least != null && most != null && least > most)) {
        throw new IllegalArgumentException(
            "The check " + type + " needs a number, or min and max, min not above max.");
      }
      boolean holds = (least == null || count >= least) && (most == null || count <= most);
      return Outcome.of(
          holds, has + (holds ? ", as many as asked for." : ", not as many as asked for."));
    }
    Double exact = bound(value);
    if (exact == null) {
      throw new IllegalArgumentException("The check " + type + " needs a number, or min and max.");
    }
    boolean holds = count == exact;
    return Outcome.of(holds, has + (holds ? "." : ", not " + Words.number(exact) + "."));
  }

  /** The last number in the answer, which is where an answer comes to. */
  static Rule numeric() {
    return (subject, value, threshold) -> {
      BigDecimal found = last(subject.text());
      if (found == null) {
        return Outcome.of(false, "There is no number in the answer.");
      }
      Double least = value.isObject() ? bound(value.path("min")) : null;
      Double most = value.isObject() ? bound(value.path("max")) : null;
      Double exact = value.isObject() ? null : bound(value);
      if (exact != null) {
        double by = threshold == null ? 0 : threshold;
        least = exact - by;
        most = exact + by;
      }
      if (least == null && most == null) {
        throw new IllegalArgumentException("The check numeric needs a number, or min and max.");
      }
      double number = found.doubleValue();
      boolean holds = (least == null || number >= least) && (most == null || number <= most);
      return Outcome.of(
          holds,
          "The last number is "
              + Words.number(found)
              + (holds ? ", within." : ", not within the bounds."));
    };
  }

  private static @Nullable BigDecimal last(String text) {
    Matcher number = NUMBER.matcher(text);
    String last = null;
    while (number.find()) {
      last = number.group();
    }
    return last == null || last.length() > 200
        ? null
        : new BigDecimal(last.replace(",", "").replace('\u2212', '-'));
  }

  private static @Nullable Double bound(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    try {
      return node.isString() ? Double.valueOf(node.stringValue().strip()) : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  static Rule atMost(
      String type, String what, Function<Subject, @Nullable Double> amount, String unit) {
    return (subject, _, threshold) -> {
      if (threshold == null) {
        throw new IllegalArgumentException("The check " + type + " needs a threshold.");
      }
      Double found = amount.apply(subject);
      if (found == null) {
        throw new IllegalArgumentException(what + " of this answer is not known.");
      }
      boolean holds = found <= threshold;
      return Outcome.of(
          holds,
          "%s is %s%s, %s %s%s."
              .formatted(
                  what,
                  Words.number(Math.round(found * 1e9) / 1e9),
                  unit,
                  holds ? "at most" : "above",
                  Words.number(threshold),
                  unit));
    };
  }
}
