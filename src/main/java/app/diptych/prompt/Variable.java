package app.diptych.prompt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a prompt asks for before it is sent. Each type knows which values it takes. */
public sealed interface Variable {
  int LONGEST_STANDARD = 10_000;
  int LONGEST_LABEL = 200;
  int MOST_OPTIONS = 100;

  /** As it stands between the braces. */
  String name();

  /** For people; empty when the name says it all. */
  String label();

  /**
   * Used when no value is given; may refer to other variables. Empty when there is none.
   *
   * @see Blanks
   */
  String standard();

  /** Whether no value at all is fine too. */
  boolean optional();

  /** What is wrong with a value, which is not empty; nothing when it can be used. */
  Optional<String> problem(String value);

  /** What to call it. */
  default String title() {
    return label().isBlank() ? name() : label();
  }

  /** One line of text. */
  record Text(String name, String label, String standard, boolean optional) implements Variable {
    public Text {
      check(name, label, standard);
    }

    /** A variable that a text mentions and nobody declared. */
    static Text found(String name) {
      return new Text(name, "", "", false);
    }

    @Override
    public Optional<String> problem(String value) {
      return value.codePoints().anyMatch(point -> point == '\n' || point == '\r')
          ? wrong(this, "must be one line")
          : Optional.empty();
    }
  }

  /** Any text. */
  record Lines(String name, String label, String standard, boolean optional) implements Variable {
    public Lines {
      check(name, label, standard);
    }

    @Override
    public Optional<String> problem(String value) {
      return Optional.empty();
    }
  }

  /**
   * A number, written with digits.
   *
   * @param least none when null
   * @param most none when null
   */
  record Quantity(
      String name,
      String label,
      String standard,
      boolean optional,
      @Nullable BigDecimal least,
      @Nullable BigDecimal most)
      implements Variable {
    public Quantity {
      check(name, label, standard);
      KeptText.require(
          least == null || most == null || least.compareTo(most) <= 0,
          () ->
              "The smallest value of %s must not be above its largest"
                  .formatted(KeptText.quoted(name)));
    }

    @Override
    public Optional<String> problem(String value) {
      Optional<BigDecimal> number = Decimal.read(value);
      if (number.isEmpty()) {
        return wrong(this, "must be a number");
      }
      if (least != null && number.get().compareTo(least) < 0) {
        return wrong(this, "must be at least " + least);
      }
      if (most != null && number.get().compareTo(most) > 0) {
        return wrong(this, "must be at most " + most);
      }
      return Optional.empty();
    }
  }

  /** One of a few texts. */
  record Choice(String name, String label, String standard, boolean optional, List<String> options)
      implements Variable {
    public Choice {
      check(name, label, standard);
      options = List.copyOf(options);
      KeptText.require(
          !options.isEmpty() && options.size() <= MOST_OPTIONS,
          () ->
              "The choice %s must offer 1 to %d options"
                  .formatted(KeptText.quoted(name), MOST_OPTIONS));
      options.forEach(option -> KeptText.line("An option", option, LONGEST_LABEL));
      KeptText.require(
          options.stream().noneMatch(String::isEmpty)
              && new HashSet<>(options).size() == options.size(),
          () ->
              "The options of %s must differ, and none may be empty"
                  .formatted(KeptText.quoted(name)));
    }

    @Override
    public Optional<String> problem(String value) {
      return options.contains(value)
          ? Optional.empty()
          : wrong(this, "must be one of: " + String.join(", ", options));
    }
  }

  /** A date, written as 2026-01-31. */
  record Day(String name, String label, String standard, boolean optional) implements Variable {
    public Day {
      check(name, label, standard);
    }

    @Override
    public Optional<String> problem(String value) {
      try {
        LocalDate.parse(value);
        return Optional.empty();
      } catch (DateTimeParseException notDate) {
        return wrong(this, "must be a date like 2026-01-31");
      }
    }
  }

  /**
   * The text of a file the user chooses. It has no default: a prompt from elsewhere must not name a
   * file of this machine.
   */
  record TextFile(String name, String label, boolean optional) implements Variable {
    public TextFile {
      check(name, label, "");
    }

    @Override
    public String standard() {
      return "";
    }

    @Override
    public Optional<String> problem(String value) {
      return Optional.empty();
    }
  }

  private static void check(String name, String label, String standard) {
    KeptText.require(
        Template.isName(name),
        () ->
            "%s cannot name a variable: use letters, digits, _ and -, at most 60 of them"
                .formatted(KeptText.quoted(name)));
    KeptText.line("The label of " + KeptText.quoted(name), label, LONGEST_LABEL);
    KeptText.text("The default of " + KeptText.quoted(name), standard, LONGEST_STANDARD);
  }

  private static Optional<String> wrong(Variable variable, String must) {
    return Optional.of(KeptText.quoted(variable.title()) + " " + must + ".");
  }
}
