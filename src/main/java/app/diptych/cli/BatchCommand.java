package app.diptych.cli;

import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchPairs;
import app.diptych.batch.BatchPlan;
import app.diptych.batch.BatchSide;
import app.diptych.batch.Dataset;
import app.diptych.batch.DatasetException;
import app.diptych.batch.PromptDataset;
import app.diptych.batch.check.CheckReader;
import app.diptych.batch.check.LeftOutChecks;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.Prompts;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
      "It can be stopped, or killed, and goes on with --resume where it was.",
      "More models on side B make a batch and a session for each of them against A."
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

  private final DiptychCommand root;

  @Parameters(paramLabel = "DATASET", description = "What is asked.")
  String dataset = "";

  @Mixin BatchModels models = new BatchModels();

  @Mixin BatchQuestions questions = new BatchQuestions();

  @Mixin BatchPaceOptions pace = new BatchPaceOptions();

  @Mixin BatchAway away = new BatchAway();

  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write everything as JSON Lines, a side as compare --json prints it.")
  @Nullable Path out;

  @Option(names = "--resume", description = "Go on with this batch where it was.")
  boolean resume;

  @Option(
      names = "--retry-failed",
      description = "With --resume: ask again where a side failed, but only that side.")
  boolean retryFailed;

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

  BatchCommand(DiptychCommand root) {
    this.root = root;
  }

  boolean json() {
    return root.json;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = root.terminal();
    if (retryFailed && !resume) {
      throw new IllegalArgumentException("--retry-failed goes with --resume.");
    }
    away.check(engine.isBatchApi(), resume);
    models.check(engine.isBatchApi() || away.isFile());
    CheckReader reader = new CheckReader();
    BatchPlan plan = questions.plan(models.a, models.others().getFirst(), reader);
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
      BatchPairs pairs = pairs(rooms, plan, data);
      tellLeftOut(data.leftOut(), terminal);
      BatchEstimateText much = new BatchEstimateText(data, pairs);
      if (dryRun) {
        terminal.print(root.json ? much.json().toPrettyString() : much.dryRun());
        return Exit.FINE;
      }
      return run(rooms, pairs, data, much, terminal);
    } catch (DatasetException refused) {
      throw new NotStarted(String.valueOf(refused.getMessage()), refused);
    } catch (WorkspaceException refused) {
      throw new NotStarted(refused.sentence(), refused);
    }
  }

  /** Everybody is found before anything is counted, which may take long. */
  private BatchPairs pairs(Rooms rooms, BatchPlan plan, Dataset data)
      throws DatasetException, InterruptedException {
    List<Map<Side, BatchSide>> found = new ArrayList<>();
    for (String other : models.others()) {
      found.add(models.sides(rooms, other, away.isFile()));
    }
    BatchModels.requireDifferent(found);
    List<BatchPair> pairs = new ArrayList<>();
    for (String other : models.others()) {
      pairs.add(BatchPair.of(plan.against(other), data, found.get(pairs.size())));
    }
    return new BatchPairs(pairs);
  }

  private int run(
      Rooms rooms, BatchPairs pairs, Dataset data, BatchEstimateText much, Terminal terminal)
      throws InterruptedException, DatasetException, WorkspaceException {
    if (engine.isBatchApi()) {
      // Who cannot ask one is told before anything is kept.
      pairs.first().sides().values().forEach(side -> rooms.batchApi(side.model()));
    }
    Workspace workspace = rooms.workspaceToSave();
    List<PairsRun.Turn> turns = new PairsPlaces(this, workspace, data).of(pairs);
    rooms.spending().listen(alert -> terminal.tell(alert.sentence()));
    PairsRun run = new PairsRun(this, rooms, workspace, data, turns, terminal);
    if (away.isExport()) {
      return run.export();
    }
    if (!away.isImport()) {
      much.before().forEach(terminal::tell);
      if (resume) {
        terminal.tell("What is settled is not asked again.");
      }
      if (pace.wantsSeveral() && pairs.all().stream().anyMatch(BatchPair::local)) {
        terminal.tell(
            "A model of this machine answers one at a time, so one row is asked at once.");
      }
    }
    return run.run();
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
}
