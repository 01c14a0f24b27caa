package app.diptych.report.decision;

import app.diptych.report.decision.Block.Bar;
import app.diptych.report.decision.Block.Whose;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Slice;
import app.diptych.review.stats.Stopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What votes say, and what checks and judges do. */
final class QualityChapter {
  private static final String VOTES = "votes";

  private final Decided decided;
  private final Results results;
  private final String a;

  QualityChapter(Decided decided) {
    this.decided = decided;
    this.results = decided.results();
    this.a = decided.a().model();
  }

  Chapter votes() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Words(Text.of(results.sentence()).by(VOTES), false));
    if (results.n() > 0) {
      blocks.add(numbers());
      chart(blocks);
      slices(blocks);
    }
    blocks.add(Block.points(results.notes()));
    return new Chapter("quality", "Quality by votes", blocks);
  }

  private Block numbers() {
    Stopping stopping = results.stopping();
    List<List<Text>> rows = new ArrayList<>();
    row(
        rows,
        "Votes",
        "%,d for A, %,d for B, %,d ties, %,d both bad"
            .formatted(results.a(), results.b(), results.ties(), results.bothBad()),
        results.n());
    results
        .winRate()
        .ifPresent(one -> row(rows, "Win rate of A, ties half", Figures.percent(one), one.n()));
    results
        .decisive()
        .ifPresent(one -> row(rows, "A's share of decisive votes", Figures.percent(one), one.n()));
    results
        .byPrompt()
        .ifPresent(one ->
            rows.add(
                List.of(
                    Text.of("Win rate of A, drawn by prompt"),
                    Text.of(Figures.percent(one.estimate()))
                        .small(
                            Figures.n(one.estimate().n())
                                + ", "
                                + Figures.count(one.clusters(), "prompt"))
                        .by(VOTES))));
    row(
        rows,
        "Sign test, two-sided",
        String.format(Locale.ROOT, "p = %.3g", results.signTest().p()),
        results.a() + results.b());
    row(
        rows,
        "Stopping rule",
        String.format(
            Locale.ROOT,
            "%s; evidence %.3g, 20 decides",
            stopping.decision().words(),
            stopping.eValue()),
        stopping.n());
    results
        .position()
        .ifPresent(one -> row(rows, "The left answer won", Figures.percent(one), one.n()));
    results
        .noise()
        .winRate()
        .ifPresent(one ->
            row(
                rows,
                "Noise floor: one of two answers of the same model won",
                Figures.percent(one),
                one.n()));
    results
        .hygiene()
        .consistency()
        .ifPresent(one ->
            row(rows, "The same said again of the same pair", Figures.percent(one), one.n()));
    return new Block.Table(
        "quality-numbers",
        "What %s come to, with 95 %% intervals".formatted(Figures.count(results.n(), "vote")),
        List.of("", "Value"),
        rows);
  }

  private static void row(List<List<Text>> rows, String name, String value, long n) {
    rows.add(List.of(Text.of(name), Text.of(value).small(Figures.n(n)).by(VOTES)));
  }

  private void chart(List<Block> blocks) {
    List<Bar> bars = new ArrayList<>();
    results.winRate().ifPresent(one -> bars.add(bar("all votes", one)));
    for (Slice slice : results.slices().subList(0, Math.min(12, results.slices().size()))) {
      slice.winRate().ifPresent(one -> bars.add(bar("tagged " + slice.tag(), one)));
    }
    if (!bars.isEmpty()) {
      blocks.add(
          new Block.Chart(
              "win-rate",
              "Win rate of A, %s, in per cent; above the mark of 50 it is ahead".formatted(a),
              "%",
              bars,
              50.0));
    }
  }

  private static Bar bar(String label, Estimate share) {
    Whose whose = !share.excludes(0.5) ? Whose.NEITHER : share.value() > 0.5 ? Whose.A : Whose.B;
    return new Bar(
        label,
        whose,
        100 * share.low(),
        100 * share.value(),
        100 * share.high(),
        Figures.percent(share) + ", " + Figures.n(share.n()));
  }

  private void slices(List<Block> blocks) {
    if (results.slices().isEmpty()) {
      return;
    }
    List<List<Text>> rows = new ArrayList<>();
    for (Slice slice : results.slices()) {
      rows.add(
          List.of(
              Text.of(slice.tag()),
              Text.of(slice.winRate().map(Figures::percent).orElse("\u2013")).by(VOTES),
              Text.of(Long.toString(slice.a() + slice.b() + slice.ties() + slice.bothBad())),
              Text.of(String.format(Locale.ROOT, "%.3g", slice.adjusted())),
              Text.of(
                  slice.found() && slice.adjusted() <= 0.05
                      ? "a finding"
                      : "no difference shown")));
    }
    blocks.add(
        new Block.Table(
            "slices",
            "By tag, adjusted for how many tags were looked at",
            List.of("Tag", "Win rate of A", "Votes", "Adjusted p", ""),
            rows));
  }

  /** What checks and judges say, as whoever ran them puts it. */
  Chapter graded() {
    List<Block> blocks = decided.material().extras().graded().blocks();
    return new Chapter(
        "checks",
        "Checks and judges",
        blocks.isEmpty()
            ? List.of(Block.words("No checks and no judges looked at these answers."))
            : blocks);
  }
}
