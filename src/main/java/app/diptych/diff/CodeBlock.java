package app.diptych.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of an answer.
 *
 * @param language the first word behind the opening fence, in lower case; empty when there is none
 * @param lines what is between the fences
 */
record CodeBlock(String language, List<String> lines) {
  private static final Pattern OPENING =
      Pattern.compile("[ \\t>]*(`{3,}|~{3,})[ \\t]*([^\\s`]*)[^`]*");

  CodeBlock {
    lines = List.copyOf(lines);
  }

  String text() {
    return String.join("\n", lines);
  }

  /** All fenced blocks of a Markdown text; one that is never closed goes on to the end. */
  static List<CodeBlock> of(String markdown) {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    String fence = "";
    String language = "";
    for (String line : TextLine.texts(markdown)) {
      if (fence.isEmpty()) {
        Matcher opening = OPENING.matcher(line);
        if (opening.matches()) {
          fence = opening.group(1);
          language = opening.group(2).toLowerCase(Locale.ROOT);
        }
      } else if (closes(line, fence)) {
        blocks.add(new CodeBlock(language, lines));
        lines.clear();
        fence = "";
      } else {
        lines.add(line);
      }
    }
    if (!fence.isEmpty()) {
      blocks.add(new CodeBlock(language, lines));
    }
    return List.copyOf(blocks);
  }

  private static boolean closes(String line, String fence) {
    String bare = line.strip();
    return bare.length() >= fence.length() && bare.chars().allMatch(c -> c == fence.charAt(0));
  }
}
