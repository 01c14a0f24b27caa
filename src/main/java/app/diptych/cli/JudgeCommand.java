package app.diptych.cli;

import app.diptych.batch.BatchSide;
import app.diptych.batch.Dataset;
import app.diptych.batch.DatasetException;
import app.diptych.batch.References;
import app.diptych.batch.judge.JudgeEstimate;
import app.diptych.batch.judge.JudgeJob;
import app.diptych.batch.judge.JudgeKind;
import app.diptych.batch.judge.JudgePlan;
import app.diptych.batch.judge.JudgeResults;
import app.diptych.batch.judge.JudgeRubric;
import app.diptych.batch.judge.JudgeRunner;
import app.diptych.batch.judge.JudgedSession;
import app.diptych.session.Named;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model which of two answers is better, for every pair of a session. */
@Command(
    name = "judge",
    description = {
      "Asks a model which of two answers is better, for every pair of a session or batch.",
      "Pairs are asked in both orders; what changes with the order is a tie."
    },
    footer = {
      "",
      "WHAT is a session or a batch: an id, the beginning of one, or a whole title.",
      "What was said is kept; the same command again asks only what is missing.",
      "A judge is believed once it agrees with people on 30 pairs or more (docs/judges.md).",
      "",
      "Exit code: 0 every pair was asked, 1 some wait, 2 nothing was started, 130 interrupted."
    })
final class JudgeCommand implements Callable<Integer> {
  private static final int USUAL_CONCURRENCY = 4;

  private final DiptychCommand root;

  @Parameters(paramLabel = "WHAT", description = "Whose answers are judged.")
  String what = "";

  @Option(
      names = "--judge",
      paramLabel = "MODEL",
      required = true,
      description = "The model that judges; best none of the two.")
  String judge = "";

  @Option(
      names = "--rubric",
      paramLabel = "NAME|FILE",
      description =
          "helpfulness (pairwise), factual (pairwise, with reference), quality (single), or a file of"
              + " your own words. Default: helpfulness, or quality with --single.")
  @Nullable String rubric;

  @Option(names = "--pairwise", description = "Two answers at once, in both orders. The default.")
  boolean pairwise;

  @Option(names = "--single", description = "One answer at a time, with a score from 1 to 5.")
  boolean single;

  @Option(
      names = "--references",
      paramLabel = "DATASET",
      description = "The data set of the batch, with right answers in a column.")
  @Nullable Path references;

