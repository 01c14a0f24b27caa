package app.diptych.exchange;

import app.diptych.prompt.Variable;
import java.util.List;
import java.util.Optional;

/** The values that tests give a variable, as a variable of a prompt. */
final class PromptfooVariable {
  private PromptfooVariable() {}

  /**
   * One value is its default; several that fit on a line are a choice; of longer ones the first is
   * the default.
   *
   * @param values different ones, none empty, at least one
   */
  static Optional<Variable> of(String name, List<String> values, Losses losses) {
    String standard = Nunjucks.ours(values.getFirst(), losses);
    boolean choice =
        values.size() > 1
            && values.size() <= Variable.MOST_OPTIONS
            && values.stream().allMatch(PromptfooVariable::isOption);
    losses.add(
        "further values of variables",
        choice ? 0 : values.size() - 1,
        "Of long values, or very many, the first becomes the default.");
    try {
      return Optional.of(
          choice
              ? new Variable.Choice(name, "", standard, false, values)
              : isLine(standard)
                  ? new Variable.Text(name, "", standard, false)
                  : new Variable.Lines(name, "", standard, false));
    } catch (IllegalArgumentException cannotBeKept) {
      losses.add("values that cannot be kept", String.valueOf(cannotBeKept.getMessage()));
      return Optional.empty();
    }
  }

  /** Nothing in it may be a blank, because what is chosen is put in as it is. */
  private static boolean isOption(String value) {
    return value.length() <= Variable.LONGEST_LABEL && isLine(value) && !value.contains("{");
  }

  private static boolean isLine(String value) {
    return value
        .codePoints()
        .noneMatch(
            point -> Character.isISOControl(point) || point == '\u2028' || point == '\u2029');
  }
}
