package app.diptych.report.decision;

import app.diptych.report.BenchmarkSheet;
import app.diptych.report.SheetCell;
import app.diptych.report.SheetRow;
import app.diptych.report.decision.Block.Bar;
import app.diptych.timing.Interval;
import app.diptych.timing.Share;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How quick and how reliable the two were. */
final class MeasuredChapters {
  private static final List<SheetRow> SPEED =
      List.of(
          SheetRow.TTFT,
          SheetRow.MEAN,
          SheetRow.P50,
          SheetRow.P95,
          SheetRow.P99,
          SheetRow.THROUGHPUT,
          SheetRow.CHARACTERS);

  private final Decided decided;

  MeasuredChapters(Decided decided) {
    this.decided = decided;
  }

  Chapter speed() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Points(Speed.statements(decided)));
    if (decided.speaksOfSpeed()) {
      blocks.add(sheet());
      Speed.ALL.forEach(one -> chart(one, blocks));
    }
    return new Chapter("speed", "Speed", blocks);
  }

  private Block sheet() {
    BenchmarkSheet sheet = BenchmarkSheet.of(answers(), 0, false, null);
    List<List<Text>> rows = new ArrayList<>();
    for (SheetRow row : SPEED) {
      List<Text> cells = new ArrayList<>(List.of(Text.of(row.label() + ", " + row.unit())));
      for (SideFacts side : decided.sides()) {
        sheet.columns().stream()
            .filter(column -> column.model().equals(side.model()))
            .findFirst()
            .ifPresent(column -> cells.add(cell(column.cell(row)).by(side.evidence())));
      }
      rows.add(cells);
    }
    return new Block.Table(
        "speed-table",
        "Times of complete answers, with 95 % intervals",
        List.of("", decided.a().model(), decided.b().model()),
        rows);
  }

  private List<MeasuredAnswer> answers() {
    List<MeasuredAnswer> all = new ArrayList<>();
    decided.sides().forEach(side -> all.addAll(side.group().answers()));
    return all;
  }

  private static Text cell(SheetCell cell) {
    StringBuilder small = new StringBuilder(cell.intervalText());
    if (cell.samples() > 0) {
      small.append(small.isEmpty() ? "" : ", ").append(Figures.n(cell.samples()));
    }
    if (!cell.note().isEmpty()) {
      small.append(small.isEmpty() ? "" : ", ").append(cell.note());
    }
    return Text.of(cell.text()).small(small.toString());
  }

  private void chart(Speed speed, List<Block> blocks) {
    List<Bar> bars = new ArrayList<>();
    for (SideFacts side : decided.sides()) {
      speed
          .of(side)
          .ifPresent(point ->
              bars.add(
                  new Bar(
                      side.model(),
                      side.whose(),
                      point.interval().low(),
                      point.value(),
                      point.interval().high(),
                      point.words())));
    }
    if (bars.size() == decided.sides().size()) {
      String name = Character.toUpperCase(speed.words().charAt(0)) + speed.words().substring(1);
      blocks.add(new Block.Chart(speed.id(), name + ", with its 95 % interval", "ms", bars, null));
    }
  }

  Chapter reliability() {
    List<Block> blocks = new ArrayList<>();
    if (!decided.speaksOfReliability()) {
      blocks.add(
          Block.words(
              "Nothing is said about reliability: it needs %d requests of each that were answered or failed, and there are %d of %s and %d of %s."
                  .formatted(
                      SideFacts.FEWEST,
                      decided.a().decided(),
                      decided.a().model(),
                      decided.b().decided(),
                      decided.b().model())));
    } else {
      blocks.add(new Block.Words(errors(), false));
      blocks.add(rates());
      blocks.add(chart());
    }
    blocks.add(kinds());
    return new Chapter("reliability", "Reliability", blocks);
  }

  private Text errors() {
    Share a = decided.a().group().errors();
    Share b = decided.b().group().errors();
    Interval one = a.interval().orElseThrow();
    Interval other = b.interval().orElseThrow();
    boolean aFewer = one.high() < other.low();
    boolean bFewer = other.high() < one.low();
    String words =
        aFewer || bFewer
            ? "%s fails less often: %s against %s."
                .formatted(
                    (aFewer ? decided.a() : decided.b()).model(),
                    Figures.percent(aFewer ? a : b),
                    Figures.percent(aFewer ? b : a))
            : "No difference shown in the error rate: the intervals overlap.";
    return Text.of(words).by("reliability-table");
  }

  private Block rates() {
    List<List<Text>> rows = new ArrayList<>();
    row(rows, "Error rate", side -> share(side.group().errors(), side));
    row(rows, "Availability", side -> share(side.group().available(), side));
    row(rows, "Cut at the limit of tokens", side -> share(side.cut(), side));
    row(
        rows,
        "Sent again, or told to wait",
        side ->
            side.isLocal()
                ? Text.of("no rate limit on this machine")
                : share(side.heldBack(), side));
    row(rows, "Retries in all", side -> count(side.retries(), side));
    row(rows, "Stopped, not counted", side -> count(side.group().count(Outcome.STOPPED), side));
    row(rows, "Never sent, not counted", side -> count(side.group().count(Outcome.NOT_SENT), side));
    row(
        rows,
        "Answered by another model, left out",
        side ->
            Text.of(
                    Integer.toString(
                        side.leftOut().getOrDefault(Excluded.SWAPPED, 0)
                            + side.leftOut().getOrDefault(Excluded.FAILED_OVER, 0)))
                .by("left-out"));
    return new Block.Table(
        "reliability-table",
        "How requests ended, with 95 % intervals",
        List.of("", decided.a().model(), decided.b().model()),
        rows);
  }

  private void row(
      List<List<Text>> rows, String name, java.util.function.Function<SideFacts, Text> value) {
    rows.add(List.of(Text.of(name), value.apply(decided.a()), value.apply(decided.b())));
  }

  private static Text share(Share share, SideFacts side) {
    return Text.of(Figures.percent(share)).small(Figures.of(share)).by(side.evidence());
  }

  private static Text count(int number, SideFacts side) {
    return Text.of(Integer.toString(number)).by(side.evidence());
  }

  private Block chart() {
    List<Bar> bars = new ArrayList<>();
    for (SideFacts side : decided.sides()) {
      Share share = side.group().errors();
      Interval interval = share.interval().orElseThrow();
      bars.add(
          new Bar(
              side.model(),
              side.whose(),
              100 * interval.low(),
              100 * share.value().orElse(0),
              100 * interval.high(),
              Figures.percent(share) + ", " + Figures.of(share)));
    }
    return new Block.Chart(
        "errors", "Error rate in per cent, with its 95 % interval", "%", bars, null);
  }

  private Block kinds() {
    Set<String> kinds = new TreeSet<>();
    decided.sides().forEach(side -> kinds.addAll(side.failures().keySet()));
    if (kinds.isEmpty()) {
      return Block.words(
          decided.a().decided() + decided.b().decided() == 0
              ? "No request was answered or failed."
              : "No request of either model failed.");
    }
    List<List<Text>> rows = new ArrayList<>();
    for (String kind : kinds) {
      row(
          rows,
          kind,
          side ->
              Text.of(Long.toString(side.failures().getOrDefault(kind, 0L))).by(side.evidence()));
    }
    return new Block.Table(
        "failures",
        "Failures by kind, of %d requests of A and %d of B"
            .formatted(decided.a().decided(), decided.b().decided()),
        List.of("Kind", decided.a().model(), decided.b().model()),
        rows);
  }
}
