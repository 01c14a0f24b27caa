package app.diptych.report.decision;

import app.diptych.batch.CheckedRows;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the checks of batches found in the answers of two models, pair by pair; and which of the two
 * passes more rows.
 */
final class CheckedAnswers {
  private static final int PAGE = 1_000;

  private final String modelA;
  private final String modelB;
  private final CheckedRows byRow = new CheckedRows();
  private final List<List<Text>> rows = new ArrayList<>();
  private long passedA;
  private long passedB;
  private long leftOut;
  private int all;

  private CheckedAnswers(String modelA, String modelB) {
    this.modelA = modelA;
    this.modelB = modelB;
  }

  static CheckedAnswers read(Workspace from, Gathered gathered, String modelA, String modelB)
      throws WorkspaceException, InterruptedException {
    CheckedAnswers checked = new CheckedAnswers(modelA, modelB);
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
          take(trial, JsonMapper.shared().readTree(item.detail()), data);
        }
      }
    } while (page.size() == PAGE);
  }

  private void take(TrialFacts trial, JsonNode item, String data) {
    AnswerFacts a = trial.answer(Side.A).orElse(null);
    AnswerFacts b = trial.answer(Side.B).orElse(null);
    JsonNode ofA = item.path("sides").path("A").path("check");
    JsonNode ofB = item.path("sides").path("B").path("check");
    if (a == null || b == null || !ofA.path("pass").isBoolean() || !ofB.path("pass").isBoolean()) {
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
    String row = data + " " + item.path("row").asString("");
    add(trial, row, swapped ? ofB : ofA, swapped ? ofA : ofB);
  }

  private void add(TrialFacts trial, String row, JsonNode a, JsonNode b) {
    boolean passA = a.path("pass").booleanValue();
    boolean passB = b.path("pass").booleanValue();
    byRow.add(row, passA, passB);
    passedA += passA ? 1 : 0;
    passedB += passB ? 1 : 0;
    all++;
    if (rows.size() < EvidenceChapter.MOST) {
      rows.add(
          Block.row(
              "#" + trial.number(),
              trial.session(),
              passA ? "passed" : "failed: " + reason(a),
              passB ? "passed" : "failed: " + reason(b)));
    }
  }

  private static String reason(JsonNode check) {
    String reason = check.path("reason").asString("").replace('\n', ' ');
    return reason.length() <= 120 ? reason : reason.substring(0, 119) + "\u2026";
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
                .by("checks-pairs")));
    numbers.add(
        List.of(
            Text.of("McNemar's exact test of rows, two-sided"),
            Text.of(String.format(java.util.Locale.ROOT, "p = %.3g", test.p()))
                .small(Figures.n(test.onlyA() + test.onlyB()))
                .by("checks-pairs")));
    if (leftOut > 0) {
      numbers.add(
          List.of(
              Text.of("Left out, for another model or a recording answered"),
              Text.of(Figures.count(leftOut, "pair"))));
    }
    blocks.add(
        new Block.Table(
            "checks-numbers",
            "Checks of batches; an answer that failed to come has not passed",
            List.of("", "Value"),
            numbers));
    blocks.add(
        new Block.Table(
            "checks-pairs",
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
            .by("checks-numbers"));
  }

  private static void row(List<List<Text>> rows, String name, Optional<Estimate> share) {
    share.ifPresent(one ->
        rows.add(
            List.of(
                Text.of(name),
                Text.of(Figures.percent(one)).small(Figures.n(one.n())).by("checks-pairs"))));
  }
}
