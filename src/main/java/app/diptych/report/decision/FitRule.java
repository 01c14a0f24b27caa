package app.diptych.report.decision;

import app.diptych.review.stats.Results;
import app.diptych.review.stats.Slice;
import app.diptych.timing.Interval;
import app.diptych.timing.MetricName;
import app.diptych.timing.Percentiles.Known;
import app.diptych.timing.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a model is fit for something, and the number that says so.
 *
 * @param rule for what, with its limit
 * @param number what was measured
 */
record FitRule(SideFacts side, String rule, Fit fit, Text number) {
  private static final double QUALITY = 0.45;
  private static final double FIRST_TOKEN_MILLIS = 2_000;
  private static final double ERRORS = 0.01;
  private static final double UNAVAILABLE = 0.005;
  private static final double CUT = 0.05;

  /** What the number says to the rule: only a whole interval on one side of the limit says any. */
  enum Fit {
    FIT("fit"),
    NOT_FIT("not fit"),
    NOT_KNOWN("not known yet");

    private final String words;

    Fit(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /**
     * @param most what the value may be
     */
    private static Fit atMost(double most, Interval interval) {
      return interval.high() <= most ? FIT : interval.low() > most ? NOT_FIT : NOT_KNOWN;
    }

    private static Fit atLeast(double least, Interval interval) {
      return interval.low() >= least ? FIT : interval.high() < least ? NOT_FIT : NOT_KNOWN;
    }
  }

  /** All of them for both models. */
  static List<FitRule> of(Decided decided) {
    List<FitRule> rules = new ArrayList<>();
    for (SideFacts side : decided.sides()) {
      rules.add(quality(decided, side));
      slices(decided, side, rules);
      rules.add(firstToken(side));
      rules.add(
          share(
              side,
              "unattended work: at most 1 % of requests fail",
              side.group().errors(),
              ERRORS,
              side.evidence()));
      rules.add(
          share(
              side,
              "a service: at most 0.5 % of requests fail through the provider",
              side.group().available().rest(),
              UNAVAILABLE,
              side.evidence()));
      rules.add(
          share(
              side,
              "whole answers: at most 5 % are cut at the limit of tokens",
              side.cut(),
              CUT,
              side.evidence()));
      rules.add(cost(decided, side));
      rules.add(offline(side));
    }
    return List.copyOf(rules);
  }

  private static FitRule quality(Decided decided, SideFacts side) {
    Results results = decided.results();
    String rule = "taking the other's place: wins at least 45 % of decisive votes";
    long n = results.stopping().n();
    if (n == 0) {
      return new FitRule(side, rule, Fit.NOT_KNOWN, Text.of("no decisive vote").by("votes"));
    }
    // Votes are looked at while they come, so only what holds at every moment is held against it.
    boolean first = side == decided.a();
    double low = first ? results.stopping().low() : 1 - results.stopping().high();
    double high = first ? results.stopping().high() : 1 - results.stopping().low();
    return new FitRule(
        side,
        rule,
        Fit.atLeast(QUALITY, new Interval(low, high)),
        Text.of("%s to %s".formatted(Figures.percent(low), Figures.percent(high)))
            .small("at any moment, " + Figures.n(n))
            .by("votes"));
  }

  private static void slices(Decided decided, SideFacts side, List<FitRule> rules) {
    for (Slice slice : decided.results().slices()) {
      boolean forA = slice.a() > slice.b();
      if (slice.found() && slice.adjusted() <= 0.05 && forA == (side == decided.a())) {
        rules.add(
            new FitRule(
                side,
                "prompts tagged " + slice.tag(),
                Fit.FIT,
                Text.of(
                        "%d of %d decisive votes"
                            .formatted(forA ? slice.a() : slice.b(), slice.a() + slice.b()))
                    .by("slices")));
      }
    }
  }

  private static FitRule firstToken(SideFacts side) {
    String rule = "a person who waits: p95 of the time to first token at most 2,000 ms";
    int n = side.group().summary(MetricName.TTFT).count();
    if (n >= SideFacts.FEWEST
        && side.group().summary(MetricName.TTFT).percentile(95)
            instanceof Known(double value, Optional<Interval> interval)) {
      return new FitRule(
          side,
          rule,
          interval.map(found -> Fit.atMost(FIRST_TOKEN_MILLIS, found)).orElse(Fit.NOT_KNOWN),
          Text.of(Figures.millis(value))
              .small(
                  interval
                          .map(found ->
                              "%s to %s, "
                                  .formatted(
                                      Figures.millis(found.low()), Figures.millis(found.high())))
                          .orElse("too few answers for an interval, ")
                      + Figures.n(n))
              .by(side.evidence()));
    }
    return new FitRule(side, rule, Fit.NOT_KNOWN, tooFew(n, side));
  }

  private static FitRule share(
      SideFacts side, String rule, Share share, double most, String evidence) {
    Interval interval = share.interval().orElse(null);
    return interval == null || share.all() < SideFacts.FEWEST
        ? new FitRule(side, rule, Fit.NOT_KNOWN, tooFew(share.all(), side))
        : new FitRule(
            side,
            rule,
            Fit.atMost(most, interval),
            Text.of(Figures.percent(share)).small(Figures.of(share)).by(evidence));
  }

  private static FitRule cost(Decided decided, SideFacts side) {
    CostBeside cost = decided.cost();
    String rule = "the smaller bill: costs less than the other on the same prompts";
    if (!cost.isShown()) {
      return new FitRule(
          side,
          rule,
          Fit.NOT_KNOWN,
          Text.of(cost.problem().isEmpty() ? "no difference shown" : cost.problem()).by("costs"));
    }
    boolean cheaper = cost.isCheaperA() == (side == decided.a());
    return new FitRule(
        side,
        rule,
        cheaper ? Fit.FIT : Fit.NOT_FIT,
        Text.of("%.0f %% %s".formatted(cost.percent(), cheaper ? "less" : "less for the other"))
            .small(Figures.n(cost.trials()))
            .by("costs"));
  }

  private static FitRule offline(SideFacts side) {
    boolean known = !side.own().isEmpty();
    return new FitRule(
        side,
        "work without a network, and prompts that must not leave this machine",
        !known ? Fit.NOT_KNOWN : side.isLocal() ? Fit.FIT : Fit.NOT_FIT,
        Text.of(!known ? "no answer" : side.isLocal() ? "runs on this machine" : "asks a gateway")
            .by("models-table"));
  }

  private static Text tooFew(long n, SideFacts side) {
    return Text.of("needs %d requests, has %d".formatted(SideFacts.FEWEST, n)).by(side.evidence());
  }
}
