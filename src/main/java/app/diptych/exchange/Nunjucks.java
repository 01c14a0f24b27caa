package app.diptych.exchange;

import app.diptych.prompt.Template;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template language of promptfoo. Blanks, comments and raw blocks become ours; whatever
 * computes something stays text.
 */
final class Nunjucks {
  private static final Pattern OPEN = Pattern.compile("\\{[{%#]");
  private static final Pattern RAW = Pattern.compile("(?:raw|verbatim)");
  private static final Pattern RAW_MARK =
      Pattern.compile("\\{%-?\\s*(end)?(?:raw|verbatim)\\s*-?%\\}");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"|'([^'\\\\]*)'");

  /** A brace that would begin or end a raw block. */
  private static final Pattern RAW_BRACE =
      Pattern.compile("\\{(?=%-?\\s*(?:end)?(?:raw|verbatim)\\b)");

  private static final Set<String> VALUES = Set.of("true", "false", "none", "null", "undefined");

  private final String source;
  private final Losses losses;
  private final TemplateText text = new TemplateText();

  /** Ends that do not occur any more, so that nobody searches a long text for them again. */
  private final Set<String> unclosed = new HashSet<>();

  private int at;

  private Nunjucks(String source, Losses losses) {
    this.source = source;
    this.losses = losses;
  }

  /** The same as a template of ours. */
  static String ours(String source, Losses losses) {
    Nunjucks reading = new Nunjucks(source, losses);
    Matcher open = OPEN.matcher(source);
    while (open.find(reading.at)) {
      reading.text.literal(source.substring(reading.at, open.start()));
      reading.at = open.start();
      reading.take(open.group());
    }
    reading.text.literal(source.substring(reading.at));
    return reading.text.toString();
  }

  /** Takes what begins with that mark, and goes on behind it. */
  private void take(String mark) {
    String close = mark.equals("{{") ? "}}" : mark.charAt(1) + "}";
    int end = unclosed.contains(close) ? -1 : source.indexOf(close, at + 2);
    if (end < 0) {
      unclosed.add(close);
      text.literal(mark);
      at += 2;
      return;
    }
    String whole = source.substring(at, end + 2);
    String inner = source.substring(at + 2, end);
    if (inner.startsWith("-")) {
      text.trimEnd();
    }
    at = end + 2;
    switch (mark) {
      case "{#" -> {
        // A comment is nothing.
      }
      case "{%" -> tag(inside(inner), whole);
      default -> expression(inside(inner), whole);
    }
    if (inner.endsWith("-")) {
      skipBlanks();
    }
  }

  private static String inside(String inner) {
    String start = inner.startsWith("-") ? inner.substring(1) : inner;
    return (start.endsWith("-") ? start.substring(0, start.length() - 1) : start).strip();
  }

  private void skipBlanks() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private void expression(String inner, String whole) {
    Matcher quoted = QUOTED.matcher(inner);
    // A hyphen would be a minus.
    if (Template.isName(inner) && !inner.contains("-") && !VALUES.contains(inner)) {
      text.blank(inner);
    } else if (quoted.matches()) {
      text.literal(quoted.group(1) == null ? quoted.group(2) : quoted.group(1));
    } else {
      stays(whole);
    }
  }

  private void tag(String inner, String whole) {
    if (!RAW.matcher(inner).matches()) {
      stays(whole);
      return;
    }
    Matcher marks = RAW_MARK.matcher(source);
    int depth = 1;
    int from = at;
    while (depth > 0 && marks.find(from)) {
      depth += marks.group(1) == null ? 1 : -1;
      from = marks.end();
    }
    boolean ended = depth == 0;
    text.literal(source.substring(at, ended ? marks.start() : source.length()));
    at = ended ? marks.end() : source.length();
  }

  private void stays(String whole) {
    losses.add("computed parts of templates", "A template here has blanks and nothing else.");
    text.literal(whole);
  }

  /** A text that promptfoo renders as itself, and does not take for the name of a file. */
  static String literal(String text) {
    boolean plain =
        !OPEN.matcher(text).find() && !text.startsWith("file://") && !text.startsWith("package:");
    return plain
        ? text
        : "{% raw %}"
            + RAW_BRACE.matcher(text).replaceAll("{% endraw %}{{ '{' }}{% raw %}")
            + "{% endraw %}";
  }
}
