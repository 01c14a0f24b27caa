package app.diptych.report.decision;

import app.diptych.report.decision.Recommendation.Choice;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Evidence;
import app.diptych.review.stats.MoreVotes;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Stopping;
import app.diptych.review.stats.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Comes to a recommendation. Votes decide; where they show no difference the smaller bill does.
 * With too few votes nothing is recommended, whatever the other numbers say.
 */
final class Recommending {
  private static final int MOST_IN_A_ROW = 10_000;
  private static final double LIMIT = -Math.log(Evidence.ALPHA);

  private final Decided decided;
  private final List<FitRule> rules;
  private final Results results;
  private final Stopping stopping;
  private final String a;
  private final String b;

  private Recommending(Decided decided, List<FitRule> rules) {
    this.decided = decided;
    this.rules = rules;
    this.results = decided.results();
    this.stopping = results.stopping();
    this.a = decided.a().model();
    this.b = decided.b().model();
  }

  static Recommendation of(Decided decided, List<FitRule> rules) {
    return new Recommending(decided, rules).recommend();
  }

  private Recommendation recommend() {
    Choice choice = choice();
    String doubt = doubt(choice);
    if (!doubt.isEmpty()) {
      return recommendation(Choice.NOT_YET, null, "Not yet: " + doubt);
    }
    return switch (choice) {
      case A -> recommendation(choice, a, take(a, results.a(), b, results.b()));
      case B -> recommendation(choice, b, take(b, results.b(), a, results.a()));
      case EITHER -> either();
      case NEITHER -> recommendation(choice, null, results.sentence());
      case NOT_YET -> recommendation(choice, null, notYet());
    };
  }

  private Choice choice() {
    boolean compared = results.n() > 0 && a.equals(results.modelA()) && b.equals(results.modelB());
    if (!compared) {
      return Choice.NOT_YET;
    }
    boolean mostBad = 2 * results.bothBad() > results.n() && results.n() >= SideFacts.FEWEST;
    return mostBad ? Choice.NEITHER : Choice.of(stopping.decision());
  }

  /** Why a winner that was called is not to be believed; empty when it is. */
  private String doubt(Choice choice) {
    if (choice != Choice.A && choice != Choice.B) {
      return "";
    }
    double share = results.decisive().map(Estimate::value).orElse(0.5);
    if (choice == Choice.A ? share <= 0.5 : share >= 0.5) {
      return "%s was ahead once, and the votes since then speak against it. Keep voting, about %s more."
          .formatted(choice == Choice.A ? a : b, Figures.count(results.n(), "vote"));
    }
    Estimate noise = results.noise().winRate().orElse(null);
    double effect = Math.abs(results.winRate().map(Estimate::value).orElse(0.5) - 0.5);
    return noise != null && noise.excludes(0.5) && effect <= Math.abs(noise.value() - 0.5)
        ? "raters prefer one of two answers of the same model as strongly as %s is preferred here, so the difference may be none. Show the answers in both orders."
            .formatted(choice == Choice.A ? a : b)
        : "";
  }

  private String take(String better, long won, String other, long lost) {
    return "Take %s: it won %,d and %s %,d of %s%s."
        .formatted(
            better,
            won,
            other,
            lost,
            Figures.count(results.n(), "vote"),
            results.ties() + results.bothBad() == 0
                ? ""
                : " (%,d ties, %,d both bad)".formatted(results.ties(), results.bothBad()));
  }

  private Recommendation either() {
    CostBeside cost = decided.cost();
    String equal = "the votes show them practically equal";
    if (!cost.isShown()) {
      return recommendation(
          Choice.EITHER, null, "Either: %s, and no difference in cost is shown.".formatted(equal));
    }
    String cheaper = cost.isCheaperA() ? a : b;
    return recommendation(
        Choice.EITHER,
        cheaper,
        "Either, so take the cheaper one, %s: %s, and it costs %.0f %% less on the same prompts."
            .formatted(cheaper, equal, cost.percent()));
  }

  private String notYet() {
    if (results.n() == 0) {
      return "Not yet: no vote compares %s and %s. At least %d decisive votes that all agree are needed, more when they do not."
          .formatted(a, b, inARow(0, 0));
    }
    return "Not yet: of %s %s won %d and %s %d. %s"
        .formatted(
            Figures.count(results.n(), "vote"),
            a,
            results.a(),
            b,
            results.b(),
            stopping.early()
                ? "At least %s needed: with fewer than %d of them there is no forecast."
                    .formatted(
                        Figures.count(
                            stopping.moreVotes(),
                            "more decisive vote is",
                            "more decisive votes are"),
                        MoreVotes.FEWEST)
                : stopping.beyond()
                    ? "It may take more than %,d more votes.".formatted(MoreVotes.MOST)
                    : "About %s needed."
                        .formatted(
                            Figures.count(stopping.moreVotes(), "more vote is", "more votes are")));
  }

  private Recommendation recommendation(Choice choice, @Nullable String take, String sentence) {
    long more =
        choice != Choice.NOT_YET
            ? 0
            : results.n() == 0
                ? inARow(0, 0)
                : stopping.moreVotes() > 0 ? stopping.moreVotes() : results.n();
    return new Recommendation(
        choice,
        take,
        sentence,
        why(take),
        changes(choice, take),
        more,
        results.n() > 0 && stopping.beyond());
  }

