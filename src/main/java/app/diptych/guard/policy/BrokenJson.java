package app.diptych.guard.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in one sentence where a file stops being JSON, in words of people who did not write it. */
final class BrokenJson {
  private static final Pattern TWICE =
      Pattern.compile("Duplicate Object property \"([^\"]{1,100})\".*", Pattern.DOTALL);

  private BrokenJson() {}

  static String sentence(String file, JacksonException broken) {
    String at = place(broken.getLocation());
    Matcher twice = TWICE.matcher(String.valueOf(broken.getOriginalMessage()));
    if (twice.matches()) {
      return "%s has the field \"%s\" twice%s: leave one out."
          .formatted(file, twice.group(1), at.isEmpty() ? "" : ", the second" + at);
    }
    return switch (broken) {
      case UnexpectedEndOfInputException _ ->
          file + " ends before its JSON is complete" + at + ": close what is open with \", ] or }.";
      case StreamConstraintsException _ ->
          file
              + " is no policy: something in it"
              + at
              + " is nested deeper or longer than in any policy.";
      default ->
          file + " is not JSON" + at + ": look there for a missing comma, colon, quote or brace.";
    };
  }

  private static String place(TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1 || location.getColumnNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
