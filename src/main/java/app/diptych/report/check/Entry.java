package app.diptych.report.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell of a table, and what it is of.
 *
 * @param label names metric and statistic, mostly with the unit
 * @param named the part of the label that names the metric, for people
 * @param subject the model it is of
 * @param samples how many it rests on, as the table says it; 0 when it does not
 */
record Entry(String label, String named, String subject, String text, int samples) {
  private static final int LONGEST = 200;

  /** For example {@code , n 30} behind a number. */
  private static final Pattern SAMPLES =
      Pattern.compile("[,;(\\[ ]\\s*n\\s*=?\\s*(\\d[\\d,]{0,9})\\b[)\\]]?");

  private static final Pattern FIRST_NUMBER = Pattern.compile("\\s*(\\d[\\d,]{0,9})(?![\\d.]).*");

  static Entry of(String label, String subject, String cell) {
    return of(label, label, subject, cell, "");
  }

  /**
   * @param beside how many samples it rests on, in a cell of its own; empty when there is none
   */
  static Entry of(String label, String named, String subject, String cell, String beside) {
    Matcher own = SAMPLES.matcher(cell.length() > LONGEST ? "" : cell);
    Matcher other = FIRST_NUMBER.matcher(beside);
    if (own.find()) {
      String text = (cell.substring(0, own.start()) + " " + cell.substring(own.end())).strip();
      return new Entry(label, named, subject, text, count(own.group(1)));
    }
    return new Entry(label, named, subject, cell, other.matches() ? count(other.group(1)) : 0);
  }

  /** Ten digits and commas at most. */
  private static int count(String digits) {
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits.replace(",", "")));
  }
}
