package app.diptych.cli;

import app.diptych.batch.BatchEnd;
import app.diptych.batch.BatchEstimate;
import app.diptych.batch.BatchFile;
import app.diptych.batch.BatchOrigin;
import app.diptych.batch.BatchPlan;
import app.diptych.batch.BatchRunner;
import app.diptych.batch.BatchSide;
import app.diptych.batch.BatchStart;
import app.diptych.batch.BatchSummary;
import app.diptych.batch.Dataset;
import app.diptych.batch.DatasetException;
import app.diptych.batch.Pace;
import app.diptych.batch.PromptDataset;
import app.diptych.batch.Prompting;
import app.diptych.batch.check.CheckFile;
import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.batch.check.LeftOutChecks;
import app.diptych.completion.Sampling;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Prompts;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks two models everything in a data set, and keeps every answer as a session. */
@Command(
    name = "batch",
    description = {
      "Asks two models everything in a data set, and keeps every answer as a session.",
      "It can be stopped, or killed, and goes on with --resume where it was."
    },
    footer = {
      "",
      "DATASET is a file of JSON Lines (plain, MT-Bench, Arena-Hard, OpenAI batch or evals,",
      "promptfoo tests), CSV, a promptfoo configuration, or library:WORDS for the prompts of",
      "the library with those words. Columns are variables: -p \"Translate: {{text}}\".",
      "",
      "--engine openai-batch lets the Batch API of the gateways answer, within hours and at its",
      "price; --export-batch and --import-batch do it by files.",
      "",
      "Exit code: 0 everything was answered, 1 a row failed, 2 nothing was started,",
      "130 interrupted."
    })
final class BatchCommand implements Callable<Integer> {
  private static final String LIBRARY = "library:";
  private static final int USUAL_CONCURRENCY = 4;

  private final DiptychCommand root;

  @Parameters(paramLabel = "DATASET", description = "What is asked.")
  String dataset = "";

  @Option(
      names = "--a",
      paramLabel = "MODEL",
      description = "The model of side A. Default: ${DEFAULT-VALUE}.",
      defaultValue = "demo/small")
  String a = "demo/small";

  @Option(
      names = "--b",
      paramLabel = "MODEL",
      description = "The model of side B. Default: ${DEFAULT-VALUE}.",
      defaultValue = "demo/base")
  String b = "demo/base";

  @Option(
      names = {"-p", "--prompt"},
      paramLabel = "TEXT",
      description =
          "A template with the columns as blanks, such as {{text}}; each one given is asked of every row.")
  List<String> prompts = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A template in a UTF-8 file.")
  List<Path> promptFiles = new ArrayList<>();

  @Option(
      names = {"-s", "--system"},
      paramLabel = "TEXT",
      description = "The system prompt of conversations that have none.")
  String system = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write everything as JSON Lines, a side as compare --json prints it.")
  @Nullable Path out;

  @Option(
      names = "--checks",
      paramLabel = "FILE",
      description = "Checks for every answer, as promptfoo writes its assertions (YAML or JSON).")
  @Nullable Path checks;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Rows under way at once. Default: 4, and 1 for models of this machine.")
  @Nullable Integer concurrency;

