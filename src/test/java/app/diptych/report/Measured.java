package app.diptych.report;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.timing.Amounts;
import app.diptych.timing.Moments;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import app.diptych.trial.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers as they could have been measured, one change at a time. */
record Measured(
    String model,
    Instant at,
    long first,
    long last,
    int tokens,
    Usage.Source source,
    Outcome outcome,
    Cost cost,
    Set<Mark> marks,
    List<String> tags,
    @Nullable Duration connect,
    @Nullable Duration reaching) {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /** Answered after 100 ms, over 900 ms, with 91 tokens: ITL 10 ms. */
  static Measured of(String model) {
    return new Measured(
        model,
        NOON,
        100,
        1_000,
        91,
        Usage.Source.REPORTED,
        Outcome.ANSWERED,
        Cost.Unpriced.UNKNOWN,
        Set.of(),
        List.of(),
        null,
        null);
  }

  Measured at(Instant when) {
    return new Measured(
        model, when, first, last, tokens, source, outcome, cost, marks, tags, connect, reaching);
  }

  Measured lasting(long lastMillis) {
    return new Measured(
        model,
        at,
        first,
        lastMillis,
        tokens,
        source,
        outcome,
        cost,
        marks,
        tags,
        connect,
        reaching);
  }

  Measured tokens(int number, Usage.Source from) {
    return new Measured(
        model, at, first, last, number, from, outcome, cost, marks, tags, connect, reaching);
  }

  Measured ended(Outcome how) {
    return new Measured(
        model, at, first, last, tokens, source, how, cost, marks, tags, connect, reaching);
  }

  Measured costing(Cost what) {
    return new Measured(
        model, at, first, last, tokens, source, outcome, what, marks, tags, connect, reaching);
  }

  Measured costing(String amount, String currency) {
    return costing(new Cost.Known(Money.of(amount, currency), false));
  }

  Measured marked(Mark... with) {
    return new Measured(
        model,
        at,
        first,
        last,
        tokens,
        source,
        outcome,
        cost,
        Set.of(with),
        tags,
        connect,
        reaching);
  }

  Measured tagged(String... with) {
    return new Measured(
        model,
        at,
        first,
        last,
        tokens,
        source,
        outcome,
        cost,
        marks,
        List.of(with),
        connect,
        reaching);
  }

  /** Over plain HTTP at an address: nothing but the TCP handshake. */
  Measured connected(Duration handshake) {
    return reached(handshake, handshake);
  }

  Measured reached(Duration handshake, Duration all) {
    return new Measured(
        model, at, first, last, tokens, source, outcome, cost, marks, tags, handshake, all);
  }

  MeasuredAnswer answer() {
    return answer(
        new Moments(
            tokens,
            first * 1_000_000,
            first * 1_000_000,
            first * 1_000_000,
            last * 1_000_000,
            true));
  }

  /** As out of a batch file: nobody knows when it was written. */
  MeasuredAnswer untimed() {
    return answer(Moments.NONE);
  }

  private MeasuredAnswer answer(Moments moments) {
    boolean local = cost instanceof Cost.Local;
    return new MeasuredAnswer(
        "t",
        Side.A,
        "s",
        tags,
        at,
        model,
        local,
        new RequestMetrics(
            moments,
            new Amounts(10, 0, tokens, 0, null, tokens * 4, 4),
            outcome == Outcome.ANSWERED),
        source,
        outcome,
        outcome == Outcome.ANSWERED ? null : "TimedOut",
        cost,
        marks,
        Duration.ZERO,
        Duration.ZERO,
        connect,
        reaching,
        false);
  }
}
