package app.diptych.cli;

import app.diptych.session.Named;
import app.diptych.session.RecordingNames.RecordedTrial;
import app.diptych.session.SavedTrial;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Answer;
import app.diptych.trial.Order;
import app.diptych.trial.Repeat;
import app.diptych.trial.RepeatPlan;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Repeats the local answers of a trial exactly, and tells whether they come out the same. */
@Command(
    name = "rerun",
    description = {
      "Repeats the answers that models of this machine gave in a trial: same file, template,",
      "engine, settings and seed, one side after the other. Tells for each side whether it is",
      "identical, or where it first differs and the likely reason.",
      "The new trial joins the session."
    },
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "TRIAL is its number or id; the last one when it is left out.",
      "Exit code: 0 identical, 1 something differs or failed, 2 nothing was started, 130 interrupted."
    })
final class SessionsRerunCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(paramLabel = "SESSION[#TRIAL]", description = "The trial to repeat.")
  String name = "";

  SessionsRerunCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    try (Rooms rooms = root.open()) {
      if (rooms.workspace().isEmpty()) {
        root.terminal().complain(SessionsText.NONE_YET);
        return Exit.NOT_STARTED;
      }
      Workspace saved = rooms.workspaceToSave();
      return switch (saved.sessions().names().trial(name)) {
        case Named.One<RecordedTrial>(RecordedTrial trial) -> repeat(trial.trial(), saved, rooms);
        case Named.None<RecordedTrial> none -> {
          root.terminal().complain(none.failure());
          yield Exit.NOT_STARTED;
        }
      };
    }
  }

  private int repeat(SavedTrial then, Workspace saved, Rooms rooms) throws InterruptedException {
    Terminal terminal = root.terminal();
    RepeatPlan plan = RepeatPlan.of(then.id(), then.answers(), rooms.models());
    plan.problems()
        .forEach((side, why) -> terminal.complain("Side " + side + ": " + why.sentences()));
    if (plan.setups().isEmpty()) {
      print(Repeat.of(then.id(), then.answers(), Map.of()), null);
      return Exit.NOT_STARTED;
    }
    String id = TrialRunner.newId();
    TrialListener recorder =
        saved.record(
            new NewTrial(id, then.session(), then.parent(), then.promptId(), plan.setups()));
    RunningTrial running =
        rooms.trials().start(id, Set.of(), plan.setups(), recorder, Order.IN_TURN);
    rooms.onInterrupt(running::cancel);
    Map<Side, Answer> now = running.await().answers();
    Repeat repeat = Repeat.of(then.id(), then.answers(), now);
    print(repeat, id);
    return repeat.isExact() && now.values().stream().allMatch(answer -> answer.failure() == null)
        ? Exit.FINE
        : Exit.FAILED;
  }

  private void print(Repeat repeat, @Nullable String id) {
    root.terminal()
        .print(
            root.json
                ? SessionsText.pretty(RepeatText.json(repeat, id))
                : RepeatText.lines(repeat));
  }
}