  @Option(
      names = "--repeat",
      paramLabel = "K",
      description = "Ask each row so many times. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  int repeat = 1;

  @Option(names = "--resume", description = "Go on with this batch where it was.")
  boolean resume;

  @Option(
      names = "--retry-failed",
      description = "With --resume: ask again where a side failed, but only that side.")
  boolean retryFailed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Rows arrive at this rate a second, whether the models keep up or not.")
  @Nullable Double rate;

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      description = "With --rate: constant or poisson. Default: ${DEFAULT-VALUE}.",
      defaultValue = "constant")
  Arrivals arrivals = Arrivals.CONSTANT;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "Ask the first N rows before, without measuring or keeping them.",
      defaultValue = "0")
  int warmUp;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description = "Mix the order of the rows, the same for the same seed.")
  @Nullable Long shuffle;

  @Mixin BatchAway away = new BatchAway();

  @Option(
      names = "--in-turn",
      description = "Ask one side after the other, each with this machine for itself.")
  boolean inTurn;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      split = ",",
      description = "0 to 2; several, with commas, are all tried. Default: the provider's own.")
  List<Double> temperatures = new ArrayList<>();

  @Option(names = "--top-p", paramLabel = "P", description = "Above 0, at most 1.")
  @Nullable Double topP;

  @Option(names = "--max-tokens", paramLabel = "N", description = "Most tokens of an answer.")
  @Nullable Integer maxTokens;

  @Option(names = "--seed", paramLabel = "N", description = "For the same answers again.")
  @Nullable Long seed;

  @Option(names = "--stop", paramLabel = "TEXT", description = "Ends an answer; up to 4 times.")
  List<String> stop = new ArrayList<>();

  @Option(
      names = "--dry-run",
      description = "Ask nothing: tell how many rows there are and what they would cost.")
  boolean dryRun;

  @Option(names = "--title", paramLabel = "TEXT", description = "The title of the session.")
  @Nullable String title;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A fallback policy for this run. Without one no other model ever answers.")
  @Nullable Path policy;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Whom it is for, in the ledger and for budgets; may be given more than once.")
  Set<String> tags = new LinkedHashSet<>();

  @Mixin EngineOptions engine = new EngineOptions();

  /** How rows arrive. */
  enum Arrivals {
    CONSTANT,
    POISSON
  }

  BatchCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = root.terminal();
    if (retryFailed && !resume) {
      throw new IllegalArgumentException("--retry-failed goes with --resume.");
    }
    away.check(engine.isBatchApi(), resume);
    CheckReader reader = new CheckReader();
    BatchPlan plan = plan(reader);
    FallbackPolicy fallback = policy == null ? null : PolicyText.read(policy);
    try (Rooms rooms = root.open()) {
      Dataset data = dataset(rooms);
      tellLeftOut(reader.leftOut().keySet(), terminal);
      if (!engine.isBatchApi()) {
        rooms.useEngine(engine::over);
      }
      if (policy != null && fallback != null) {
        rooms.usePolicy(fallback, policy);
      }
      Map<Side, BatchSide> sides = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        String model = side == Side.A ? a : b;
        switch (rooms.models().find(side, model)) {
          case Found found when !away.isFile() || !found.local() ->
              sides.put(side, BatchSide.of(found));
          case Found _ -> sides.put(side, BatchSide.elsewhere(model));
          case Unknown _ when away.isFile() -> sides.put(side, BatchSide.elsewhere(model));
          case Unknown unknown -> {
            terminal.complain(unknown.failure());
            return Exit.NOT_STARTED;
          }
        }
      }
      BatchEstimate estimate = BatchEstimate.of(plan, data, sides);
      tellLeftOut(data.leftOut(), terminal);
      if (dryRun) {
        terminal.print(
            root.json
                ? BatchText.json(data, estimate).toPrettyString()
                : BatchText.dryRun(data, plan, estimate));
        return Exit.FINE;
      }
      return run(rooms, plan, data, sides, estimate, terminal);
    } catch (DatasetException refused) {
      throw new NotStarted(String.valueOf(refused.getMessage()), refused);
    } catch (WorkspaceException refused) {
      throw new NotStarted(refused.sentence(), refused);
    }
  }

  private int run(
      Rooms rooms,
      BatchPlan plan,
      Dataset data,
      Map<Side, BatchSide> sides,
      BatchEstimate estimate,
      Terminal terminal)
      throws InterruptedException, DatasetException, WorkspaceException {
    if (engine.isBatchApi()) {
      // Who cannot ask one is told before anything is kept.
      sides.values().forEach(side -> rooms.batchApi(side.model()));
    }
    Pace pace = pace(sides, terminal);
    NanoClock clock = NanoClock.system();
    Workspace workspace = rooms.workspaceToSave();
    // Who exports may have exported before, and who imports has.
    boolean again = resume || away.isImport();
    SavedBatch batch =
        again
            ? again(workspace, plan, data)
            : anew(workspace, plan, data, origin(data, pace, estimate), clock);
    var job = new BatchRunner.Job(batch, plan, data, sides, pace, tags, estimate.items());
    rooms.spending().listen(alert -> terminal.tell(alert.sentence()));
    if (away.isExport()) {
      return away.export(workspace, job, terminal);
    }
    BatchEnd end = end(rooms, workspace, job, clock, terminal);
    if (end.stopped() && engine.isBatchApi()) {
      terminal.tell(
          "It goes on at the gateway: the same command with --resume follows it, and with --cancel"
              + " also ends it.");
      return Exit.INTERRUPTED;
    }
    if (end.stopped()) {
      terminal.tell(
          String.format(
              Locale.ROOT,
              "Stopped after %,d of %,d: the same command with --resume goes on.",
              end.last().settled(),
              estimate.items()));
      return Exit.INTERRUPTED;
    }
    BatchSummary summary = BatchSummary.of(workspace, batch);
    terminal.print(
        root.json
            ? BatchText.json(batch, data, sides, summary, end).toPrettyString()
            : BatchText.of(batch, sides, summary, end));
    if (!end.why().isEmpty()) {
      terminal.complain("Ended early. " + end.why());
    }
    write(workspace, batch, terminal);
    boolean failed =
        summary.broken() > 0
            || summary.sides().values().stream().anyMatch(side -> side.failed() > 0);
    return failed || !end.whole() ? Exit.FAILED : Exit.FINE;
  }

  private BatchEnd end(
      Rooms rooms, Workspace workspace, BatchRunner.Job job, NanoClock clock, Terminal terminal)
      throws InterruptedException, DatasetException, WorkspaceException {
    if (away.isImport()) {
      return away.read(workspace, job, terminal);
    }
    if (engine.isBatchApi()) {
      return away.run(rooms, workspace, job, clock, terminal);
    }
    BatchRunner runner = new BatchRunner(rooms.trials(), workspace, clock);
    rooms.onInterrupt(runner::stop);
    BatchProgressText progress = new BatchProgressText(terminal);
    BatchEnd end = runner.run(job, progress);
    progress.end();
    return end;
  }

  private void write(Workspace workspace, SavedBatch batch, Terminal terminal)
      throws WorkspaceException {
    Path file = out;
    if (file == null) {
      return;
    }
    try {
      long lines = BatchFile.write(workspace, batch, file);
      terminal.tell(String.format(Locale.ROOT, "%,d lines are in %s.", lines, file));
    } catch (IOException refused) {
      terminal.complain(
          "%s was not written: %s. The session has everything."
              .formatted(file, WholeFile.reason(refused)));
    }
  }

  private SavedBatch anew(
      Workspace workspace, BatchPlan plan, Dataset data, BatchOrigin origin, NanoClock clock)
      throws InterruptedException, DatasetException {
    String name = title == null ? data.name() + ": " + a + ", " + b : title;
    return BatchStart.anew(workspace, plan, data, name, tags, clock.now(), origin);
  }

  /** So that the window can go on with it as it was begun. */
  private BatchOrigin origin(Dataset data, Pace pace, BatchEstimate estimate) {
    String file = checks == null ? "" : checks.toAbsolutePath().toString();
    return new BatchOrigin(data.source(), data.chosen(), file, pace, estimate.items());
  }

  private SavedBatch again(Workspace workspace, BatchPlan plan, Dataset data)
      throws InterruptedException, DatasetException, WorkspaceException {
    SavedBatch found =
        away.batch(workspace, plan.key(data))
            .orElseThrow(() ->
                new NotStarted(
                    "There is no batch to resume with this data set, these models and these"
                        + " settings: give the same command as before, or leave --resume out."));
    if (!engine.isBatchApi() && !away.isFile()) {
      BatchStart.requireNobodyElseAsked(workspace, found);
    }
    BatchStart.again(workspace, found, retryFailed);
    return found;
  }

  private Pace pace(Map<Side, BatchSide> sides, Terminal terminal) {
    boolean local = sides.values().stream().anyMatch(BatchSide::local);
    int usual = rate != null ? 256 : USUAL_CONCURRENCY;
    int atOnce = concurrency == null ? usual : concurrency;
    if (local && concurrency != null && concurrency > 1) {
      terminal.tell("A model of this machine answers one at a time, so one row is asked at once.");
    }
    return new Pace(
        local ? 1 : atOnce,
        rate,
        arrivals == Arrivals.POISSON,
        shuffle == null ? 1 : shuffle,
        warmUp,
        inTurn);
  }

  private BatchPlan plan(CheckReader reader) {
    List<Prompting> templates = new ArrayList<>();
    prompts.forEach(text -> templates.add(Prompting.of(system, text)));
    promptFiles.forEach(file -> templates.add(Prompting.of(system, read(file))));
    List<Sampling> samplings = new ArrayList<>();
    for (Double temperature : temperatures) {
      samplings.add(new Sampling(temperature, topP, maxTokens, seed, stop));
    }
    if (samplings.isEmpty()) {
      samplings.add(new Sampling(null, topP, maxTokens, seed, stop));
    }
    CheckList list = checks == null ? CheckList.NONE : CheckFile.read(checks, reader);
    String text = checks == null ? "" : list.toString();
    return new BatchPlan(a, b, templates, system, samplings, repeat, shuffle, list, text);
  }

  private Dataset dataset(Rooms rooms) throws DatasetException, WorkspaceException {
    if (!dataset.startsWith(LIBRARY)) {
      return Dataset.of(Path.of(dataset));
    }
    String words = dataset.substring(LIBRARY.length());
    List<Prompt> all = new ArrayList<>(PromptLibrary.bundled().prompts());
    Optional<Workspace> workspace = rooms.workspace();
    if (workspace.isPresent()) {
      workspace.get().prompts().list().stream().map(Prompts.Used::prompt).forEach(all::add);
    }
    return PromptDataset.of(dataset, new PromptLibrary(all).search(words));
  }

  private static void tellLeftOut(Set<String> types, Terminal terminal) {
    String sentence = LeftOutChecks.sentence(types);
    if (!sentence.isEmpty()) {
      terminal.tell(sentence);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "The template " + file + " cannot be read as UTF-8 text: check its name and permissions.",
          unreadable);
    }
  }
}
