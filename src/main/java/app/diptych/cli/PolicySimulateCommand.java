package app.diptych.cli;

import app.diptych.guard.policy.CallsCsv;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.PolicyException;
import app.diptych.guard.policy.PolicySimulation;
import app.diptych.guard.policy.RecordedCall;
import app.diptych.guard.policy.SimulationResult;
import app.diptych.session.Named;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a policy on calls that were recorded. */
@Command(
    name = "simulate",
    description =
        "Tries a fallback policy on recorded calls and tells each trip, flap and recovery.",
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a title. Columns of a CSV file: at, gateway,"
          + " outcome, and if known ttft_ms, e2e_ms, retry_after_s.",
      "Exit code: 0 tried, 2 the policy or the calls cannot be read."
    })
final class PolicySimulateCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "FILE", description = "The policy, a JSON file.")
  Path file = Path.of("");

  @ArgGroup(exclusive = true, multiplicity = "1")
  Calls calls = new Calls();

  /** Where the calls come from. */
  static final class Calls {
    @Option(names = "--calls", paramLabel = "CSV", description = "A table of calls.")
    @Nullable Path table;

    @Option(names = "--session", paramLabel = "SESSION", description = "The trials of a session.")
    @Nullable String session;
  }

  PolicySimulateCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    FallbackPolicy policy = PolicyText.read(file);
    try {
      List<RecordedCall> recorded =
          calls.table != null ? CallsCsv.read(calls.table) : ofSession(calls.session);
      SimulationResult result = PolicySimulation.run(policy, recorded);
      root.terminal()
          .print(
              root.json
                  ? SessionsText.pretty(PolicyText.json(policy, result))
                  : Terminal.safe(PolicyText.text(policy, result)));
      return Exit.FINE;
    } catch (PolicyException refused) {
      throw new NotStarted(refused.sentence(), refused);
    }
  }

  private List<RecordedCall> ofSession(@Nullable String name)
      throws WorkspaceException, InterruptedException {
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      if (saved == null) {
        throw new NotStarted(SessionsText.NONE_YET);
      }
      return switch (saved.sessions().names().session(String.valueOf(name))) {
        case Named.One<SessionSummary>(SessionSummary session) ->
            SessionCalls.of(saved, List.of(session.id()));
        case Named.None<SessionSummary> none -> throw new NotStarted(none.failure().sentences());
      };
    }
  }
}
