package app.diptych.exchange;

/**
 * What can be told of a JSON file from its beginning, which may end anywhere.
 *
 * @param text the beginning, or only its first line
 */
record Head(String text) {

  static Head of(Source source) {
    return new Head(source.head().stripLeading());
  }

  /** The first row: the first line, or when the file is one list the whole beginning. */
  static Head row(Source source) {
    Head all = of(source);
    int end = all.text.indexOf('\n');
    return all.isList() || end < 0 ? all : new Head(all.text.substring(0, end));
  }

  boolean isList() {
    return text.startsWith("[");
  }

  boolean isObject() {
    return text.startsWith("{");
  }

  /** Whether all of these occur as names of fields, at whatever depth. */
  boolean names(String... fields) {
    for (String field : fields) {
      if (!names(field)) {
        return false;
      }
    }
    return true;
  }

  private boolean names(String field) {
    String quoted = '"' + field + '"';
    for (int at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) {
      int after = at + quoted.length();
      while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
        after++;
      }
      if (after < text.length() && text.charAt(after) == ':') {
        return true;
      }
    }
    return false;
  }
}
