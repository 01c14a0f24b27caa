package app.diptych.prompt;

import app.diptych.completion.Sampling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Prompts no one would write, from a seed. */
final class RandomPrompts {
  private static final String[] PIECES = {
    "a",
    "Z",
    " ",
    "  ",
    "\n",
    "\n\n",
    "---",
    "---\n",
    "\r\n",
    "\r",
    "\t",
    "{{",
    "}}",
    "{{name}}",
    "\\",
    "\\{{name}}",
    "{{ topic }}",
    "'",
    "\"",
    ":",
    ": ",
    "#",
    " #",
    "- ",
    "? ",
    "|",
    ">",
    "&x",
    "*x",
    "!tag",
    "%YAML",
    "@",
    "`",
    "[",
    "]",
    "{",
    "}",
    ",",
    "null",
    "true",
    "~",
    "0x1f",
    "1.10",
    "\u00e9",
    "\u4f60\u597d",
    "\ud83d\ude00",
    "\u2028",
    "\u0085",
    "\u0007",
    "\u0000",
    "\u007f",
    "\ufeff",
    "\u00a0",
    "\u200b",
    "...",
    "...\n",
    "<<",
    "=",
    "title: x\n",
    "\\n",
    "\uffff"
  };

  private final Random random;

  RandomPrompts(long seed) {
    random = new Random(seed);
  }

  Prompt next() {
    return new Prompt(
        line("id"),
        line("title"),
        lines(4),
        folder(),
        text(12),
        text(30),
        variables(),
        random.nextBoolean() ? sampling() : null,
        text(12),
        random.nextBoolean());
  }

  /** The prompt with some of its parts taken from another. */
  Prompt mutated(Prompt prompt) {
    Prompt other = next();
    return new Prompt(
        prompt.id(),
        random.nextBoolean() ? other.title() : prompt.title(),
        random.nextBoolean() ? other.tags() : prompt.tags(),
        prompt.folder(),
        random.nextBoolean() ? other.system() : prompt.system(),
        random.nextBoolean() ? other.text() : prompt.text(),
        random.nextBoolean() ? other.variables() : prompt.variables(),
        random.nextBoolean() ? other.sampling() : prompt.sampling(),
        random.nextBoolean() ? other.notes() : prompt.notes(),
        random.nextBoolean());
  }

  String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  Random random() {
    return random;
  }

  private String line(String start) {
    StringBuilder line = new StringBuilder(random.nextBoolean() ? start : "");
    text(6).codePoints().filter(point -> !KeptText.breaks(point)).forEach(line::appendCodePoint);
    return line.toString().isBlank() ? start : line.toString();
  }

  private List<String> lines(int most) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      lines.add(line("tag" + i));
    }
    return lines;
  }

  private String folder() {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "work";
      case 2 -> "work/\u4f60\u597d";
      default -> "a b/c.d/e-f";
    };
  }

  private List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      variables.add(variable("v" + i));
    }
    return variables;
  }

  private Variable variable(String name) {
    String label = random.nextBoolean() ? line("label") : "";
    boolean optional = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 0 -> new Variable.Text(name, label, text(4), optional);
      case 1 -> new Variable.Lines(name, label, text(8), optional);
      case 2 ->
          new Variable.Quantity(
              name,
              label,
              text(2),
              optional,
              random.nextBoolean() ? new BigDecimal("-1.50") : null,
              random.nextBoolean() ? new BigDecimal("1E+3") : null);
      case 3 -> new Variable.Choice(name, label, text(2), optional, options());
      case 4 -> new Variable.Day(name, label, "2026-01-31", optional);
      default -> new Variable.TextFile(name, label, optional);
    };
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(List.of("yes", "1"));
    String more = line("other");
    if (!options.contains(more)) {
      options.add(more);
    }
    return options;
  }

  private Sampling sampling() {
    return new Sampling(
        random.nextBoolean() ? random.nextDouble() * 2 : null,
        random.nextBoolean() ? 1 - random.nextDouble() : null,
        random.nextBoolean() ? 1 + random.nextInt(Sampling.MOST_TOKENS) : null,
        random.nextBoolean() ? random.nextLong(Sampling.LARGEST_SEED) : null,
        lines(2));
  }
}
