package app.diptych.diff;

/**
 * A word of a text, or a mark that stands for itself.
 *
 * @param start where it begins in the text
 */
record Word(String text, int start) {

  int end() {
    return start + text.length();
  }
}
