package app.diptych.ui.batch;

import app.diptych.batch.BatchOrigin;
import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchRunner;
import app.diptych.batch.BatchSide;
import app.diptych.batch.BatchStart;
import app.diptych.batch.DatasetException;
import app.diptych.batch.Pace;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What was counted becomes batches, a pair each, that wait for their turn. */
final class PairTurns {
  private final Workspace workspace;
  private final Counted counted;
  private final BatchSides sides;
  private final Background background;

  PairTurns(Workspace workspace, Counted counted, BatchSides sides, Background background) {
    this.workspace = workspace;
    this.counted = counted;
    this.sides = sides;
    this.background = background;
  }

  /**
   * Makes all of them before anything is asked, so that a pair whose turn does not come can be
   * resumed like any other. Blocks.
   *
   * @param typed the title the user gave; empty for none
   * @throws DatasetException when they cannot be kept
   */
  List<Turn> make(String typed, NanoClock clock) throws DatasetException, InterruptedException {
    List<Turn> turns = new ArrayList<>();
    String checks = counted.wish().checks().strip();
    for (BatchPair pair : counted.pairs().all()) {
      Pace pace = counted.wish().pace(pair.local());
      BatchOrigin origin =
          new BatchOrigin(
              counted.dataset().source(),
              counted.dataset().chosen(),
              checks.isEmpty() ? "" : Path.of(checks).toAbsolutePath().toString(),
              pace,
              pair.estimate().items());
      SavedBatch batch =
          BatchStart.waiting(
              workspace,
              pair.plan(),
              counted.dataset(),
              counted.title(pair, typed),
              Set.of(),
              clock.now(),
              origin);
      boolean first = turns.isEmpty();
      turns.add(
          new Turn(
              batch.id(),
              pair.plan().b(),
              pair.local(),
              (run, missing) -> ready(pair, batch, pace, first, run, missing)));
    }
    return turns;
  }

  /** A model of this machine takes side B for its turn; the first one is there. */
  private void ready(
      BatchPair pair,
      SavedBatch batch,
      Pace pace,
      boolean first,
      Consumer<BatchRunner.Job> run,
      Consumer<String> missing) {
    if (first || !isPutOnB(pair)) {
      takeOver(pair, pair.sides(), batch, pace, run, missing);
      return;
    }
    sides.put(
        Map.of(Side.B, pair.plan().b()),
        () -> {
          Map<Side, BatchSide> there = new EnumMap<>(pair.sides());
          sides.on(Side.B).ifPresent(who -> there.put(Side.B, who));
          takeOver(pair, there, batch, pace, run, missing);
        },
        missing);
  }

  private static boolean isPutOnB(BatchPair pair) {
    BatchSide b = pair.sides().get(Side.B);
    return b != null && b.local();
  }

  private void takeOver(
      BatchPair pair,
      Map<Side, BatchSide> who,
      SavedBatch batch,
      Pace pace,
      Consumer<BatchRunner.Job> run,
      Consumer<String> missing) {
    background.run(
        () -> {
          BatchStart.again(workspace, batch, false);
          return new BatchRunner.Job(
              batch, pair.plan(), counted.dataset(), who, pace, Set.of(), pair.estimate().items());
        },
        run,
        fault -> missing.accept(Words.of(fault)));
  }

  /** All have ended: the model that was on side B is there again. */
  void giveBack() {
    List<BatchPair> all = counted.pairs().all();
    if (all.stream().skip(1).anyMatch(PairTurns::isPutOnB)) {
      sides.put(Map.of(Side.B, all.getFirst().plan().b()), () -> {}, _ -> {});
    }
  }
}
