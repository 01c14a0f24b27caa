package app.diptych.cli;

import app.diptych.batch.check.CheckFile;
import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.batch.check.LeftOutChecks;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.PolicyException;
import app.diptych.guard.policy.PolicySimulation;
import app.diptych.guard.policy.RecordedCall;
import app.diptych.report.decision.Checks;
import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Gathered;
import app.diptych.report.decision.Material;
import app.diptych.report.decision.RiskKind;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.Named;
import app.diptych.session.SessionSummary;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the decision report of some sessions. */
@Command(
    name = "report",
    description = {
      "Says which of two models to take, why, and what would change it, from recorded sessions.",
      "The report never says more than the data: with too few votes it says how many are missing."
    },
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "Exit code: 0 written, 1 the file could not be written, 2 there is no such session, model or"
          + " file."
    })
final class ReportCommand implements Callable<Integer> {
  private static final int MOST_QUESTION = 2_000;

  private final DiptychCommand root;

  @Parameters(arity = "1..*", paramLabel = "SESSION", description = "The sessions to decide from.")
  List<String> sessions = new ArrayList<>();

  @Option(names = "--a", paramLabel = "MODEL", description = "The model to be called A.")
  @Nullable String a;

  @Option(names = "--b", paramLabel = "MODEL", description = "The model to be called B.")
  @Nullable String b;

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description = "What is to be decided, in your words.")
  String question = "";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A fallback policy, to be tried on the recorded calls.")
  @Nullable Path policy;

  @Option(
      names = "--claims",
      paramLabel = "FILE",
      description = "Claims to hold against the measurements. Default: the migration playbook's.")
  @Nullable Path claims;

  @Option(
      names = "--checks",
      paramLabel = "FILE",
      description = "Checks as of a batch, to be held against the recorded answers.")
  @Nullable Path checks;

  @Option(
      names = "--risk",
      paramLabel = "ID=PERCENT",
      description =
          "How probable you hold a risk, in the place of the playbook's estimate or of what was"
              + " measured: quality=10, api, rate-limit or cost; repeatable.")
  List<String> risks = new ArrayList<>();

  @Mixin final ReportChange change = new ReportChange();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The file to write, ending with .html or .md; one that is there is replaced. Default: print"
              + " the recommendation only.")
  @Nullable Path out;

  ReportCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    if (out != null
        && !String.valueOf(out.getFileName())
            .toLowerCase(Locale.ROOT)
            .matches(".*\\.(html|htm|md|markdown)")) {
      throw new NotStarted("Give --out a name that ends with .html or .md.");
    }
    if (question.length() > MOST_QUESTION) {
      throw new NotStarted(
          "The question is longer than %d characters: say it in fewer.".formatted(MOST_QUESTION));
    }
    Map<RiskKind, BigDecimal> chances = RiskKind.chances("--risk", risks);
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      if (saved == null) {
        throw new NotStarted(SessionsText.NONE_YET);
      }
      List<String> ids = ids(saved, sessions);
      Gathered gathered = Gathered.read(saved, ids, held(), Gathered.Progress.NONE);
      ReportPair pair = ReportPair.of(gathered.models(), a, b);
      RoiPrices prices = new RoiPrices(rooms.prices(), rooms.gateways());
      Surroundings around =
          new Surroundings(prices::known, rooms::audit, rooms::budgets, ZoneId.systemDefault());
      return write(
          rooms,
          DecisionReport.of(
              around.material(
                  saved,
                  gathered,
                  new Surroundings.Asked(
                      question.strip(),
                      pair.a(),
                      pair.b(),
                      LocalDate.ofInstant(NanoClock.system().now(), ZoneId.systemDefault()),
                      chances),
                  ClaimsSource.read(claims),
                  change.change(rooms, pair.a(), pair.b()),
                  policy == null ? null : simulated(policy, saved, ids))));
    }
  }

  private Checks held() {
    if (checks == null) {
      return Checks.NONE;
    }
    CheckReader reader = new CheckReader();
    CheckList list = CheckFile.read(checks, reader);
    String leftOut = LeftOutChecks.sentence(reader.leftOut().keySet());
    if (!leftOut.isEmpty()) {
      root.terminal().tell(leftOut);
    }
    return new Checks(String.valueOf(checks.getFileName()), list);
  }

  /**
   * The ids of sessions that a user named.
   *
   * @throws NotStarted when there is no such session, or several
   */
  static List<String> ids(Workspace saved, List<String> names) throws WorkspaceException {
    List<String> ids = new ArrayList<>();
    for (String name : names) {
      switch (saved.sessions().names().session(name)) {
        case Named.One<SessionSummary>(SessionSummary session) -> ids.add(session.id());
        case Named.None<SessionSummary> none -> throw new NotStarted(none.failure().sentences());
      }
    }
    return ids;
  }

  private static Material.Simulated simulated(Path file, Workspace saved, List<String> ids)
      throws WorkspaceException, InterruptedException {
    FallbackPolicy policy = PolicyText.read(file);
    List<RecordedCall> calls = SessionCalls.of(saved, ids);
    String name = String.valueOf(file.getFileName());
    try {
      return new Material.Simulated(policy, name, PolicySimulation.run(policy, calls), "");
    } catch (PolicyException refused) {
      return new Material.Simulated(policy, name, null, refused.sentence());
    }
  }

  private int write(Rooms rooms, DecisionReport report) {
    if (out != null) {
      try {
        report.save(out);
        rooms
            .workspace()
            .filter(saved -> saved.readOnly().isEmpty())
            .ifPresent(saved -> {
              // The owner's close waits for it.
              var _ =
                  saved.value(
                      Surroundings.WRITTEN,
                      LocalDate.ofInstant(NanoClock.system().now(), ZoneId.systemDefault())
                          .toString());
            });
      } catch (IOException refused) {
        root.terminal()
            .complain(
                "The file %s could not be written (%s): choose another with --out."
                    .formatted(out, WholeFile.reason(refused)));
        return Exit.FAILED;
      }
    }
    if (root.json) {
      root.terminal().print(SessionsText.pretty(ReportJson.of(report)));
    } else {
      root.terminal().print(Terminal.safe(report.recommendation().sentence()));
      if (out != null) {
        root.terminal().print(Terminal.safe("Wrote " + out + "."));
      }
    }
    return Exit.FINE;
  }
}
