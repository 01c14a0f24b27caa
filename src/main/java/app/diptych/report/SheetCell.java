package app.diptych.report;

import app.diptych.timing.Goodput;
import app.diptych.timing.Interval;
import app.diptych.timing.Percentiles.Known;
import app.diptych.timing.Percentiles.Percentile;
import app.diptych.timing.Percentiles.TooFew;
import app.diptych.timing.Share;
import app.diptych.timing.Summary;
import app.diptych.timing.Throughput;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One number of a sheet, or why there is none.
 *
 * @param text the number for people; a dash when there is none
 * @param value null when there is none, or when it is no single number
 * @param interval its 95 % interval; null when there is none
 * @param samples how many answers it rests on
 * @param note what is to be said with it, without a stop at the end; may be empty
 * @param about the same in the currency that the sheet has in common; null when it is in that, or
 *     there is none
 */
public record SheetCell(
    String text,
    @Nullable Double value,
    @Nullable Interval interval,
    long samples,
    String note,
    @Nullable About about) {
  static final String NONE = "\u2013";

  /** Stands before what is at least this much. */
  private static final String AT_LEAST = "\u2265 ";

  /** Of fewer samples, skewed as latencies are, an interval by Student's t means little. */
  private static final int FEWEST = 10;

  static SheetCell mean(Summary summary, boolean estimated) {
    OptionalDouble mean = summary.mean();
    return mean.isEmpty()
        ? none(0, "no answer has it")
        : number(
            mean.getAsDouble(),
            summary.count() < FEWEST ? null : summary.meanInterval().orElse(null),
            summary.count(),
            Stream.of(
                    estimated ? "some tokens are estimated" : "",
                    summary.count() < FEWEST ? "too few answers for an interval" : "")
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", ")),
            estimated ? "~" : "");
  }

  static SheetCell percentile(Summary summary, int percent) {
    Percentile percentile = summary.percentile(percent);
    return switch (percentile) {
      case Known(double value, var interval) ->
          number(
              value,
              interval.orElse(null),
              summary.count(),
              interval.isEmpty() ? "too few answers for an interval" : "",
              "");
      case TooFew(int samples, int needed) ->
          none(samples, "needs " + needed + " answers, has " + samples);
    };
  }

  static SheetCell percent(Share share) {
    OptionalDouble value = share.value();
    if (value.isEmpty()) {
      return none(0, "no request was answered or failed");
    }
    Interval interval =
        share.interval().map(one -> new Interval(one.low() * 100, one.high() * 100)).orElse(null);
    return number(
        value.getAsDouble() * 100, interval, share.all(), share.some() + " of " + share.all(), "");
  }

  static SheetCell rate(MeasuredGroup group) {
    boolean estimated = group.isThroughputEstimated();
    Throughput all = group.throughput();
    if (all.isIdle()) {
      return none(group.timed().size(), idle(all));
    }
    OptionalDouble rate = all.tokensPerSecond();
    long unknown = group.withoutTokens();
    if (rate.isEmpty() || unknown == group.timed().size()) {
      return none(0, "no answer has it");
    }
    String note =
        Stream.of(
                estimated ? "some tokens are estimated" : "",
                unknown == 0 ? "" : unknown + " without tokens")
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "));
    String mark = (unknown == 0 ? "" : AT_LEAST) + (estimated ? "~" : "");
    return number(rate.getAsDouble(), null, group.timed().size(), note, mark);
  }

  static SheetCell perSecond(MeasuredGroup group, Goodput good) {
    Throughput all = group.throughput();
    if (all.isIdle()) {
      return none(group.timed().size(), idle(all));
    }
    OptionalDouble rate = group.goodPerSecond(good, all.duration());
    return rate.isEmpty()
        ? none(0, "no answer has it")
        : number(rate.getAsDouble(), null, group.timed().size(), "", "");
  }

  private static String idle(Throughput all) {
    return String.format(
        Locale.ROOT,
        "no request was under way for %.1f %% of the time",
        Math.floor(all.idle() * 1000) / 10);
  }

  static SheetCell cost(CostPerMillion cost, CommonCurrency common, boolean estimated) {
    long unpriced = cost.total().unpriced() - cost.partly();
    String left =
        Stream.of(
                unpriced == 0 ? "" : unpriced + " unpriced",
                cost.withoutTokens() == 0 ? "" : cost.withoutTokens() + " without tokens",
                cost.local() == cost.charged() || cost.charged() == 0
                    ? ""
                    : (cost.local() - cost.charged()) + " without a charge")
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "));
    if (cost.rates().isEmpty()) {
      boolean onlyLocal = unpriced == 0 && cost.local() > 0;
      String text = onlyLocal ? "local" : unpriced > 0 ? "unpriced" : NONE;
      String why =
          onlyLocal
              ? "no price applies to this machine"
              : unpriced > 0
                  ? unpriced + " unpriced"
                  : cost.withoutTokens() > 0
                      ? cost.withoutTokens() + " without tokens"
                      : "no request has a cost";
      return new SheetCell(text, null, null, 0, why, null);
    }
    String text =
        cost.rates().values().stream()
            .sorted((a, b) -> a.currency().compareTo(b.currency()))
            .map(rate -> Digits.of(rate.amount().doubleValue()) + " " + rate.currency())
            .collect(
                Collectors.joining(
                    " + ", (cost.isAtLeast() ? AT_LEAST : "") + (estimated ? "~" : ""), ""));
    Double value =
        cost.rates().size() == 1
            ? Double.valueOf(cost.rates().values().iterator().next().amount().doubleValue())
            : null;
    String note =
        Stream.of(
                cost.charged() == 0 ? "" : "local, by your tariff",
                cost.partly() == 0 ? "" : cost.partly() + " may have cost more",
                cost.partlyLocal() == 0 ? "" : cost.partlyLocal() + " drew more than was measured",
                left.isEmpty() ? "" : "left out: " + left)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("; "));
    return new SheetCell(text, value, null, cost.priced(), note, common.about(cost).orElse(null));
  }

  /** Whether it is at least this much, because some of it is not known. */
  public boolean isAtLeast() {
    return text.startsWith(AT_LEAST);
  }

  /** The interval for people; empty when there is none. */
  public String intervalText() {
    return interval == null ? "" : Digits.of(interval.low()) + " to " + Digits.of(interval.high());
  }

  /** For example {@code about 0.070 USD}; empty when it is in no other currency. */
  public String aboutText() {
    return about == null ? "" : about.words();
  }

  private static SheetCell number(
      double value, @Nullable Interval interval, long samples, String note, String mark) {
    return new SheetCell(mark + Digits.of(value), value, interval, samples, note, null);
  }

  private static SheetCell none(long samples, String why) {
    return new SheetCell(NONE, null, null, samples, why, null);
  }
}
