package app.diptych.batch.check;

import java.util.List;
import java.util.function.UnaryOperator;

/** Compares texts, letter by letter. */
final class TextRules {
  private TextRules() {}

  static Rule contains(String type, UnaryOperator<String> form) {
    return (subject, value, _) -> {
      String wanted = Words.text(type, value);
      boolean has = form.apply(subject.text()).contains(form.apply(wanted));
      return Outcome.of(
          has,
          "The answer " + (has ? "contains " : "does not contain ") + Words.quoted(wanted) + ".");
    };
  }

  static Rule containsAny(String type, UnaryOperator<String> form) {
    return (subject, value, _) -> {
      String text = form.apply(subject.text());
      List<String> wanted = Words.texts(type, value);
      String found =
          wanted.stream().filter(one -> text.contains(form.apply(one))).findFirst().orElse(null);
      return Outcome.of(
          found != null,
          found == null
              ? "The answer contains none of " + Words.quoted(String.join(", ", wanted)) + "."
              : "The answer contains " + Words.quoted(found) + ".");
    };
  }

  static Rule containsAll(String type, UnaryOperator<String> form) {
    return (subject, value, _) -> {
      String text = form.apply(subject.text());
      List<String> wanted = Words.texts(type, value);
      List<String> missing =
          wanted.stream().filter(one -> !text.contains(form.apply(one))).toList();
      return Outcome.of(
          missing.isEmpty(),
          missing.isEmpty()
              ? "The answer contains all of " + Words.quoted(String.join(", ", wanted)) + "."
              : "The answer does not contain " + Words.quoted(String.join(", ", missing)) + ".");
    };
  }

  static Rule startsWith() {
    return (subject, value, _) -> {
      String wanted = Words.text("starts-with", value);
      boolean does = subject.text().startsWith(wanted);
      return Outcome.of(
          does,
          "The answer "
              + (does ? "begins" : "does not begin")
              + " with "
              + Words.quoted(wanted)
              + ".");
    };
  }

  static Rule endsWith() {
    return (subject, value, _) -> {
      String wanted = Words.text("ends-with", value);
      boolean does = subject.text().endsWith(wanted);
      return Outcome.of(
          does,
          "The answer " + (does ? "ends" : "does not end") + " with " + Words.quoted(wanted) + ".");
    };
  }

  static Rule regex() {
    return (subject, value, _) -> {
      String pattern = Words.text("regex", value);
      boolean matches = BoundedPattern.of(pattern).find(subject.text());
      return Outcome.of(
          matches,
          "The answer " + (matches ? "matches " : "does not match ") + Words.quoted(pattern) + ".");
    };
  }
}
