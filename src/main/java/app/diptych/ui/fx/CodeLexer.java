package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Colours code line by line, in one pass over each line. What goes on beyond a line, such as a
 * comment, is all it remembers.
 */
final class CodeLexer {
  private static final List<String> PLAIN = List.of();
  private static final List<String> KEYWORD = List.of("kw");
  private static final List<String> NUMBER = List.of("num");
  private static final List<String> NAME = List.of("fn");

  private final @Nullable CodeLanguage language;
  private CodeLanguage.@Nullable Span open;
  private boolean inTag;

  private String line = "";
  private List<StyledText> texts = new ArrayList<>();
  private int plainFrom;

  /**
   * @param language the name behind a code fence
   */
  CodeLexer(String language) {
    this(CodeLanguage.named(language));
  }

  private CodeLexer(@Nullable CodeLanguage language) {
    this.language = language;
  }

  /** One that goes its own way from here. */
  CodeLexer copy() {
    CodeLexer copy = new CodeLexer(language);
    copy.open = open;
    copy.inTag = inTag;
    return copy;
  }

  /** The styled text of the next line. */
  List<StyledText> line(String text) {
    line = text;
    texts = new ArrayList<>();
    plainFrom = 0;
    if (language != null) {
      int i = 0;
      while (i < line.length()) {
        i = open != null ? endOfSpan(i, i, open) : next(i, language);
      }
      if (open != null && !open.manyLines()) {
        open = null;
      }
    }
    flushPlain(line.length());
    return texts;
  }

  private int next(int i, CodeLanguage language) {
    for (String comment : language.lineComments()) {
      if (line.startsWith(comment, i) && beginsComment(i, comment)) {
        return style(i, line.length(), List.of("com"));
      }
    }
    if (inTag || language.trait() != CodeLanguage.Trait.MARKUP) {
      for (CodeLanguage.Span span : inTag ? TAG_STRINGS : language.spans()) {
        if (line.startsWith(span.open(), i)) {
          open = span;
          return endOfSpan(i, i + span.open().length(), span);
        }
      }
    }
    return language.trait() == CodeLanguage.Trait.MARKUP ? markup(i, language) : word(i, language);
  }

  private static final List<CodeLanguage.Span> TAG_STRINGS =
      List.of(
          new CodeLanguage.Span("\"", "\"", "str", false, true),
          new CodeLanguage.Span("'", "'", "str", false, true));

  /** A {@code #} or {@code --} inside a word is none: think of {@code $#} and {@code a#b}. */
  private boolean beginsComment(int i, String comment) {
    return comment.equals("//") || i == 0 || LineCursor.isSpace(line.charAt(i - 1));
  }

  private int endOfSpan(int start, int from, CodeLanguage.Span span) {
    int i = from;
    while (i < line.length()) {
      if (span.escapes() && line.charAt(i) == '\\') {
        i += 2;
      } else if (line.startsWith(span.close(), i)) {
        open = null;
        int end = i + span.close().length();
        return style(start, end, isKey(span, end) ? NAME : List.of(span.style()));
      } else {
        i++;
      }
    }
    return style(start, line.length(), List.of(span.style()));
  }

  private boolean isKey(CodeLanguage.Span span, int end) {
    return language != null
        && language.trait() == CodeLanguage.Trait.KEYS
        && span.style().equals("str")
        && nextSign(end) == ':';
  }

  private int word(int i, CodeLanguage language) {
    char c = line.charAt(i);
    if (isDigit(c)) {
      return style(i, endOfWord(i, true), NUMBER);
    }
    boolean sign = c == '#' || c == '!';
    if (!sign && !isWordStart(c)) {
      return i + 1;
    }
    int end = endOfWord(i + 1, false);
    String word = line.substring(i, end);
    boolean anyCase = language.trait() == CodeLanguage.Trait.ANY_CASE;
    if (language.keywords().contains(anyCase ? word.toLowerCase(Locale.ROOT) : word)) {
      return style(i, end, KEYWORD);
    }
    if (sign) {
      return i + 1;
    }
    boolean key = language.trait() == CodeLanguage.Trait.KEYS && nextSign(end) == ':';
    boolean call = end < line.length() && line.charAt(end) == '(';
    return key || call ? style(i, end, NAME) : end;
  }

  private int markup(int i, CodeLanguage language) {
    char c = line.charAt(i);
    if (inTag) {
      if (c == '>') {
        inTag = false;
        return style(i, i + 1, KEYWORD);
      }
      return isWordStart(c) ? style(i, endOfWord(i + 1, true), NAME) : i + 1;
    }
    CodeLanguage.Span comment = language.spans().getFirst();
    if (line.startsWith(comment.open(), i)) {
      open = comment;
      return endOfSpan(i, i + comment.open().length(), comment);
    }
    int name = i + 1;
    if (c == '<' && name < line.length() && "/!?".indexOf(line.charAt(name)) >= 0) {
      name++;
    }
    if (c != '<' || name >= line.length() || !isWordStart(line.charAt(name))) {
      return i + 1;
    }
    inTag = true;
    return style(i, endOfWord(name, true), KEYWORD);
  }

  private int endOfWord(int start, boolean dots) {
    int i = start;
    while (i < line.length() && isWordPart(line.charAt(i), dots)) {
      i++;
    }
    return i;
  }

  private boolean isWordPart(char c, boolean dots) {
    boolean dash =
        c == '-' && language != null && (language.trait() == CodeLanguage.Trait.KEYS || inTag);
    return isWordStart(c) || isDigit(c) || (dots && c == '.') || dash;
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '$'
        || c == '@'
        || (c >= 0x80 && Character.isLetter(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private char nextSign(int from) {
    int i = from;
    while (i < line.length() && LineCursor.isSpace(line.charAt(i))) {
      i++;
    }
    return i < line.length() ? line.charAt(i) : 0;
  }

  private int style(int start, int end, List<String> styles) {
    int stop = Math.min(end, line.length());
    flushPlain(start);
    texts.add(new StyledText(VisibleText.of(line.substring(start, stop)), styles));
    plainFrom = stop;
    return stop;
  }

  private void flushPlain(int end) {
    if (end > plainFrom) {
      texts.add(new StyledText(VisibleText.of(line.substring(plainFrom, end)), PLAIN));
      plainFrom = end;
    }
  }
}
