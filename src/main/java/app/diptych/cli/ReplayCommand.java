package app.diptych.cli;

import app.diptych.session.Named;
import app.diptych.session.RecordingNames.RecordedTrial;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Pace;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a recorded trial again in the terminal, line by line, each when it was complete. */
@Command(
    name = "replay",
    description = {
      "Plays a recorded trial again with its own timing.",
      "Where the output is no terminal it prints everything at once, each line with its time."
    },
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "TRIAL is its number or id; the last one when it is left out.",
      "Exit code: 0 replayed, whatever the answers were; 2 there is no such trial."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 1_000;

  private final DiptychCommand root;
  private final Player player;

  @Parameters(paramLabel = "SESSION[#TRIAL]", description = "The trial to play.")
  String name = "";

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Times the recorded speed. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  double speed = 1;

  ReplayCommand(DiptychCommand root) {
    this.root = root;
    this.player = new Player(NanoClock.system(), new Pace(NanoClock.system()));
  }

  @Override
  public Integer call() throws WorkspaceException {
    // Written so that what is not a number is out of range, too.
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new IllegalArgumentException(
          "The speed must be 0.01 to 1000 times the recorded one, not " + speed + ".");
    }
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      if (saved == null) {
        root.terminal().complain("Nothing is saved here yet. Run a prompt in the window first.");
        return Exit.NOT_STARTED;
      }
      return switch (saved.sessions().names().trial(name)) {
        case Named.One<RecordedTrial>(RecordedTrial trial) -> {
          rooms.onInterrupt(player::stop);
          replay(trial);
          yield Exit.FINE;
        }
        case Named.None<RecordedTrial> none -> {
          root.terminal().complain(none.failure());
          yield Exit.NOT_STARTED;
        }
      };
    }
  }

  private void replay(RecordedTrial trial) {
    Terminal terminal = root.terminal();
    if (root.json) {
      terminal.print(ReplayJson.of(trial));
      return;
    }
    ReplayText text = new ReplayText(trial);
    boolean live = Terminal.isInteractive();
    terminal.print(
        text.head(live ? String.format(Locale.ROOT, " at %s times its speed", speed) : ""));
    if (player.play(text.lines(), live ? speed : null, terminal) && !text.foot().isEmpty()) {
      terminal.print(text.foot());
    }
  }

  /** Prints lines at their times. */
  static final class Player {
    private final NanoClock clock;
    private final Pace pace;
    private volatile @Nullable Thread playing;
    private volatile boolean stopped;

    Player(NanoClock clock, Pace pace) {
      this.clock = clock;
      this.pace = pace;
    }

    /** Ends it before the next line; from any thread. */
    void stop() {
      stopped = true;
      LockSupport.unpark(playing);
    }

    /**
     * @param speed times the recorded speed, or null for all of it at once
     * @return whether every line was printed
     */
    boolean play(List<ReplayText.Line> lines, @Nullable Double speed, Terminal terminal) {
      playing = Thread.currentThread();
      long start = clock.nanos();
      for (ReplayText.Line line : lines) {
        long due = speed == null ? 0 : Math.round(line.atNanos() / speed);
        if (!pace.await(start, due, () -> stopped)) {
          return false;
        }
        terminal.print(line.words());
      }
      return true;
    }
  }
}
