package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.local.worker.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that are stopped, killed, frozen and started again. */
class WorkerLifeTest {
  /** Several thousand tokens, some seconds on any machine. */
  private static final CompletionRequest LONG = Demo.ask(Demo.STORY, null, 1L);

  private static final CompletionRequest SOME = Demo.ask(Demo.STORY, 400, 1L);
  private static final CompletionRequest BRIEF = Demo.ask("Who are you?", 20, 1L);
  private static final Pattern GENERATED = Pattern.compile("  eval time = .* / +(\\d+) tokens");

  /** Nothing here takes so long, however busy the machine. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Patience PATIENT =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30), LONGEST, LONGEST);

  @TempDir Path folder;

  @TempDir static Path models;

  private static Path endless = Path.of("none");

  private LocalProvider provider = Demo.provider(Path.of("none"), Path.of("none"));

  @BeforeAll
  static void makeModel() throws IOException {
    endless = Demo.endless(models);
  }

  @BeforeEach
  void make() {
    provider = Demo.provider(endless, folder, PATIENT);
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void stopsWhenCancelledAndAnswersTheNextRequest() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    long pid = pid();
    Recording stopped = cancelledAtFirstDelta();

    assertThat(stopped.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(stopped.text()).isNotEmpty();
    assertThat(stopped.usage().outputTokens()).isPositive();
    assertThat(Demo.answer(provider, BRIEF).finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(pid()).as("the same worker").isEqualTo(pid);
  }

  /** Where the program was not built by its script its native code lies in the library only. */
  @Test
  void answersAlsoWhereTheEngineMustBeUnpackedFirst() throws Exception {
    String property = "de.kherud.llama.lib.path";
    String beside = System.clearProperty(property);
    try {
      assertThat(provider.prepare()).isEmpty();
      assertThat(Demo.answer(provider, BRIEF).text()).isNotEmpty();
    } finally {
      if (beside != null) {
        System.setProperty(property, beside);
      }
    }
  }

  @Test
  void keepsWhatCameWhenTheWorkerIsKilledAndStartsAFreshOne() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    ProcessHandle worker = provider.workerProcess().orElseThrow();
    // The log is written by a thread of its own, which may not have come so far when it is killed.
    assertThat(LogReading.last(provider::engineLog, GENERATED, found -> found > 0)).isPositive();
    Recording cut = new Recording().atFirstDelta(worker::destroyForcibly);
    cut.awaitEnd(provider.start(LONG, cut));

    assertThat(cut.failure()).isInstanceOf(Failure.EngineFault.class);
    Failure.EngineFault fault = (Failure.EngineFault) cut.failure();
    assertThat(fault.message()).isEqualTo("The engine was killed.");
    assertThat(fault.retryable()).isTrue();
    assertThat(fault.log()).isNotEmpty().anyMatch(line -> line.contains("slot"));
    assertThat(cut.text()).isNotEmpty();
    assertThat(provider.isLoaded()).isFalse();

