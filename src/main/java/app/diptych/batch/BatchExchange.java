package app.diptych.batch;

import app.diptych.gateway.BatchLines;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets engines elsewhere answer a batch, such as vLLM's {@code run-batch}: writes what has no
 * answer as files of requests, and takes the files of answers back, in any order and in any number
 * of pieces.
 */
public final class BatchExchange {
  private static final RemotePlan.Limits ENDLESS =
      new RemotePlan.Limits(Integer.MAX_VALUE, Long.MAX_VALUE);

  private final Workspace workspace;

  public BatchExchange(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Writes requests: one file when both sides ask one model, else one for each, beside the name
   * that was given.
   *
   * @return how many requests are in each file
   */
  public Map<Path, Long> write(BatchRunner.Job job, Path file)
      throws DatasetException, WorkspaceException, InterruptedException {
    Taking taking = new Taking(job, workspace);
    RemotePlan plan = new RemotePlan(job, taking, lines(job));
    RemoteJobs jobs = new RemoteJobs(workspace, job.batch().id());
    List<RemoteJob> missing = plan.missing(jobs, ENDLESS);
    taking.end();
    Map<Path, List<RemoteJob>> files = new LinkedHashMap<>();
    boolean one =
        job.sides().values().stream().map(BatchSide::requestModel).distinct().count() == 1;
    for (RemoteJob part : missing) {
      Path target = one ? file : ofSide(file, part.side());
      files.computeIfAbsent(target, _ -> new ArrayList<>()).add(part);
    }
    Map<Path, Long> written = new LinkedHashMap<>();
    for (Map.Entry<Path, List<RemoteJob>> entry : files.entrySet()) {
      Path whole = entry.getKey().toAbsolutePath();
      Path part = whole.resolveSibling(whole.getFileName() + ".part");
      written.put(entry.getKey(), plan.write(entry.getValue(), part));
      try {
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException refused) {
        throw new DatasetException(whole + " cannot be written: check its folder.", refused);
      }
    }
    return written;
  }

  /**
   * The newest batch of a plan that these files answer, else the newest of all; empty when there is
   * none. Who exported twice has two of them.
   */
  public Optional<SavedBatch> batch(String planKey, List<Path> answers)
      throws DatasetException, WorkspaceException {
    List<SavedBatch> all =
        workspace.batches().list().stream().filter(one -> one.planKey().equals(planKey)).toList();
    if (all.size() > 1) {
      for (SavedBatch one : all) {
        if (isAnswered(one, answers)) {
          return Optional.of(one);
        }
      }
    }
    return all.stream().findFirst();
  }

  private static boolean isAnswered(SavedBatch batch, List<Path> files) throws DatasetException {
    try (AnswerFiles answers = new AnswerFiles(batch.id())) {
      for (Path file : files) {
        answers.add(file);
      }
      return answers.any();
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static DatasetException unreadable(IOException cause) {
    return new DatasetException(
        "The file of answers cannot be read: check its name and permissions.", cause);
  }

  /** {@code requests.jsonl} becomes {@code requests-a.jsonl}. */
  static Path ofSide(Path file, Side side) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String mark = "-" + side.name().toLowerCase(Locale.ROOT);
    return file.resolveSibling(
        dot < 1 ? name + mark : name.substring(0, dot) + mark + name.substring(dot));
  }

  /**
   * Takes files of answers. What has no line in them stays open; a good answer takes the place of a
   * failure.
   *
   * @param told hears what is wrong with them, a sentence each time
   */
  public BatchEnd read(BatchRunner.Job job, List<Path> files, Consumer<String> told)
      throws DatasetException, WorkspaceException, InterruptedException {
    Taking taking = new Taking(job, workspace);
    Map<Side, BatchLines> lines = lines(job);
    RemoteJobs jobs = new RemoteJobs(workspace, job.batch().id());
    BitSet failed = workspace.batches().failed(job.batch().id());
    long late = 0;
    try (AnswerFiles answers = new AnswerFiles(job.batch().id());
        Items items = new Items(job.plan(), job.dataset())) {
      for (Path file : files) {
        answers.add(file);
      }
      for (Item item = items.next(); item != null; item = items.next()) {
        long number = item.number();
        Map<Side, BatchLines.Result> results = new EnumMap<>(Side.class);
        for (Map.Entry<Side, BatchLines> side : lines.entrySet()) {
          if (item.problem() == null) {
            String model = taking.request(item, side.getKey()).model();
            BatchLines.Result came = answers.result(number, side.getKey(), side.getValue(), model);
            if (came != null) {
              results.put(side.getKey(), came);
            }
          }
        }
        if (failed.get((int) number)) {
          taking.reopen(item, results);
        }
        late += taking.take(item, results, true, side -> jobs.awaits(number, side));
      }
      if (late > 0) {
        told.accept(
            String.format(
                Locale.ROOT, "Left out: %,d answers to what has its answer already.", late));
      }
      String oddities = answers.oddities();
      if (!oddities.isEmpty()) {
        told.accept(oddities);
      }
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    } finally {
      taking.end();
    }
    long open = Math.max(0, job.total() - taking.settled());
    return new BatchEnd(
        open == 0, false, open, "", taking.progress(Duration.ZERO, jobs.open().size()));
  }

  private static Map<Side, BatchLines> lines(BatchRunner.Job job) {
    Map<Side, BatchLines> lines = new EnumMap<>(Side.class);
    job.sides()
        .forEach((side, who) ->
            lines.put(
                side,
                BatchLines.elsewhere(
                    who.model().substring(0, Math.max(1, who.model().indexOf('/'))))));
    return lines;
  }
}
