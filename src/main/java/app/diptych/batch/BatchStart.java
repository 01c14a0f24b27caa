package app.diptych.batch;

import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives a plan its place in the workspace: a new session, or the one it stopped in. */
public final class BatchStart {
  private static final int PATIENCE_SECONDS = 60;

  private BatchStart() {}

  /**
   * A batch that nothing was asked of yet.
   *
   * @param title of its session
   * @throws DatasetException when it cannot be kept
   */
  public static SavedBatch anew(
      Workspace workspace,
      BatchPlan plan,
      Dataset dataset,
      String title,
      Set<String> tags,
      Instant now)
      throws DatasetException, InterruptedException {
    return anew(workspace, plan, dataset, title, tags, now, BatchOrigin.of(dataset));
  }

  /**
   * The same.
   *
   * @param origin kept beside the plan, so that it can be gone on with from a list
   */
  public static SavedBatch anew(
      Workspace workspace,
      BatchPlan plan,
      Dataset dataset,
      String title,
      Set<String> tags,
      Instant now,
      BatchOrigin origin)
      throws DatasetException, InterruptedException {
    String session = Sessions.newId();
    SavedBatch batch =
        new SavedBatch(
            Sessions.newId(),
            session,
            plan.key(dataset),
            origin.beside(plan.json(dataset)),
            now,
            null);
    var _ = workspace.sessions().create(session, title, null);
    var _ = workspace.sessions().tag(session, List.copyOf(tags));
    try {
      workspace.batches().create(batch).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return batch;
    } catch (ExecutionException | TimeoutException refused) {
      throw new DatasetException("The disk does not take the batch: check its room.", refused);
    }
  }

  /**
   * The same for a batch whose turn comes later: nobody runs it until it is gone on with.
   *
   * @throws DatasetException when it cannot be kept
   */
  public static SavedBatch waiting(
      Workspace workspace,
      BatchPlan plan,
      Dataset dataset,
      String title,
      Set<String> tags,
      Instant now,
      BatchOrigin origin)
      throws DatasetException, InterruptedException {
    SavedBatch batch = anew(workspace, plan, dataset, title, tags, now, origin);
    release(workspace, batch);
    return batch;
  }

  /**
   * The newest batch of this plan on this data, taken over where it stands; empty when there is
   * none.
   *
   * @param failedToo whether items are asked again of which a side failed
   * @throws WorkspaceException while another program runs it
   */
  public static Optional<SavedBatch> again(
      Workspace workspace, BatchPlan plan, Dataset dataset, boolean failedToo)
      throws WorkspaceException, DatasetException, InterruptedException {
    Optional<SavedBatch> found = workspace.batches().newest(plan.key(dataset));
    if (found.isPresent()) {
      again(workspace, found.get(), failedToo);
    }
    return found;
  }

  /** Lets go of a batch that does not begin now. */
  static void release(Workspace workspace, SavedBatch batch)
      throws DatasetException, InterruptedException {
    try {
      workspace.batches().end(batch, false).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException refused) {
      throw new DatasetException("The disk does not take the batch: check its room.", refused);
    }
  }

  /**
   * What a Batch API may still answer would be paid twice if it was asked directly as well. To be
   * called before a batch is taken over for that.
   *
   * @throws DatasetException when one works on this batch, with what to do
   */
  public static void requireNobodyElseAsked(Workspace workspace, SavedBatch batch)
      throws DatasetException, WorkspaceException {
    if (!new RemoteJobs(workspace, batch.id()).open().isEmpty()) {
      throw new DatasetException(
          "A Batch API still works on this batch: go on with diptych batch --resume --engine"
              + " openai-batch, or end it with --cancel as well. Asked here too, it would be paid"
              + " twice.");
    }
  }

  /**
   * Takes a batch over where it stands.
   *
   * @param failedToo whether items are asked again of which a side failed
   * @throws WorkspaceException while another program runs it
   */
  public static void again(Workspace workspace, SavedBatch batch, boolean failedToo)
      throws WorkspaceException, DatasetException, InterruptedException {
    try {
      workspace.batches().resume(batch).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (failedToo) {
        workspace.batches().reopenFailed(batch.id()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException refused) {
      throw new DatasetException("The disk does not take the batch: check its room.", refused);
    }
  }
}