    assertThat(provider.prepare()).isEmpty();
    assertThat(pid()).isNotEqualTo(worker.pid());
    assertThat(Demo.answer(provider, BRIEF).text()).isNotEmpty();
  }

  @Test
  void noticesAWorkerThatDiedWhileIdle() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    ProcessHandle worker = provider.workerProcess().orElseThrow();
    worker.destroyForcibly();
    worker.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS);

    assertThat(provider.isLoaded()).isFalse();
    assertThat(provider.prepare()).isEmpty();
    assertThat(pid()).isNotEqualTo(worker.pid());
  }

  @Test
  void killsAWorkerThatDoesNotObeyACancel() throws Exception {
    Duration soon = Duration.ofMillis(500);
    provider.close();
    provider =
        Demo.provider(
            endless, folder, new Patience(PATIENT.connect(), PATIENT.load(), soon, LONGEST));
    assertThat(provider.prepare()).isEmpty();
    ProcessHandle worker = provider.workerProcess().orElseThrow();
    freeze(worker);
    Recording recording = new Recording();
    Call call = provider.start(LONG, recording);
    recording.awaitStart();
    call.cancel();
    recording.awaitEnd(call);

    assertThat(recording.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(worker.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
    assertThat(provider.prepare()).isEmpty();
  }

  @Test
  void endsAnAnswerThatFellSilent() throws Exception {
    Duration soon = Duration.ofSeconds(3);
    provider.close();
    // A warm-up would have to keep to that time as well, however busy the machine.
    provider =
        Demo.cold(endless, folder, new Patience(PATIENT.connect(), PATIENT.load(), LONGEST, soon));
    assertThat(provider.prepare()).isEmpty();
    ProcessHandle worker = provider.workerProcess().orElseThrow();
    freeze(worker);
    Recording recording = Demo.answer(provider, LONG);

    assertThat(recording.failure())
        .isInstanceOfSatisfying(
            Failure.EngineFault.class,
            fault -> assertThat(fault.message()).contains("said nothing for too long"));
    assertThat(worker.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void survivesACtrlCThatIsMeantForTheApplication() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    long pid = pid();

    signal("-INT", provider.workerProcess().orElseThrow());
    assertThat(Demo.answer(provider, BRIEF).finishReason()).isEqualTo(FinishReason.LENGTH);
    // Held up at its first piece: even a long answer might be over before it is cancelled.
    CountDownLatch cancelled = new CountDownLatch(1);
    Recording stopped = new Recording().atFirstDelta(() -> awaitQuietly(cancelled));
    Call call = provider.start(LONG, stopped);
    stopped.awaitFirstDelta();
    signal("-INT", provider.workerProcess().orElseThrow());
    call.cancel();
    cancelled.countDown();
    stopped.awaitEnd(call);

    assertThat(stopped.failure()).isEqualTo(new Failure.Cancelled());
    assertThat(stopped.text()).isNotEmpty();
    assertThat(pid()).as("the same worker").isEqualTo(pid);
  }

  @Test
  void answersRequestsOneAfterTheOtherAndForgetsCancelledOnes() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    // The first is not over before the second is cancelled: else that one would begin.
    CountDownLatch cancelled = new CountDownLatch(1);
    Recording first = new Recording().atFirstDelta(() -> awaitQuietly(cancelled));
    Recording second = new Recording();
    Recording third = new Recording();

    Call firstCall = provider.start(SOME, first);
    Call secondCall = provider.start(LONG, second);
    Call thirdCall = provider.start(BRIEF, third);
    secondCall.cancel();
    secondCall.cancel();
    cancelled.countDown();
    second.awaitEnd(secondCall);
    first.awaitEnd(firstCall);
    third.awaitEnd(thirdCall);

    assertThat(second.events())
        .containsExactly(new CompletionEvent.Failed(new Failure.Cancelled()));
    assertThat(first.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(third.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(third.stamps().getFirst()).isGreaterThanOrEqualTo(first.stamps().getLast());
  }

  @Test
  void survivesASinkThatThrows() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    Call call =
        provider.start(
            LONG,
            (event, at) -> {
              throw new IllegalStateException("broken sink");
            });
    call.await();

    assertThat(Demo.answer(provider, BRIEF).text()).isNotEmpty();
  }

  @Test
  void tellsThatNothingIsLoadedWithoutPrepare() throws InterruptedException {
    Recording recording = Demo.answer(provider, LONG);

    assertThat(recording.failure().message()).isEqualTo("The model is not loaded.");
    assertThat(provider.engineLog()).isEmpty();
    assertThat(provider.workerProcess()).isEmpty();
  }

  @Test
  void freesEverythingWhenClosed() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    assertThat(provider.prepare()).as("nothing left to do").isEmpty();
    ProcessHandle worker = provider.workerProcess().orElseThrow();
    // Held up at its first piece: even a long answer might be over before all is closed.
    CountDownLatch closed = new CountDownLatch(1);
    Recording cut = new Recording().atFirstDelta(() -> awaitQuietly(closed));
    Call call = provider.start(LONG, cut);
    cut.awaitFirstDelta();

    provider.close();
    closed.countDown();

    cut.awaitEnd(call);
    assertThat(cut.failure()).isInstanceOf(Failure.EngineFault.class);
    assertThat(worker.isAlive()).isFalse();
    assertThat(provider.isLoaded()).isFalse();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void givesItsMemoryBackAndLoadsAgainWhenAsked() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    ProcessHandle worker = provider.workerProcess().orElseThrow();

    provider.release();

    assertThat(worker.isAlive()).isFalse();
    assertThat(provider.isLoaded()).isFalse();
    assertThat(provider.prepare()).isEmpty();
    assertThat(provider.isLoaded()).isTrue();
  }

  @Test
  void killsTheWorkerThatStartedWhileTheProviderWasClosed() throws Exception {
    AtomicReference<LocalProvider> closing = new AtomicReference<>(provider);
    // The first thread is asked for when the process runs and the provider does not know it yet.
    LocalProvider late =
        Demo.provider(
            endless,
            folder,
            PATIENT,
            task -> {
              closing.get().close();
              return Demo.THREADS.newThread(task);
            });
    closing.set(late);

    assertThat(late.prepare()).contains(new Failure.Cancelled());

    assertThat(late.workerProcess()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void startsNothingOnceClosed() throws Exception {
    provider.close();

    assertThat(provider.prepare()).contains(new Failure.Cancelled());
    assertThat(provider.workerProcess()).isEmpty();
  }

  /** The first thread is asked for when the process runs, the second when it has called back. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void endsTheLoadingWhenInterrupted(int thread) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    ThreadFactory held =
        task -> {
          if (asked.incrementAndGet() == thread) {
            reached.countDown();
            // Until it is interrupted, else the model might be loaded before.
            awaitQuietly(never);
          }
          return Demo.THREADS.newThread(task);
        };
    try (LocalProvider loader = Demo.provider(endless, folder, PATIENT, held)) {
      FutureTask<Optional<Failure>> loading = new FutureTask<>(loader::prepare);
      Thread loads = Demo.THREADS.newThread(loading);
      loads.start();
      assertThat(reached.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      loads.interrupt();

      assertThatThrownBy(() -> loading.get(LONGEST.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(loader.workerProcess()).isEmpty();
      assertThat(loader.isLoaded()).isFalse();
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void endsTheWorkerWhenItsSocketIsClosed() throws Exception {
    WorkerProcess process =
        WorkerProcess.start(folder, Demo.small(), new WorkerShape(1, 512, 1), Demo.THREADS);
    try (process) {
      Wire wire = process.connect(Duration.ofSeconds(30));
      while (wire.poll().isEmpty()) {
        wire.pump(1000);
        assertThat(wire.ended()).isFalse();
      }
      wire.close();

      assertThat(process.handle().onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS).isAlive())
          .isFalse();
    }
  }

  @Test
  void runsTwoWorkersAtOnceWithoutMixingThem() throws Exception {
    assertThat(provider.prepare()).isEmpty();
    try (LocalProvider other = Demo.provider(endless, folder.resolve("deep"), PATIENT)) {
      assertThat(other.prepare()).isEmpty();
      Recording alone = Demo.answer(provider, SOME);
      Recording a = new Recording();
      Recording b = new Recording();
      AtomicInteger met = new AtomicInteger();
      a.atFirstDelta(() -> meet(b, met));
      b.atFirstDelta(() -> meet(a, met));
      Call callA = provider.start(SOME, a);
      Call callB = other.start(SOME, b);
      a.awaitEnd(callA);
      b.awaitEnd(callB);

      assertThat(a.text()).isEqualTo(alone.text());
      assertThat(b.text()).isEqualTo(alone.text());
      assertThat(met).as("each began before the other ended").hasValue(2);
    }
  }

  /** Holds up an answer at its first piece until the other one has begun as well. */
  private static void meet(Recording other, AtomicInteger met) {
    try {
      other.awaitFirstDelta();
      met.incrementAndGet();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void leavesFilesNamedLikeTheLibraryAlone() throws Exception {
    Path inTemp = Files.createTempFile("llama-bystander", ".txt");
    Path inFolder = Files.createFile(folder.resolve("jllama-bystander.txt"));
    try {
      assertThat(provider.prepare()).isEmpty();
      assertThat(inTemp).exists();
      assertThat(inFolder).exists();
    } finally {
      Files.delete(inTemp);
    }
  }

  @Test
  void answersEvenWhenTheFileIsCutAfterLoading() throws Exception {
    Path copy = Files.copy(Demo.small(), folder.resolve("copy.gguf"));
    try (LocalProvider copied = Demo.provider(copy, folder)) {
      assertThat(copied.prepare()).isEmpty();
      Files.write(copy, new byte[100], StandardOpenOption.TRUNCATE_EXISTING);

      assertThat(Demo.answer(copied, Demo.ask(Demo.STORY)).text()).contains("cat");
    }
  }

  @Test
  void opensAFileWhoseNameIsNotAscii() throws Exception {
    assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
    Path copy = Files.copy(Demo.small(), folder.resolve("m\u00f6del \ud83d\ude00.gguf"));
    try (LocalProvider copied = Demo.provider(copy, folder)) {
      assertThat(copied.prepare()).isEmpty();
    }
  }

  @Test
  void showsTheChildNoKeys() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/bin");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("ACME_API_KEY", "secret");
    environment.put("LLAMA_ARG_CTX_SIZE", "1");
    environment.put("JAVA_TOOL_OPTIONS", "-Xmx1m");

    ChildProcess.clean(environment);

    assertThat(environment).containsOnlyKeys("PATH", "LC_ALL");
  }

  private Recording cancelledAtFirstDelta() throws InterruptedException {
    CompletableFuture<Call> started = new CompletableFuture<>();
    Recording recording = new Recording().atFirstDelta(() -> started.join().cancel());
    Call call = provider.start(LONG, recording);
    started.complete(call);
    return recording.awaitEnd(call);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long pid() {
    return provider.workerProcess().orElseThrow().pid();
  }

  /** Stops a process in its tracks without ending it. */
  private static void freeze(ProcessHandle process) {
    signal("-STOP", process);
  }

  private static void signal(String name, ProcessHandle process) {
    assumeThat(Path.of("/bin/kill")).exists();
    try {
      int status =
          new ProcessBuilder("/bin/kill", name, Long.toString(process.pid())).start().waitFor();
      assertThat(status).isZero();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
