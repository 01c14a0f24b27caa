package app.diptych.cli;

import app.diptych.exchange.VoteFiles;
import app.diptych.review.stats.Agreement;
import app.diptych.review.stats.BradleyTerry;
import app.diptych.review.stats.Disagreement;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Rated;
import app.diptych.review.stats.RaterRow;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Slice;
import app.diptych.review.stats.Stopping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What votes tell for a terminal: the sentence, then tables, each number with its interval and n.
 */
final class VotesText {
  private static final int MOST_MODELS = 30;
  private static final int MOST_LINES = 12;
  private static final int NAME = 30;

  private final VoteFiles.Read read;
  private final Results results;
  private final StringJoiner lines = new StringJoiner("\n");

  VotesText(VoteFiles.Read read, Results results) {
    this.read = read;
    this.results = results;
  }

  String text() {
    lines.add(results.sentence());
    results.notes().forEach(note -> lines.add("  " + note));
    pair();
    models();
    slices();
    people();
    rest();
    lines.add("");
    lines.add(
        "Read as "
            + read.kind().words()
            + ": "
            + number(results.votes())
            + (results.votes() == 1 ? " vote counts, of " : " votes count, of ")
            + number(read.rows())
            + (read.rows() == 1 ? " row." : " rows.")
            + SessionsText.lines(read.losses()));
    return lines.toString();
  }

  private void pair() {
    if (results.n() == 0) {
      return;
    }
    title("A is " + name(results.modelA()) + ", B is " + name(results.modelB()));
    line(
        "votes",
        String.format(
            Locale.ROOT,
            "A %,d, B %,d, tie %,d, both bad %,d (n %,d, on %s)",
            results.a(),
            results.b(),
            results.ties(),
            results.bothBad(),
            results.n(),
            SessionsText.count(results.prompts(), "prompt")));
    share("A wins, ties half", results.winRate());
    results
        .byPrompt()
        .ifPresent(one ->
            line(
                "the same by prompt",
                span(one.estimate()) + " n " + SessionsText.count(one.clusters(), "prompt")));
    share("A wins, ties out", results.decisive());
    share("ties", results.tieShare());
    share("both bad", results.bothBadShare());
    line("sign test", p(results.signTest().p()) + ", for one look at the end");
    stopping(results.stopping());
    results
        .passes()
        .ifPresent(test ->
            line(
                "passed, by McNemar",
                String.format(
                    Locale.ROOT,
                    "only A %,d, only B %,d, both %,d, neither %,d, %s",
                    test.onlyA(),
                    test.onlyB(),
                    test.both(),
                    test.neither(),
                    p(test.p()))));
  }

  private void stopping(Stopping stopping) {
    String said = stopping.decision().words();
    String more =
        stopping.moreVotes() == 0
            ? ""
            : stopping.early()
                ? String.format(Locale.ROOT, ", at least %,d more votes", stopping.moreVotes())
                : stopping.beyond()
                    ? String.format(Locale.ROOT, ", more than %,d more votes", stopping.moreVotes())
                    : String.format(Locale.ROOT, ", about %,d more votes", stopping.moreVotes());
    line(
        "stopping rule",
        String.format(
            Locale.ROOT,
            "%s%s (e-value %s of 20; A's decisive share %s to %s at any time, n %,d)",
            said,
            more,
            eValue(stopping.eValue()),
            percent(stopping.low()),
            percent(stopping.high()),
            stopping.n()));
  }

