package app.diptych.report.decision;

import app.diptych.batch.CheckedRows;
import app.diptych.batch.check.CheckResult;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.McNemar;
import app.diptych.review.stats.Wilson;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What checks found in the answers of two models, pair by pair; and which of the two passes more
 * rows.
 */
final class CheckedAnswers {
  private static final int PAGE = 1_000;
  private static final int REASON = 120;

  private final String id;
  private final String of;
  private final String modelA;
  private final String modelB;
  private final CheckedRows byRow = new CheckedRows();
  private final List<List<Text>> rows = new ArrayList<>();
  private long passedA;
  private long passedB;
  private long leftOut;
  private int all;

  /**
   * @param id the beginning of the ids of its tables
   * @param of whose checks they are, for people
   */
  private CheckedAnswers(String id, String of, String modelA, String modelB) {
    this.id = id;
    this.of = of;
    this.modelA = modelA;
    this.modelB = modelB;
  }

  /** What the checks of this report found; a row is a prompt. */
  static CheckedAnswers ofReport(Gathered gathered, String modelA, String modelB) {
    CheckedAnswers checked =
        new CheckedAnswers(
            "report-checks",
            "Checks of " + gathered.checks().name() + ", held against the recorded answers",
            modelA,
            modelB);
    for (Gathered.Session session : gathered.sessions()) {
      for (TrialFacts trial : session.trials()) {
        CheckResult a = trial.answer(Side.A).map(AnswerFacts::checked).orElse(null);
        CheckResult b = trial.answer(Side.B).map(AnswerFacts::checked).orElse(null);
        if (a != null && b != null) {
          checked.take(trial, Long.toHexString(trial.promptKey()), a, b);
        }
      }
    }
    return checked;
  }

  /** What the checks of batches found. */
  static CheckedAnswers ofBatches(Workspace from, Gathered gathered, String modelA, String modelB)
      throws WorkspaceException, InterruptedException {
    CheckedAnswers checked = new CheckedAnswers("checks", "Checks of batches", modelA, modelB);
    Map<String, TrialFacts> trials = new HashMap<>();
    gathered
        .sessions()
        .forEach(session -> session.trials().forEach(trial -> trials.put(trial.id(), trial)));
    List<String> sessions =
        gathered.sessions().stream().map(session -> session.summary().id()).toList();
    for (SavedBatch batch : from.batches().list()) {
      if (sessions.contains(batch.session())) {
        checked.take(from, batch, trials);
      }
    }
    return checked;
  }

  private void take(Workspace from, SavedBatch batch, Map<String, TrialFacts> trials)
      throws WorkspaceException, InterruptedException {
    String data = JsonMapper.shared().readTree(batch.plan()).path("fingerprint").asString("");
    long after = -1;
    List<SettledItem> page;
    do {
      Gathered.stopIfAsked();
      page = from.batches().items(batch.id(), after, PAGE);
      for (SettledItem item : page) {
        after = item.item();
        TrialFacts trial = item.trial() == null ? null : trials.get(item.trial());
        if (trial != null) {
          JsonNode detail = JsonMapper.shared().readTree(item.detail());
          CheckResult a = result(detail.path("sides").path("A").path("check"));
          CheckResult b = result(detail.path("sides").path("B").path("check"));
          if (a != null && b != null) {
            take(trial, data + " " + detail.path("row").asString(""), a, b);
          }
        }
      }
    } while (page.size() == PAGE);
  }

  private static @Nullable CheckResult result(JsonNode check) {
    return check.path("pass").isBoolean()
        ? new CheckResult(
            check.path("pass").booleanValue(),
            check.path("score").asDouble(0),
            check.path("reason").asString(""))
        : null;
  }

  private void take(TrialFacts trial, String row, CheckResult ofA, CheckResult ofB) {
    AnswerFacts a = trial.answer(Side.A).orElse(null);
    AnswerFacts b = trial.answer(Side.B).orElse(null);
    if (a == null || b == null) {
      return;
    }
    boolean swapped = a.model().equals(modelB) && b.model().equals(modelA);
    if (!swapped && (!a.model().equals(modelA) || !b.model().equals(modelB))) {
      return;
    }
    if (a.excluded() != null || b.excluded() != null) {
      leftOut++;
      return;
    }
    add(trial, row, swapped ? ofB : ofA, swapped ? ofA : ofB);
  }

  private void add(TrialFacts trial, String row, CheckResult a, CheckResult b) {
    byRow.add(row, a.pass(), b.pass());
    passedA += a.pass() ? 1 : 0;
    passedB += b.pass() ? 1 : 0;
    all++;
    if (rows.size() < EvidenceChapter.MOST) {
      rows.add(Block.row("#" + trial.number(), trial.session(), words(a), words(b)));
    }
  }

  private static String words(CheckResult result) {
    String reason = result.reason().replace('\n', ' ');
    return result.pass()
        ? "passed"
        : "failed: "
            + (reason.length() <= REASON ? reason : reason.substring(0, REASON - 1) + "\u2026");
  }

  /** Adds what there is to tell; nothing when no pair was checked. */
  void tell(List<Block> blocks, List<Text> said) {
    McNemar test = byRow.test().orElse(null);
    if (test == null) {
      return;
    }
    long n = test.both() + test.onlyA() + test.onlyB() + test.neither();
    List<List<Text>> numbers = new ArrayList<>();
    row(numbers, "Answers of A that passed", Wilson.share(passedA, all));
    row(numbers, "Answers of B that passed", Wilson.share(passedB, all));
    numbers.add(
        List.of(
            Text.of("Rows, where more than half of the answers passed"),
            Text.of(
                    "both passed %,d, only A %,d, only B %,d, neither %,d"
                        .formatted(test.both(), test.onlyA(), test.onlyB(), test.neither()))
                .small(Figures.n(n))
                .by(id + "-pairs")));
    numbers.add(
        List.of(
            Text.of("McNemar's exact test of rows, two-sided"),
            Text.of(String.format(java.util.Locale.ROOT, "p = %.3g", test.p()))
                .small(Figures.n(test.onlyA() + test.onlyB()))
                .by(id + "-pairs")));
    if (leftOut > 0) {
      numbers.add(
          List.of(
              Text.of("Left out, for another model or a recording answered"),
              Text.of(Figures.count(leftOut, "pair"))));
    }
    blocks.add(
        new Block.Table(
            id + "-numbers",
            of + "; an answer that failed to come has not passed",
            List.of("", "Value"),
            numbers));
    blocks.add(
        new Block.Table(
            id + "-pairs",
            "Checked pairs; " + EvidenceChapter.shown(all),
            List.of("Trial", "Session", modelA, modelB),
            rows));
    said.add(
        Text.of(
                test.p() <= 0.05
                    ? "%s passes the checks of more rows, by McNemar's test (p = %.3g)."
                        .formatted(test.onlyA() > test.onlyB() ? modelA : modelB, test.p())
                    : "The checks show no difference between rows (p = %.3g).".formatted(test.p()))
            .small(Figures.n(n) + ".")
            .by(id + "-numbers"));
  }

  private void row(List<List<Text>> rows, String name, Optional<Estimate> share) {
    share.ifPresent(one ->
        rows.add(
            List.of(
                Text.of(name),
                Text.of(Figures.percent(one)).small(Figures.n(one.n())).by(id + "-pairs"))));
  }
}
