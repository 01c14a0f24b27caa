package app.diptych.cli;

import app.diptych.batch.BatchEnd;
import app.diptych.batch.BatchExchange;
import app.diptych.batch.BatchRunner;
import app.diptych.batch.DatasetException;
import app.diptych.batch.RemoteRunner;
import app.diptych.gateway.BatchApi;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ways of a batch beyond this machine. */
final class BatchAway {
  @Option(
      names = "--cancel",
      description =
          "With --engine openai-batch --resume: end it at the gateway, take what is there.")
  boolean cancel;

  @Option(
      names = "--export-batch",
      paramLabel = "FILE",
      description = "Ask nothing: write the requests as JSON Lines for an engine elsewhere.")
  @Nullable Path export;

  @Option(
      names = "--import-batch",
      paramLabel = "FILE",
      description = "Take the answers to them; may be given more than once.")
  List<Path> imports = new ArrayList<>();

  /**
   * @throws IllegalArgumentException for what makes no sense together, with a sentence
   */
  void check(boolean api, boolean resume) {
    if ((api ? 1 : 0) + (isExport() ? 1 : 0) + (isImport() ? 1 : 0) > 1) {
      throw new IllegalArgumentException(
          "Choose one of --engine openai-batch, --export-batch and --import-batch.");
    }
    if (cancel && !(api && resume)) {
      throw new IllegalArgumentException("--cancel goes with --engine openai-batch --resume.");
    }
    for (Path file : imports) {
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException(
            "The file of answers " + file + " cannot be read: check its name and permissions.");
      }
    }
  }

  boolean isExport() {
    return export != null;
  }

  boolean isImport() {
    return !imports.isEmpty();
  }

  /** Whether answers come or requests go by file, so that no gateway need be known. */
  boolean isFile() {
    return isExport() || isImport();
  }

  /**
   * The batch of a plan to go on with: the one whose answers the files are, else the newest; empty
   * when there is none.
   */
  Optional<SavedBatch> batch(Workspace workspace, String planKey)
      throws DatasetException, WorkspaceException {
    return new BatchExchange(workspace).batch(planKey, imports);
  }

  int export(Workspace workspace, BatchRunner.Job job, Terminal terminal)
      throws InterruptedException, DatasetException, WorkspaceException {
    Path file = export == null ? Path.of("") : export;
    Map<Path, Long> written = new BatchExchange(workspace).write(job, file);
    written.forEach((name, count) ->
        terminal.print(String.format(Locale.ROOT, "%,d requests are in %s", count, name)));
    terminal.print(
        written.isEmpty()
            ? "Everything has an answer already."
            : "The same command with --import-batch in the place of --export-batch takes the answers.");
    return Exit.FINE;
  }

  BatchEnd read(Workspace workspace, BatchRunner.Job job, Terminal terminal)
      throws InterruptedException, DatasetException, WorkspaceException {
    return new BatchExchange(workspace).read(job, imports, terminal::tell);
  }

  BatchEnd run(
      Rooms rooms, Workspace workspace, BatchRunner.Job job, BatchStop stop, Terminal terminal)
      throws InterruptedException, DatasetException, WorkspaceException {
    Map<Side, BatchApi> apis = new EnumMap<>(Side.class);
    job.sides().forEach((side, who) -> apis.put(side, rooms.batchApi(who.model())));
    RemoteRunner runner =
        new RemoteRunner(
            workspace,
            apis,
            rooms.spending(),
            NanoClock.system(),
            rooms.temporary(),
            RemoteRunner.Rhythm.USUAL);
    stop.ends(runner::stop);
    return runner.run(job, cancel, terminal::tell);
  }
}