  private List<Text> why(@Nullable String take) {
    List<Text> why = new ArrayList<>();
    results
        .decisive()
        .ifPresent(share ->
            why.add(
                Text.of("%s won %s of the decisive votes".formatted(a, Figures.percent(share)))
                    .small(Figures.n(share.n()) + ".")
                    .by("votes")));
    why.addAll(decided.material().extras().graded().said());
    why.add(costs());
    why.addAll(Speed.statements(decided));
    for (FitRule rule : rules) {
      if (rule.side().model().equals(take) && rule.fit() == FitRule.Fit.NOT_FIT) {
        why.add(
            Text.of("But %s is not fit for %s".formatted(take, rule.rule()))
                .small("(" + rule.number().words() + ").")
                .by("fit-rules"));
      }
    }
    return why;
  }

  private Text costs() {
    CostBeside cost = decided.cost();
    String words =
        !cost.problem().isEmpty()
            ? "Nothing is said about cost: " + decapitalised(cost.problem())
            : cost.isShown()
                ? "%s costs %.0f %% less on the same prompts."
                    .formatted(cost.isCheaperA() ? a : b, cost.percent())
                : "No difference in cost is shown on the same prompts.";
    return Text.of(words).by("costs");
  }

  /** A sentence that begins with a name keeps it as it is. */
  private static String decapitalised(String sentence) {
    return sentence.startsWith("The ") || sentence.startsWith("No ")
        ? sentence.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + sentence.substring(1)
        : sentence;
  }

  private List<String> changes(Choice choice, @Nullable String take) {
    List<String> changes = new ArrayList<>();
    if (choice == Choice.NOT_YET && results.n() == 0) {
      changes.add("Votes: a blind review of these sessions is the quickest way to them.");
    }
    if (choice == Choice.NOT_YET && results.n() > 0) {
      kOfStopping()
          .ifPresent(k -> {
            long n = stopping.n();
            changes.add(
                "%d decisive votes in a row for %s, each on a new prompt, would call it better; for %s it would take %d."
                    .formatted(inARow(k, n), a, b, inARow(n - k, n)));
          });
    }
    if (choice == Choice.A || choice == Choice.B) {
      long won = choice == Choice.A ? results.a() : results.b();
      changes.add(
          "%d decisive votes in a row for %s would bring the interval of its share across one half."
              .formatted(untilOpen(won, results.a() + results.b()), choice == Choice.A ? b : a));
    }
    if (choice == Choice.EITHER && take != null) {
      CostBeside cost = decided.cost();
      double cheap = Math.min(cost.meanA(), cost.meanB());
      double dear = Math.max(cost.meanA(), cost.meanB());
      if (cheap > 0) {
        changes.add(
            "%s is no longer the cheaper one when its prices rise by %.0f %% and the other's do not."
                .formatted(take, 100 * (dear / cheap - 1)));
      }
    }
    slices(changes, take);
    if (!decided.speaksOfSpeed()) {
      changes.add(
          "Speed is not in it yet: each model needs %d answers with times that compare."
              .formatted(SideFacts.FEWEST));
    }
    if (!decided.speaksOfReliability()) {
      changes.add(
          "Reliability is not in it yet: each model needs %d requests that were answered or failed."
              .formatted(SideFacts.FEWEST));
    }
    changes.add(
        "Another version of a model, other kinds of prompts or other sampling values are another question: the numbers here are of those below.");
    return changes;
  }

  private void slices(List<String> changes, @Nullable String take) {
    for (FitRule rule : rules) {
      boolean other = take != null && !rule.side().model().equals(take);
      if (other && rule.number().evidence() != null && rule.number().evidence().equals("slices")) {
        changes.add(
            "For %s take %s: it won %s there."
                .formatted(rule.rule(), rule.side().model(), rule.number().words()));
      }
    }
  }

  /** How many of the votes the stopping rule looked at were for A: it tells only the evidence. */
  private Optional<Long> kOfStopping() {
    long n = stopping.n();
    boolean ahead = stopping.low() + stopping.high() >= 1;
    for (long k = ahead ? (n + 1) / 2 : 0; k <= (ahead ? n : n / 2); k++) {
      if (Math.abs(new Evidence(k, n).logE() - stopping.logE()) < 1e-6) {
        return Optional.of(k);
      }
    }
    return Optional.empty();
  }

  /** How many more of k of n, all for the same, until it is called better. */
  private static long inARow(long k, long n) {
    for (long more = 1; more < MOST_IN_A_ROW; more++) {
      boolean ahead = 2 * (k + more) > n + more;
      if (ahead && new Evidence(k + more, n + more).logE() >= LIMIT) {
        return more;
      }
    }
    return MOST_IN_A_ROW;
  }

  /** How many more, all against it, until the interval of k of n holds one half. */
  private static long untilOpen(long k, long n) {
    for (long more = 1; more < MOST_IN_A_ROW; more++) {
      if (Wilson.share(k, n + more).orElseThrow().low() <= 0.5) {
        return more;
      }
    }
    return MOST_IN_A_ROW;
  }
}
