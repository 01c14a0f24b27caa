package app.diptych.exchange;

import app.diptych.prompt.Template;
import java.util.ArrayList;
import java.util.List;

/** Puts a template together from plain text and blanks, so that the plain text stays plain. */
final class TemplateText {
  private final List<String> pieces = new ArrayList<>();

  /** What has no blank behind it yet. */
  private final StringBuilder literal = new StringBuilder();

  /** Text of which every character is meant. */
  TemplateText literal(String text) {
    literal.append(text);
    return this;
  }

  /** Takes away the white space at its end, as far as it is plain text. */
  void trimEnd() {
    int end = literal.length();
    while (end > 0 && Character.isWhitespace(literal.charAt(end - 1))) {
      end--;
    }
    literal.setLength(end);
  }

  /** A blank; its name is one that {@link Template#isName} lets pass. */
  TemplateText blank(String name) {
    int slashes = 0;
    while (slashes < literal.length() && literal.charAt(literal.length() - 1 - slashes) == '\\') {
      slashes++;
    }
    pieces.add(Template.quote(literal.toString()) + "\\".repeat(slashes));
    pieces.add("{{" + name + "}}");
    literal.setLength(0);
    return this;
  }

  /** The template up to now. */
  @Override
  public String toString() {
    return String.join("", pieces) + Template.quote(literal.toString());
  }
}
