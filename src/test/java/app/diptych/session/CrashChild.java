package app.diptych.session;

import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.TrialRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Streams into a workspace and gives verdicts until it is killed, and tells what it has done:
 * {@code text NANOS LENGTH} for each delta of the trial that streams, {@code voted TRIAL} for each
 * verdict that is saved. Beside it the simplest save there is goes on, a few bytes written and
 * forced at the same pace, and {@code held NANOS MORE} tells how much later than asked it was done:
 * so much is the machine's and not ours.
 */
public final class CrashChild {
  /** How often what streams is saved. */
  public static final Duration PACE = Duration.ofMillis(TrialRecorder.PACE_MILLIS);

  private static final PrintStream OUT = new PrintStream(System.out, true);

  private static final String REVIEW = "crash";

  private CrashChild() {}

  public static void main(String[] arguments) throws Exception {
    NanoClock clock = NanoClock.system();
    Workspace workspace =
        Workspace.open(
            Path.of(arguments[0]), Role.OWNER, Executors.newSingleThreadScheduledExecutor(), clock);
    TrialRunner runner = new TrialRunner(Executors.newVirtualThreadPerTaskExecutor(), clock);
    workspace.getReady();
    Path probe = Path.of(arguments[0] + ".probe");
    Thread.ofPlatform().daemon().start(() -> saveSimply(probe, clock));
    String session = Sessions.newId();
    workspace.sessions().create(session, "crash", null).get();
    workspace
        .reviews()
        .add(new Review(REVIEW, "crash", clock.now(), List.of("any"), 1, Review.Settings.USUAL))
        .get();
    for (int i = 0; ; i++) {
      String trial = TrialRunner.newId();
      long length = i == 0 ? Long.MAX_VALUE : 20;
      Map<Side, SideSetup> setups = Map.of(Side.A, setup(clock, length, i == 0));
      var running =
          runner.start(
              trial, setups, workspace.record(new NewTrial(trial, session, null, null, setups)));
      if (i > 0) {
        running.await();
        if (i % 2 == 0) {
          workspace.sessions().vote(trial, Verdict.TIE, "").get();
        } else {
          CastVote ballot =
              CastVote.of(trial, "", Verdict.TIE, true, Duration.ofSeconds(1), clock.now());
          workspace.reviews().cast(REVIEW, ballot).get();
        }
        OUT.println("voted " + trial);
      }
    }
  }

  private static void saveSimply(Path file, NanoClock clock) {
    long pace = Duration.ofMillis(TrialRecorder.PACE_MILLIS).toNanos();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        long asked = clock.nanos();
        LockSupport.parkNanos(pace);
        channel.write(ByteBuffer.wrap(new byte[100]));
        channel.force(false);
        long done = clock.nanos();
        OUT.println("held " + done + " " + (done - asked - pace));
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static SideSetup setup(NanoClock clock, long deltas, boolean told) {
    ScriptedProvider provider =
        new ScriptedProvider(
            clock,
            stage -> {
              stage.say(ScriptedProvider.started(clock));
              long length = 0;
              for (long n = 0; n < deltas; n++) {
                String word = "w" + n + " ";
                stage.say(new TextDelta(word));
                length += word.length();
                if (told) {
                  OUT.println("text " + clock.nanos() + " " + length);
                }
                if (stage.cancelledWithin(Duration.ofMillis(2))) {
                  return;
                }
              }
              stage.say(new Finished(FinishReason.STOP));
            });
    return new SideSetup(
        "demo/small",
        true,
        provider,
        new CompletionRequest("m", List.of(Message.user("go")), Sampling.providerDefaults()));
  }
}
