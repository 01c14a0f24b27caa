package app.diptych.ui.fx;

import java.util.List;
import java.util.Random;

/** Markdown as nobody would write it, but always the same for the same seed. */
final class RandomMarkdown {
  private static final List<String> WORDS =
      List.of(
          "alpha",
          "beta",
          "*gamma*",
          "**delta**",
          "`code`",
          "~~gone~~",
          "_em_",
          "a|b",
          "1.",
          "- x",
          "x_y_z",
          "**open",
          "*open",
          "`tick",
          "[link](https://example.org/a)",
          "![alt](pic.png)",
          "\\*",
          "&amp;",
          "&lt;",
          "😀",
          "👩‍💻",
          "漢字",
          "e\u0301",
          "a*b",
          "2 * 3",
          "__init__",
          "**",
          "~",
          "https://example.org",
          "\"q\"",
          "C#",
          "#tag",
          "a\\|b");

  private static final List<String> SIGNS =
      List.of(
          "#",
          "##",
          "-",
          "*",
          "+",
          "1.",
          "2)",
          "10.",
          ">",
          "> >",
          "```",
          "~~~",
          "````",
          "---",
          "***",
          "===",
          "=",
          "--",
          "|",
          "| a |",
          "|---|",
          "|-|-|",
          "a|b",
          "    ",
          "  ",
          "\t",
          "- -",
          "> -",
          "- >",
          "text",
          "``",
          "1",
          "#x",
          "-x",
          ":-:",
          "| a | b",
          "---|---",
          "   ",
          "*em",
          "em*",
          "**",
          "`",
          "- ```",
          "> ```",
          "``` java",
          "\\",
          "[x",
          "x  ");

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private RandomMarkdown(long seed) {
    random = new Random(seed);
  }

  /** A document in which most blocks are well formed. */
  static String document(long seed) {
    RandomMarkdown markdown = new RandomMarkdown(seed);
    int blocks = 1 + markdown.random.nextInt(12);
    for (int i = 0; i < blocks; i++) {
      markdown.block("");
    }
    return markdown.text.toString();
  }

  /** A document of signs in any order. */
  static String noise(long seed) {
    RandomMarkdown markdown = new RandomMarkdown(seed);
    int lines = 1 + markdown.random.nextInt(14);
    for (int i = 0; i < lines; i++) {
      int signs = markdown.random.nextInt(4);
      for (int j = 0; j < signs; j++) {
        markdown
            .text
            .append(markdown.pick(SIGNS))
            .append(markdown.random.nextInt(3) > 0 ? " " : "");
      }
      markdown.text.append('\n');
    }
    // A lonely bar over dashes makes commonmark-java lose text: a table without columns.
    return markdown
        .text
        .toString()
        .replaceAll("[ \t]+\n", "\n")
        .replaceAll("(?m)\\|\\n(?=.*-)", "\n");
  }

  private void block(String indent) {
    switch (random.nextInt(10)) {
      case 0 -> line(indent + "#".repeat(1 + random.nextInt(6)) + " " + words(4));
      case 1 -> {
        line(indent + words(5));
        line(indent + (random.nextBoolean() ? "====" : "----"));
      }
      case 2 -> code(indent);
      case 3 -> table(indent);
      case 4, 5 -> list(indent);
      case 6 -> quote(indent);
      case 7 -> line(indent + (random.nextBoolean() ? "---" : "* * *"));
      default -> paragraph(indent);
    }
    if (random.nextInt(5) > 0) {
      line("");
    }
  }

  private void paragraph(String indent) {
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      line(indent + words(8) + (random.nextInt(4) == 0 ? "  " : ""));
    }
  }

  private void code(String indent) {
    String fence = pick(List.of("```", "~~~", "````"));
    line(indent + fence + pick(List.of("java", "", "python", "nonsense", "sql x")));
    int lines = random.nextInt(5);
    for (int i = 0; i < lines; i++) {
      line(
          indent
              + pick(
                  List.of(
                      "int x = 1; // no",
                      "",
                      "    \"text\"",
                      "/* open",
                      "*/ done",
                      "| a | b |",
                      "# x",
                      "- y")));
    }
    if (random.nextInt(6) > 0) {
      line(indent + fence);
    }
  }

  private void table(String indent) {
    int columns = 1 + random.nextInt(4);
    line(indent + "|" + " a |".repeat(columns));
    line(indent + "|" + pick(List.of("---|", ":-:|", "--:|")).repeat(columns));
    int rows = random.nextInt(40);
    for (int i = 0; i < rows; i++) {
      StringBuilder row = new StringBuilder(indent + "|");
      for (int j = 0; j < columns + random.nextInt(3) - 1; j++) {
        row.append(' ').append(words(2)).append(" |");
      }
      line(row.append(" x").toString());
    }
    line("");
  }

  private void list(String indent) {
    String marker = pick(List.of("-", "*", "+", "1.", "7)", "10."));
    int items = 1 + random.nextInt(4);
    for (int i = 0; i < items; i++) {
      line(indent + marker + " " + words(5));
      String deeper = indent + " ".repeat(marker.length() + 1);
      if (random.nextInt(4) == 0 && deeper.length() < 16) {
        if (random.nextBoolean()) {
          line("");
        }
        block(deeper);
      }
    }
  }

  private void quote(String indent) {
    int lines = 1 + random.nextInt(4);
    for (int i = 0; i < lines; i++) {
      line(indent + pick(List.of("> ", ">", "> > ", "> - ", "> # ")) + words(4));
    }
  }

  private String words(int most) {
    StringBuilder words = new StringBuilder(pick(WORDS));
    int count = random.nextInt(most);
    for (int i = 0; i < count; i++) {
      words.append(' ').append(pick(WORDS));
    }
    return words.toString();
  }

  private void line(String line) {
    text.append(line).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
