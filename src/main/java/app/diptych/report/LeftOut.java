package app.diptych.report;

import app.diptych.timing.MetricName;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How many answers a metric was taken of, and why not of the others: each is counted once, for the
 * first reason that holds.
 *
 * @param all every recorded answer that was looked at
 */
public record LeftOut(int all, Map<Why, Integer> reasons) {

  /** Why an answer is not in a metric, in the order they are asked for. */
  public enum Why {
    REPLAYED("recorded and played again"),
    FAILED_OVER("failed over to another provider"),
    SWAPPED("given by another model than the one asked for"),
    NOT_SENT("never sent"),
    STOPPED("stopped"),
    FAILED("failed"),
    CONTENDED("shared this machine with the other side"),
    BUFFERED("came in one burst"),
    CACHED("with a prompt that came from a cache, in part"),
    UNDEFINED("without this metric");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** Behind their number. */
    public String words() {
      return words;
    }

    /**
     * Why an answer is not in that metric of its model; null when it is.
     *
     * @param contendedToo whether the times of answers that shared this machine count
     */
    static @Nullable Why not(MetricName metric, MeasuredAnswer answer, boolean contendedToo) {
      Why first = notOwn(answer);
      Why second = first == null ? notTimed(answer, contendedToo) : first;
      return second == null ? notIn(metric, answer) : second;
    }

    /**
     * Why an answer is in no number of its model; null when it is one of whoever was asked, made
     * when it was asked.
     */
    static @Nullable Why notOwn(MeasuredAnswer answer) {
      Set<Mark> marks = answer.marks();
      if (marks.isEmpty()) {
        return null;
      }
      if (marks.contains(Mark.REPLAYED)) {
        return REPLAYED;
      }
      if (marks.contains(Mark.FAILED_OVER)) {
        return FAILED_OVER;
      }
      return marks.contains(Mark.ANSWERED_BY_ANOTHER) ? SWAPPED : null;
    }

    /**
     * Why an answer has no times that compare; null when it has.
     *
     * @param contendedToo whether the times of answers that shared this machine count
     */
    static @Nullable Why notTimed(MeasuredAnswer answer, boolean contendedToo) {
      return switch (answer.outcome()) {
        case NOT_SENT -> NOT_SENT;
        case STOPPED -> STOPPED;
        case FAILED, REFUSED -> FAILED;
        case ANSWERED ->
            !contendedToo && answer.marks().contains(Mark.CONTENDED) ? CONTENDED : null;
      };
    }

    /**
     * Why an answer with times is not in that metric; null when it is. One that came in one burst
     * has an end-to-end latency, and no time in between that means anything.
     */
    static @Nullable Why notIn(MetricName metric, MeasuredAnswer answer) {
      RequestMetrics metrics = answer.metrics();
      Why why = notComparable(metric, answer, metrics);
      return why == null && Double.isNaN(metric.value(metrics)) ? UNDEFINED : why;
    }

    private static @Nullable Why notComparable(
        MetricName metric, MeasuredAnswer answer, RequestMetrics metrics) {
      boolean whole = metric == MetricName.E2E || metric == MetricName.E2E_TOKENS_PER_SECOND;
      if (!whole && answer.marks().contains(Mark.BUFFERED)) {
        return BUFFERED;
      }
      return metric == MetricName.PREFILL && metrics.amounts().cachedTokens() > 0 ? CACHED : null;
    }
  }

  /** The metric of an answer with times; NaN when it is {@linkplain Why#notIn left out}. */
  static double value(MetricName metric, MeasuredAnswer answer) {
    return value(metric, answer, answer.metrics());
  }

  /**
   * The same, for whoever asks for several.
   *
   * @param metrics of the answer
   */
  static double value(MetricName metric, MeasuredAnswer answer, RequestMetrics metrics) {
    return Why.notComparable(metric, answer, metrics) == null ? metric.value(metrics) : Double.NaN;
  }

  /** Whether that metric of an answer with times means anything. */
  static boolean isComparable(MetricName metric, MeasuredAnswer answer) {
    return Why.notComparable(metric, answer, answer.metrics()) == null;
  }

  public LeftOut {
    reasons = Map.copyOf(reasons);
  }

  /** Of several models together. */
  public static LeftOut sum(List<LeftOut> parts) {
    Map<Why, Integer> reasons = new EnumMap<>(Why.class);
    int all = 0;
    for (LeftOut part : parts) {
      all += part.all;
      part.reasons.forEach((why, count) -> reasons.merge(why, count, Integer::sum));
    }
    return new LeftOut(all, reasons);
  }

  /** How many answers the metric was taken of. */
  public int counted() {
    return all - reasons.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** For people, in one line. */
  public String words() {
    StringJoiner left = new StringJoiner(", ");
    for (Why why : Why.values()) {
      int count = reasons.getOrDefault(why, 0);
      if (count > 0) {
        left.add("%,d %s".formatted(count, why.words));
      }
    }
    String shown =
        "%,d of %,d recorded %s shown."
            .formatted(counted(), all, all == 1 ? "answer is" : "answers are");
    return left.length() == 0 ? shown : shown + " Left out: " + left + ".";
  }
}
