package app.diptych.report;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.review.Tally;
import app.diptych.session.MeasureQuery;
import app.diptych.session.Measurements;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a sheet of 100,000 recorded requests takes. */
@Tag("bench")
class BenchmarkBenchTest {
  private static final int SESSIONS = 500;
  private static final int TRIALS = 100;
  private static final int DELTAS = 60;

  @TempDir Path home;

  @Test
  void summarisesAHundredThousandRequestsInAMoment() throws Exception {
    Path file = home.resolve("workspace.db");
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    try (Workspace workspace = Workspace.open(file, Role.OWNER, writer, NanoClock.system())) {
      long begun = System.nanoTime();
      Random random = new Random(1);
      for (int i = 0; i < SESSIONS; i++) {
        workspace.sessions().add(session(i, random)).get(60, TimeUnit.SECONDS);
      }
      System.out.printf(
          Locale.ROOT,
          "  made %,d requests in %.1f s, %d MB%n",
          SESSIONS * TRIALS * 2,
          (System.nanoTime() - begun) / 1e9,
          Files.size(file) / 1_000_000);
      measure("read measurements", () -> workspace.measurements(MeasureQuery.all()));
      Measurements all = workspace.measurements(MeasureQuery.all());
      measure("make the sheet", () -> BenchmarkSheet.of(all.answers(), 0, false, null));
      measure("both (aim 500)", () -> sheet(workspace, MeasureQuery.all()));
      measure(
          "by hour of day",
          () -> GroupBy.HOUR_OF_DAY.of(all.answers(), ZoneOffset.UTC, false).size());
      MeasureQuery one = new MeasureQuery(List.of("s7"), null, null, null, null);
      measure("both, one session of 200", () -> sheet(workspace, one));
      Instant late = Instant.ofEpochMilli(1_790_000_000_000L + (SESSIONS - 10L) * 3_600_000);
      MeasureQuery lately = new MeasureQuery(List.of(), null, null, late, null);
      measure("both, the last 2,000", () -> sheet(workspace, lately));
    } finally {
      writer.shutdownNow();
    }
  }

  private static String sheet(Workspace workspace, MeasureQuery query) throws Exception {
    return SheetMarkdown.write(
        BenchmarkSheet.of(workspace.measurements(query).answers(), 0, false, null));
  }

  private static void measure(String what, Callable<?> work) throws Exception {
    double[] took = new double[9];
    double[] cpu = new double[took.length];
    for (int i = 0; i < took.length; i++) {
      long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      work.call();
      took[i] = (System.nanoTime() - begun) / 1e6;
      cpu[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e6;
    }
    double first = took[0];
    double busyFirst = cpu[0];
    Arrays.sort(took);
    Arrays.sort(cpu);
    System.out.printf(
        Locale.ROOT,
        "  %-40s %8.1f ms (of it computing %.1f; first %.1f, %.1f)%n",
        what,
        took[took.length / 2],
        cpu[cpu.length / 2],
        first,
        busyFirst);
  }

  private static SavedSession session(int number, Random random) {
    String id = "s" + number;
    Instant day = Instant.ofEpochMilli(1_790_000_000_000L + number * 3_600_000L);
    List<SavedSession.Whole> trials = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      Recording a = recording(random);
      Recording b = recording(random);
      SavedTrial trial =
          new SavedTrial(
              id + "-" + i,
              id,
              i + 1,
              null,
              null,
              day.plusSeconds(i * 20L),
              "Explain number " + i,
              Map.of(Side.A, answer("gw/scout", a, random), Side.B, answer("gw/qwen", b, random)),
              null);
      trials.add(new SavedSession.Whole(trial, Map.of(Side.A, a, Side.B, b), List.of()));
    }
    SessionSummary summary =
        new SessionSummary(
            id,
            "Session " + number,
            "",
            day,
            day,
            false,
            false,
            false,
            null,
            TRIALS,
            0,
            Tally.NONE,
            List.of(),
            List.of("tag" + number % 7));
    return new SavedSession(summary, trials);
  }

  private static Recording recording(Random random) {
    long[] offsets = new long[DELTAS];
    int[] lengths = new int[DELTAS];
    long at = 150_000_000L + random.nextInt(100_000_000);
    for (int i = 0; i < DELTAS; i++) {
      offsets[i] = at;
      lengths[i] = 6;
      at += 5_000_000L + random.nextInt(10_000_000);
    }
    return Recording.of(offsets, lengths, new boolean[DELTAS]);
  }

  private static Answer answer(String model, Recording recording, Random random) {
    int tokens = DELTAS + random.nextInt(20);
    return new Answer(
        model,
        false,
        new CompletionRequest(
            model.substring(3), List.of(Message.user("Explain it")), Sampling.providerDefaults()),
        SideState.FINISHED,
        new Origin(model, null, null, null, null, null),
        "words ".repeat(DELTAS),
        "",
        new Usage(12, tokens, 0, 0, Usage.Source.REPORTED),
        FinishReason.STOP,
        null,
        Timeline.of(recording.offsets(), 0),
        Duration.ZERO,
        Delivery.PLAIN,
        new Cost.Known(Money.of("0.0000" + tokens, "USD"), false));
  }
}
