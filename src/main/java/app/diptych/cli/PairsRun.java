package app.diptych.cli;

import app.diptych.batch.BatchEnd;
import app.diptych.batch.BatchFile;
import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchRunner;
import app.diptych.batch.BatchSide;
import app.diptych.batch.BatchStart;
import app.diptych.batch.BatchSummary;
import app.diptych.batch.Dataset;
import app.diptych.batch.DatasetException;
import app.diptych.batch.Pace;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs the pairs of a batch one after another, until one is stopped or ends early. */
final class PairsRun {
  private final BatchCommand asked;
  private final Rooms rooms;
  private final Workspace workspace;
  private final Dataset data;
  private final List<Turn> turns;
  private final Terminal terminal;
  private final BatchStop stop;
  private final PairsTable table = new PairsTable();
  private final ArrayNode documents = JsonNodeFactory.instance.arrayNode();
  private boolean failed;

  /** A pair, and the batch that keeps what comes of it. */
  record Turn(BatchPair pair, Pace pace, SavedBatch batch) {}

  /**
   * @param turns at least one
   */
  PairsRun(
      BatchCommand asked,
      Rooms rooms,
      Workspace workspace,
      Dataset data,
      List<Turn> turns,
      Terminal terminal) {
    this.asked = asked;
    this.rooms = rooms;
    this.workspace = workspace;
    this.data = data;
    this.turns = List.copyOf(turns);
    this.terminal = terminal;
    this.stop = new BatchStop(rooms);
  }

  /** Returns the exit code: the worst of all pairs. */
  int run() throws InterruptedException, DatasetException, WorkspaceException {
    for (int i = 0; i < turns.size(); i++) {
      if (several()) {
        BatchPair pair = turns.get(i).pair();
        terminal.tell(place(i) + ": " + pair.plan().a() + " against " + pair.plan().b());
      }
      BatchEnd end;
      try {
        end = run(turns.get(i), several() ? place(i) + ": " : "");
      } catch (DatasetException | NotStarted | WorkspaceException refused) {
        if (i == 0) {
          throw refused;
        }
        // What was asked before is told all the same.
        endedEarly(
            i,
            refused instanceof WorkspaceException closed
                ? closed.sentence()
                : String.valueOf(refused.getMessage()));
        break;
      }
      if (end.stopped()) {
        return stopped(i, end);
      }
      if (!end.why().isEmpty()) {
        endedEarly(i, end.why());
        break;
      }
    }
    if (several()) {
      terminal.print(
          asked.json()
              ? JsonNodeFactory.instance.objectNode().set("pairs", documents).toPrettyString()
              : table.text());
    }
    write();
    return failed ? Exit.FAILED : Exit.FINE;
  }

  /** Writes what the first pair has no answer for, and asks nothing. */
  int export() throws InterruptedException, DatasetException, WorkspaceException {
    return asked.away.export(workspace, job(turns.getFirst()), terminal);
  }

  private boolean several() {
    return turns.size() > 1;
  }

  private String place(int turn) {
    return String.format(Locale.ROOT, "pair %d of %d", turn + 1, turns.size());
  }

  private BatchEnd run(Turn turn, String place)
      throws InterruptedException, DatasetException, WorkspaceException {
    BatchRunner.Job job = job(turn);
    BatchEnd end = end(job, place);
    if (end.stopped()) {
      return end;
    }
    BatchSummary summary = BatchSummary.of(workspace, turn.batch());
    table.add(new PairsTable.Row(turn.pair(), turn.batch(), summary));
    tell(turn, job.sides(), summary, end);
    failed |=
        !end.whole()
            || summary.broken() > 0
            || summary.sides().values().stream().anyMatch(side -> side.failed() > 0);
    return end;
  }

  /** Takes its batch over, and its models onto the sides. */
  private BatchRunner.Job job(Turn turn)
      throws InterruptedException, DatasetException, WorkspaceException {
    Map<Side, BatchSide> sides =
        asked.models.sides(rooms, turn.pair().plan().b(), asked.away.isFile());
    BatchStart.again(workspace, turn.batch(), asked.retryFailed);
    return new BatchRunner.Job(
        turn.batch(),
        turn.pair().plan(),
        data,
        sides,
        turn.pace(),
        asked.tags,
        turn.pair().estimate().items());
  }

  private BatchEnd end(BatchRunner.Job job, String place)
      throws InterruptedException, DatasetException, WorkspaceException {
    if (asked.away.isImport()) {
      return asked.away.read(workspace, job, terminal);
    }
    if (asked.engine.isBatchApi()) {
      return asked.away.run(rooms, workspace, job, stop, terminal);
    }
    BatchRunner runner = new BatchRunner(rooms.trials(), workspace, NanoClock.system());
    stop.ends(runner::stop);
    BatchProgressText progress = new BatchProgressText(terminal, place);
    BatchEnd end = runner.run(job, progress);
    progress.end();
    return end;
  }

  private void tell(Turn turn, Map<Side, BatchSide> sides, BatchSummary summary, BatchEnd end) {
    if (!asked.json()) {
      terminal.print(BatchText.of(turn.batch(), sides, summary, end) + (several() ? "\n" : ""));
      return;
    }
    var document = BatchText.json(turn.batch(), data, sides, summary, end);
    if (several()) {
      documents.add(document);
    } else {
      terminal.print(document.toPrettyString());
    }
  }

  private void endedEarly(int turn, String why) {
    failed = true;
    int left = turns.size() - turn - 1;
    terminal.complain(
        "Ended early"
            + (several() ? ", in " + place(turn) : "")
            + ". "
            + why
            + (left == 0
                ? ""
                : " The same command with --resume goes on, also with what has not begun."));
  }

  private int stopped(int turn, BatchEnd end) {
    if (asked.engine.isBatchApi()) {
      terminal.tell(
          "It goes on at the gateway: the same command with --resume follows it, and with --cancel"
              + " also ends it.");
    } else {
      terminal.tell(
          String.format(
              Locale.ROOT,
              "Stopped%s after %,d of %,d: the same command with --resume goes on.",
              several() ? " in " + place(turn) : "",
              end.last().settled(),
              turns.get(turn).pair().estimate().items()));
    }
    return Exit.INTERRUPTED;
  }

  private void write() throws WorkspaceException {
    Path file = asked.out;
    if (file == null) {
      return;
    }
    try {
      long lines = BatchFile.write(workspace, turns.stream().map(Turn::batch).toList(), file);
      terminal.tell(String.format(Locale.ROOT, "%,d lines are in %s.", lines, file));
    } catch (IOException refused) {
      terminal.complain(
          "%s was not written: %s. The session has everything."
              .formatted(file, WholeFile.reason(refused)));
    }
  }
}
