package app.diptych.batch;

import app.diptych.completion.Failure;
import app.diptych.cost.Money;
import app.diptych.gateway.BatchLines;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what of a batch is still to be asked, and writes it as requests. */
final class RemotePlan {
  /** What OpenAI takes in one file, which others took over. */
  record Limits(int requests, long bytes) {
    static final Limits USUAL = new Limits(50_000, 200_000_000);
  }

  private final BatchRunner.Job job;
  private final Taking taking;
  private final Map<Side, BatchLines> lines;

  RemotePlan(BatchRunner.Job job, Taking taking, Map<Side, BatchLines> lines) {
    this.job = job;
    this.taking = taking;
    this.lines = lines;
  }

  /** A job that is filling. */
  private static final class Filling {
    private final BitSet items = new BitSet();
    private int requests;
    private long bytes;
    private @Nullable Money most;
    private boolean priced = true;
  }

  /** Jobs for everything that has no answer and that nobody is asked for; notes broken rows. */
  List<RemoteJob> missing(RemoteJobs jobs, Limits limits)
      throws DatasetException, WorkspaceException, InterruptedException {
    List<RemoteJob> all = new ArrayList<>();
    Map<Side, Filling> filling = new EnumMap<>(Side.class);
    try (Items items = new Items(job.plan(), job.dataset())) {
      for (Item item = items.next(); item != null; item = items.next()) {
        for (Side side : open(item, jobs)) {
          int size = line(item, side).length + 1;
          Filling now = filling.computeIfAbsent(side, _ -> new Filling());
          if (now.requests == limits.requests() || now.bytes + size > limits.bytes()) {
            all.add(full(side, now));
            now = new Filling();
            filling.put(side, now);
          }
          add(item, side, size, now);
        }
      }
    }
    filling.forEach((side, rest) -> {
      if (rest.requests > 0) {
        all.add(full(side, rest));
      }
    });
    return all;
  }

  /** The sides of an item that are to be asked. */
  private Set<Side> open(Item item, RemoteJobs jobs)
      throws DatasetException, WorkspaceException, InterruptedException {
    if (taking.isSettled(item)) {
      return Set.of();
    }
    if (item.problem() != null) {
      taking.broken(item);
      return Set.of();
    }
    Map<Side, Answer> known = taking.known(item);
    Set<Side> open = java.util.EnumSet.noneOf(Side.class);
    boolean awaited = job.sides().keySet().stream().anyMatch(s -> jobs.awaits(item.number(), s));
    for (Side side : job.sides().keySet()) {
      Answer answer = known.get(side);
      // A failure beside an answer that is still to come was not asked about again by anybody.
      boolean done = answer != null && (answer.failure() == null || awaited);
      if (!done && !jobs.awaits(item.number(), side)) {
        open.add(side);
      }
    }
    if (open.isEmpty() && !awaited) {
      // It had all its answers when the program was killed, and only that was not noted.
      taking.noted(item, known);
    }
    return open;
  }

  private void add(Item item, Side side, int size, Filling now) {
    BatchSide who = job.sides().get(side);
    Money most = BatchPrice.most(taking.request(item, side), who == null ? null : who.price());
    now.items.set((int) item.number());
    now.requests++;
    now.bytes += size;
    now.priced &= most != null;
    now.most = most == null ? now.most : now.most == null ? most : now.most.plus(most);
  }

  private static RemoteJob full(Side side, Filling filled) {
    return new RemoteJob(
        UUID.randomUUID().toString(),
        side,
        filled.items,
        filled.priced ? filled.most : null,
        RemoteJob.Step.PLANNED,
        "",
        "");
  }

  private byte[] line(Item item, Side side) {
    BatchLines to = lines.get(side);
    if (to == null) {
      throw new IllegalStateException("No side " + side);
    }
    return to.request(
        AnswerFiles.id(job.batch().id(), item.number(), side), taking.request(item, side));
  }

  /** Writes the requests of these jobs, each whole, into one file. */
  long write(List<RemoteJob> jobs, Path file) throws DatasetException {
    long count = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        Items items = new Items(job.plan(), job.dataset())) {
      for (Item item = items.next(); item != null; item = items.next()) {
        for (RemoteJob one : jobs) {
          if (one.asks(item.number()) && item.problem() == null) {
            out.write(line(item, one.side()));
            out.write('\n');
            count++;
          }
        }
      }
    } catch (IOException refused) {
      throw new DatasetException(file + " cannot be written: check its folder and room.", refused);
    }
    return count;
  }

  /** What an item is told that got no line. */
  static BatchLines.Result without(String gateway, RemoteState why) {
    Failure failure =
        switch (why) {
          case EXPIRED ->
              new Failure.TimedOut(
                  gateway + " did not come to this row before its batch expired.",
                  "Ask again with --resume --retry-failed.");
          case CANCELLED -> new Failure.Cancelled();
          case LOST ->
              new Failure.ProviderError(
                  gateway + " ended the batch without a word about this row.",
                  "Ask again with --resume --retry-failed.",
                  true);
          case FORGOTTEN ->
              new Failure.ProviderError(
                  gateway + " no longer has the batch with this row, or its answer.",
                  "Ask again with --resume --retry-failed.",
                  true);
          case CUT ->
              new Failure.BrokenStream(
                  gateway + " sent more than can be taken, so this row was not read.",
                  "Ask again with --resume --retry-failed.");
        };
    return new BatchLines.Result("", null, "", "", null, null, failure);
  }

  /** Why there is no line. */
  enum RemoteState {
    EXPIRED,
    CANCELLED,
    LOST,
    FORGOTTEN,
    CUT
  }
}