  @Option(
      names = "--reference-column",
      paramLabel = "NAME",
      description = "That column. Default: reference, ideal, expected or answer.")
  @Nullable String referenceColumn;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Judge the first N trials only; the others can follow later.")
  @Nullable Integer max;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of a reply. Default: ${DEFAULT-VALUE}.",
      defaultValue = "" + JudgePlan.USUAL_TOKENS)
  int maxTokens = JudgePlan.USUAL_TOKENS;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Requests under way at once. Default: 4, and 1 for a model of this machine.")
  @Nullable Integer concurrency;

  @Option(
      names = "--dry-run",
      description = "Ask nothing: tell how many requests there are and what they would cost.")
  boolean dryRun;

  @Mixin EngineOptions engine = new EngineOptions();

  JudgeCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    JudgePlan plan = plan();
    Terminal terminal = root.terminal();
    try (Rooms rooms = root.open()) {
      Workspace workspace =
          rooms.workspace().orElseThrow(() -> new NotStarted(SessionsText.NONE_YET));
      String session = session(workspace);
      rooms.useEngine(engine::over);
      return switch (rooms.models().find(Side.A, judge)) {
        case Unknown unknown -> {
          terminal.complain(unknown.failure());
          yield Exit.NOT_STARTED;
        }
        case Found found -> run(rooms, workspace, job(workspace, session, plan, found));
      };
    } catch (DatasetException refused) {
      throw new NotStarted(String.valueOf(refused.getMessage()), refused);
    } catch (WorkspaceException refused) {
      throw new NotStarted(refused.sentence(), refused);
    }
  }

  private JudgePlan plan() {
    if (single && pairwise) {
      throw new NotStarted("Give one of --single and --pairwise.");
    }
    if (max != null && max < 1) {
      throw new NotStarted("--max is 1 or more.");
    }
    if (maxTokens < 16 || maxTokens > 100_000) {
      throw new NotStarted("--max-tokens is 16 to 100,000: a verdict needs a reason.");
    }
    JudgeKind kind = single ? JudgeKind.SINGLE : pairwise ? JudgeKind.PAIRWISE : null;
    return new JudgePlan(
        judge,
        rubric == null
            ? JudgeRubric.usual(kind == null ? JudgeKind.PAIRWISE : kind)
            : JudgeRubric.find(rubric, kind),
        "",
        maxTokens);
  }

  private String session(Workspace workspace) throws WorkspaceException {
    var batch = workspace.batches().find(what);
    if (batch.isPresent()) {
      return batch.get().session();
    }
    return switch (workspace.sessions().names().session(what)) {
      case Named.One<SessionSummary>(SessionSummary session) -> session.id();
      case Named.None<SessionSummary> none -> throw new NotStarted(none.failure().sentences());
    };
  }

  private JudgeJob job(Workspace workspace, String session, JudgePlan plan, Found found)
      throws WorkspaceException, DatasetException {
    if (found.recorded() != null) {
      throw new NotStarted("A recording cannot judge: name a model.");
    }
    References known = References.NONE;
    if (references != null) {
      known = References.read(workspace, session, Dataset.of(references), referenceColumn);
    }
    if (plan.rubric().needsReference() && known.byTrial().isEmpty()) {
      throw new NotStarted(
          references == null
              ? "The rubric %s compares with right answers: give the data set they are in with --references."
                  .formatted(plan.rubric().name())
              : "No row of %s has a right answer for a trial of this batch: name the column with --reference-column."
                  .formatted(references));
    }
    List<String> trials = workspace.judgings().trials(session);
    int usual = found.local() ? 1 : USUAL_CONCURRENCY;
    return new JudgeJob(
        session,
        max == null ? trials : trials.subList(0, Math.min(max, trials.size())),
        known.byTrial(),
        new JudgePlan(
            plan.judge(),
            plan.rubric(),
            plan.rubric().needsReference() ? known.digest() : "",
            plan.maxTokens()),
        BatchSide.of(found),
        found.local() || concurrency == null ? usual : concurrency);
  }

  private int run(Rooms rooms, Workspace workspace, JudgeJob job)
      throws WorkspaceException, InterruptedException {
    Terminal terminal = root.terminal();
    JudgeEstimate estimate = JudgeEstimate.of(workspace, job);
    if (dryRun) {
      terminal.print(
          root.json
              ? JudgeText.json(job, estimate).toPrettyString()
              : JudgeText.of(job, estimate) + "\nNothing was asked.");
      return Exit.FINE;
    }
    if (estimate.pairs() == 0) {
      throw new NotStarted(
          "No trial of this session can be judged" + JudgeText.leftOut(estimate) + ".");
    }
    terminal.tell(JudgeText.of(job, estimate));
    JudgeRunner runner =
        new JudgeRunner(rooms.trials(), rooms.workspaceToSave(), NanoClock.system());
    rooms.onInterrupt(runner::stop);
    rooms.spending().listen(alert -> terminal.tell(alert.sentence()));
    JudgeProgressText progress = new JudgeProgressText(terminal, estimate.calls());
    JudgeRunner.End end = runner.run(job, progress::progressed);
    progress.end();
    if (end.stopped()) {
      terminal.tell("Stopped: the same command again goes on.");
      return Exit.INTERRUPTED;
    }
    Optional<JudgeResults> results = JudgedSession.results(workspace, end.judging());
    terminal.print(
        root.json
            ? JudgeText.json(end, results).toPrettyString()
            : results.map(JudgeText::of).orElse("The judge said nothing."));
    if (!end.why().isEmpty()) {
      terminal.complain("Ended early. " + end.why());
    }
    return end.last().waiting() > 0 || !end.why().isEmpty() ? Exit.FAILED : Exit.FINE;
  }
}