  private static String eValue(double value) {
    return value >= 1e6
        ? String.format(Locale.ROOT, "%.1e", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }

  private void models() {
    if (results.models() > 2 && !results.rated().isEmpty()) {
      BradleyTerry.Ratings ratings = results.ratings();
      title(
          "Ratings (Bradley-Terry, ties "
              + (ratings.ties() == BradleyTerry.Ties.HALF_WINS
                  ? "as half wins)"
                  : String.format(Locale.ROOT, "by Davidson, nu %.2f)", ratings.nu())));
      rated(results.rated());
    }
    results
        .style()
        .ifPresent(style -> {
          title("Style: what one spread more does to the log odds of winning");
          style
              .effects()
              .forEach(effect ->
                  line(
                      effect.measure(),
                      String.format(
                          Locale.ROOT,
                          "%+.3f [%+.3f, %+.3f] n %,d",
                          effect.coefficient().value(),
                          effect.coefficient().low(),
                          effect.coefficient().high(),
                          effect.coefficient().n())));
          lines.add("  Ratings between answers that look alike:");
          rated(results.styleRated());
        });
  }

  private void rated(List<Rated> rated) {
    for (Rated one : rated.subList(0, Math.min(MOST_MODELS, rated.size()))) {
      line(
          name(one.model()),
          String.format(
              Locale.ROOT,
              "%.0f [%.0f, %.0f] n %,d%s",
              one.rating().value(),
              one.rating().low(),
              one.rating().high(),
              one.rating().n(),
              one.group() == 0 ? "" : ", group " + (one.group() + 1)));
    }
    further(rated.size() - MOST_MODELS, "model");
  }

  private void slices() {
    if (results.slices().isEmpty()) {
      return;
    }
    title("By tag (p adjusted for " + SessionsText.count(results.tags(), "tag") + ")");
    for (Slice slice : results.slices().subList(0, Math.min(MOST_LINES, results.slices().size()))) {
      line(
          name(slice.tag()),
          slice.winRate().map(VotesText::interval).orElse("no vote that compares")
              + ", "
              + p(slice.adjusted())
              + (slice.found() ? ", found" : ""));
    }
    further(results.tags() - MOST_LINES, "tag");
  }

  private void people() {
    Agreement agreement = results.agreement();
    if (agreement.items() > 0) {
      title("Agreement on " + number(agreement.items()) + " items with several raters");
      share("equal verdicts", agreement.raw());
      share("equal, both decided", agreement.rawDecisive());
      coefficient("Cohen's kappa", agreement.cohen());
      coefficient("weighted kappa", agreement.weighted());
      coefficient("Fleiss' kappa", agreement.fleiss());
      coefficient("alpha, nominal", agreement.nominal());
      coefficient("alpha, ordinal", agreement.ordinal());
    }
    if (results.raters().raters() > 0) {
      title("Raters (" + number(results.raters().raters()) + ")");
      List<RaterRow> list = results.raters().list();
      list.subList(0, Math.min(MOST_LINES, list.size())).forEach(this::rater);
      further(results.raters().raters() - MOST_LINES, "rater");
    }
    disputes();
  }

  private void rater(RaterRow row) {
    StringJoiner said = new StringJoiner(", ");
    said.add(String.format(Locale.ROOT, "%,d votes", row.n()));
    row.leftWins().ifPresent(left -> said.add("left wins " + interval(left)));
    row.withOthers().ifPresent(same -> said.add("as others " + percent(same.value())));
    row.pace()
        .ifPresent(
            pace -> said.add(String.format(Locale.ROOT, "%.0f s a vote", pace.toMillis() / 1000d)));
    if (row.tooFast() > 0) {
      said.add(String.format(Locale.ROOT, "%,d too fast", row.tooFast()));
    }
    if (row.alwaysLeft()) {
      said.add("nearly always one side");
    }
    line(name(row.rater()), said.toString());
  }

  private void disputes() {
    if (results.disagreements().items() == 0) {
      return;
    }
    title("To talk about (" + number(results.disagreements().items()) + ")");
    List<Disagreement> list = results.disagreements().list();
    for (Disagreement one : list.subList(0, Math.min(MOST_LINES, list.size()))) {
      line(
          name(one.item()),
          String.format(
              Locale.ROOT,
              "%s %,d, %s %,d, tie %,d, both bad %,d",
              name(one.a()),
              one.forA(),
              name(one.b()),
              one.forB(),
              one.ties(),
              one.bothBad()));
    }
    further(results.disagreements().items() - MOST_LINES, "item");
  }

  private void rest() {
    boolean repeats = results.repeats().prompts() > 0;
    boolean noise = results.noise().n() > 0;
    boolean placed = results.position().isPresent() || results.orders().consistent().isPresent();
    if (!repeats && !noise && !placed && results.hygiene().consistency().isEmpty()) {
      return;
    }
    title("How clean it is");
    share("left answer wins", results.position());
    share("same in both orders", results.orders().consistent());
    share("first in both orders", results.orders().first());
    share("same verdict again", results.hygiene().consistency());
    if (noise) {
      share("one model twice", results.noise().winRate());
      share("  no preference", results.noise().ties());
    }
    if (repeats) {
      line(
          "repeated prompts",
          String.format(
              Locale.ROOT,
              "%,d, in %,d items: A %,d, B %,d, even %,d; %,d different answers of A, %,d of B",
              results.repeats().prompts(),
              results.repeats().items(),
              results.repeats().a(),
              results.repeats().b(),
              results.repeats().even(),
              results.repeats().distinctA(),
              results.repeats().distinctB()));
    }
  }

  private void title(String title) {
    lines.add("");
    lines.add(title);
  }

  private void line(String name, String value) {
    lines.add(String.format(Locale.ROOT, "  %-20s  %s", name, value));
  }

  private void share(String name, Optional<Estimate> share) {
    share.ifPresent(one -> line(name, interval(one)));
  }

  private void coefficient(String name, Optional<Estimate> coefficient) {
    coefficient.ifPresent(one ->
        line(
            name,
            String.format(
                Locale.ROOT,
                "%.3f [%.3f, %.3f] n %,d",
                one.value(),
                one.low(),
                one.high(),
                one.n())));
  }

  private void further(int more, String what) {
    if (more > 0) {
      lines.add("  and " + SessionsText.count(more, what) + " more");
    }
  }

  private static String interval(Estimate share) {
    return span(share) + String.format(Locale.ROOT, " n %,d", share.n());
  }

  private static String span(Estimate share) {
    return String.format(
        Locale.ROOT,
        "%s [%s, %s]",
        percent(share.value()),
        percent(share.low()),
        percent(share.high()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String p(double p) {
    return p < 0.0001 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.4f", p);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String name(@org.jspecify.annotations.Nullable String name) {
    String line = SessionsText.oneLine(String.valueOf(name));
    return line.length() <= NAME ? line : line.substring(0, NAME - 1) + "\u2026";
  }
}
