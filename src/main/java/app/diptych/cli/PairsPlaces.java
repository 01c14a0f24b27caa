package app.diptych.cli;

import app.diptych.batch.BatchOrigin;
import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchPairs;
import app.diptych.batch.BatchPlan;
import app.diptych.batch.BatchStart;
import app.diptych.batch.Dataset;
import app.diptych.batch.DatasetException;
import app.diptych.batch.Pace;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives each pair its batch in the workspace: a new one, or the one it goes on with. */
final class PairsPlaces {
  private final BatchCommand asked;
  private final Workspace workspace;
  private final Dataset data;

  PairsPlaces(BatchCommand asked, Workspace workspace, Dataset data) {
    this.asked = asked;
    this.workspace = workspace;
    this.data = data;
  }

  /**
   * All of them before anything is asked, so that a pair that does not begin today can be gone on
   * with like any other.
   *
   * @throws NotStarted when there is none to go on with, with what to do
   */
  List<PairsRun.Turn> of(BatchPairs pairs)
      throws InterruptedException, DatasetException, WorkspaceException {
    // Who exports may have exported before, and who imports has.
    boolean again = asked.resume || asked.away.isImport();
    List<Optional<SavedBatch>> found = new ArrayList<>();
    List<Pace> paces = new ArrayList<>();
    for (BatchPair pair : pairs.all()) {
      paces.add(asked.pace.pace(pair.local(), asked.questions.shuffle));
      found.add(again ? existing(pair.plan()) : Optional.empty());
    }
    if (again && found.stream().allMatch(Optional::isEmpty)) {
      throw new NotStarted(
          "There is no batch to resume with this data set, these models and these"
              + " settings: give the same command as before, or leave --resume out.");
    }
    List<PairsRun.Turn> turns = new ArrayList<>();
    for (BatchPair pair : pairs.all()) {
      Pace pace = paces.get(turns.size());
      Optional<SavedBatch> before = found.get(turns.size());
      SavedBatch batch =
          before.isPresent() ? before.get() : anew(pair, pace, title(pair.plan(), pairs.several()));
      turns.add(new PairsRun.Turn(pair, pace, batch));
    }
    return turns;
  }

  private Optional<SavedBatch> existing(BatchPlan plan)
      throws InterruptedException, DatasetException, WorkspaceException {
    Optional<SavedBatch> found = asked.away.batch(workspace, plan.key(data));
    if (found.isPresent() && !asked.engine.isBatchApi() && !asked.away.isFile()) {
      BatchStart.requireNobodyElseAsked(workspace, found.get());
    }
    return found;
  }

  private SavedBatch anew(BatchPair pair, Pace pace, String title)
      throws InterruptedException, DatasetException {
    BatchOrigin origin =
        new BatchOrigin(
            data.source(),
            data.chosen(),
            asked.questions.checksFile(),
            pace,
            pair.estimate().items());
    return BatchStart.waiting(
        workspace, pair.plan(), data, title, asked.tags, NanoClock.system().now(), origin);
  }

  private String title(BatchPlan plan, boolean several) {
    String given = asked.title;
    String models = plan.a() + ", " + plan.b();
    return given == null ? data.name() + ": " + models : several ? given + ": " + models : given;
  }
}
