package app.diptych.report.decision;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.review.Verdict;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A report holds no texts, so it needs little memory however much was said. */
class ReportMemoryTest {
  private static final long PATIENCE_SECONDS = 240;
  private static final int TRIALS = 600;

  /** Of the answers of a session; a session has two a trial. */
  private static final int LONG = 64_000;

  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> added = new ArrayList<>();
  private Workspace workspace;
  @TempDir Path home;

  @BeforeEach
  void open() throws Exception {
    workspace =
        Workspace.open(
            home.resolve("workspace.db"), Workspace.Role.OWNER, writer, NanoClock.system());
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdown();
  }

  @Test
  @Timeout(300)
  void aSessionWithMoreTextThanMemoryHasAReport() throws Exception {
    add(TwoModels.of(TRIALS, i -> i % 4 == 0 ? Verdict.B : Verdict.A), LONG);
    workspace.close();
    // 77 MB of answers.
    assertThat(report("-Xmx40m")).contains("of 600 votes");
  }

  /** As many as the product promises, in the memory that it starts with. */
  @Test
  @Tag("bench")
  @Timeout(3600)
  void aHundredThousandTrialsHaveAReport() throws Exception {
    for (int part = 0; part < 10; part++) {
      add(
          TwoModels.of(10_000, i -> i % 4 == 0 ? Verdict.B : Verdict.A)
              .titled("session-" + part, "Part", "Explain"),
          4_000);
    }
    workspace.close();
    long begun = System.nanoTime();
    report("-Xmx1g");
    System.out.printf(
        "  a report of 100,000 trials with 800 MB of answers: %,d ms with 1 GB%n",
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  private void add(TwoModels two, int length) throws Exception {
    SavedSession session = two.session();
    added.add(two.id());
    String text = "-".repeat(length);
    workspace
        .sessions()
        .add(
            new SavedSession(
                session.summary(),
                session.trials().stream().map(whole -> saying(text, whole)).toList()))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static SavedSession.Whole saying(String text, SavedSession.Whole whole) {
    SavedTrial trial = whole.trial();
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    trial.answers().forEach((side, answer) -> answers.put(side, saying(text, answer)));
    return new SavedSession.Whole(
        new SavedTrial(
            trial.id(),
            trial.session(),
            trial.number(),
            null,
            null,
            trial.startedAt(),
            trial.prompt(),
            answers,
            trial.vote()),
        whole.recordings(),
        whole.votes());
  }

  private static Answer saying(String text, Answer answer) {
    return new Answer(
        answer.model(),
        answer.local(),
        answer.request(),
        answer.state(),
        answer.origin(),
        text,
        "",
        answer.usage(),
        answer.finishReason(),
        answer.failure(),
        answer.timeline(),
        answer.preparation(),
        answer.delivery(),
        answer.cost());
  }

  /** What a program with that much memory says of all sessions. */
  private String report(String memory) throws Exception {
    Path log = home.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                memory,
                "-cp",
                System.getProperty("java.class.path"),
                "app.diptych.Diptych",
                "--home",
                home.toString(),
                "report",
                "--out",
                home.resolve("report.html").toString()));
    command.addAll(added);
    Process program =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }
}
