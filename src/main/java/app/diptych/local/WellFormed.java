package app.diptych.local;

/** Text that can be written as UTF-8. */
final class WellFormed {
  private WellFormed() {}

  /** The text with every half of a surrogate pair that stands alone replaced by U+FFFD. */
  static String text(String raw) {
    if (raw.codePoints().noneMatch(WellFormed::isSurrogate)) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    raw.codePoints()
        .map(point -> isSurrogate(point) ? 0xFFFD : point)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
