package app.diptych.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.RecordedEvents;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.Patience;
import app.diptych.local.Sha256;
import app.diptych.local.fit.CacheType;
import app.diptych.local.server.FakeServer.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child process that stands for llama-server, well and badly behaved. */
@Timeout(240)
class ServerProviderTest {
  @TempDir Path folder;

  @Test
  void answersAndTellsWhatReallyRan() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.GOOD)) {
      assertThat(provider.prepare()).isEmpty();
      RecordedEvents answer = RecordedEvents.of(provider, Servers.ask("Hello"));

      assertThat(answer.text()).isEqualTo("word0 word1 word2 word3 word4 ");
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.usage()).isNotNull();
      assertThat(answer.usage().outputTokens()).isEqualTo(5);
      Origin origin = answer.started().origin();
      assertThat(origin.answeredBy()).isEqualTo("demo/test");
      assertThat(origin.engine()).isEqualTo("llama-server b42-abc1234, prompt cache off");
      assertThat(origin.backend()).isEqualTo("CUDA0 (Fake Card), 2/3 layers");
      assertThat(origin.fileHash()).matches("[0-9a-f]{64}");
      assertThat(origin.templateHash()).isEqualTo(Sha256.of(FakeServer.TEMPLATE));
      assertThat(answer.all(PhasesMeasured.class).getFirst().phases().server())
          .containsEntry("prompt_ms", 1.5);
    }
  }

  @Test
  void passesTheKeyByTheEnvironmentAndNeverAsAnArgument() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.GOOD)) {
      assertThat(provider.prepare()).isEmpty();

      assertThat(FakeServer.arguments(folder.resolve("GOOD.jar")))
          .noneMatch(argument -> argument.contains("key"))
          .noneMatch(argument -> argument.matches("[0-9a-f]{32,}"))
          .containsSubsequence("--host", "127.0.0.1");
    }
  }

  @Test
  void setsWhatIsAskedFor() throws Exception {
    EngineSettings settings =
        new EngineSettings(
            Wanted.LLAMA_SERVER,
            3,
            64,
            7,
            256,
            CacheType.Q8_0,
            Toggle.ON,
            false,
            "CUDA0",
            false,
            true);
    try (ServerProvider provider = Servers.fake(folder, Manner.GOOD, Servers.PATIENT, settings)) {
      assertThat(provider.prepare()).isEmpty();

      String line = String.join(" ", FakeServer.arguments(folder.resolve("GOOD.jar")));
      assertThat(line)
          .contains("--threads 3", "--ctx-size 64", "--gpu-layers 7", "--batch-size 256")
          .contains("--cache-type-k q8_0 --cache-type-v q8_0", "--flash-attn on", "--no-mmap")
          .contains("--device CUDA0", "--no-warmup")
          .doesNotContain("--no-cache-prompt");
    }
  }

  @Test
  void givesAnOldBuildOnlyTheOptionsItHas() throws Exception {
    EngineSettings settings =
        new EngineSettings(
            Wanted.AUTOMATIC, 3, 64, 7, 256, CacheType.Q8_0, Toggle.ON, false, "", true, false);
    try (ServerProvider provider = Servers.fake(folder, Manner.OLD, Servers.PATIENT, settings)) {
      assertThat(provider.prepare()).isEmpty();

      assertThat(FakeServer.arguments(folder.resolve("OLD.jar")))
          .filteredOn(argument -> argument.startsWith("--"))
          .containsExactly("--model", "--host", "--port", "--ctx-size", "--flash-attn");
      assertThat(RecordedEvents.of(provider, Servers.ask("Hello")).text()).startsWith("word0");
    }
  }

  @Test
  void endsAServerThatNeverGetsReady() throws Exception {
    Patience short1 =
        new Patience(
            Duration.ofSeconds(60),
            Duration.ofMillis(1500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60));
    try (ServerProvider provider =
        Servers.fake(folder, Manner.NEVER_READY, short1, new EngineSettings(1, 128))) {
      Failure failure = provider.prepare().orElseThrow();

      assertThat(failure).isInstanceOf(Failure.EngineFault.class);
      assertThat(failure.message())
          .isEqualTo("llama-server was not ready in time, so it was ended.");
      assertThat(provider.isLoaded()).isFalse();
      assertThat(provider.workerProcess()).isEmpty();
    }
  }

  @Test
  void repeatsWhyAServerEndedWhileLoading() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.DIES_LOADING)) {
      assertThat(provider.prepare())
          .hasValueSatisfying(failure -> {
            assertThat(failure.message())
                .isEqualTo("llama-server cannot load the model: tensor 'a' is not there.");
            assertThat(((Failure.EngineFault) failure).log())
                .anyMatch(line -> line.contains("error loading model"));
          });
    }
  }

  @Test
  void noticesAServerThatIsKilledWhileItLoads() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.NEVER_READY)) {
      CompletableFuture<Optional<Failure>> ended = new CompletableFuture<>();
      Thread loading =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  ended.complete(provider.prepare());
                } catch (InterruptedException stopped) {
                  ended.completeExceptionally(stopped);
                }
              });
      while (provider.engineLog().isEmpty()) {
        loading.join(Duration.ofMillis(20));
      }

      ProcessHandle.current()
          .children()
          .flatMap(ProcessHandle::children)
          .forEach(ProcessHandle::destroyForcibly);

      assertThat(ended.get(30, TimeUnit.SECONDS))
          .map(Failure::message)
          .contains("llama-server was killed while it loaded the model.");
    }
  }

  @Test
  void keepsWhatCameWhenTheServerDiesAndStartsAFreshOne() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.DIES_ANSWERING)) {
      assertThat(provider.prepare()).isEmpty();
      long first = provider.workerProcess().orElseThrow().pid();

      RecordedEvents answer = RecordedEvents.of(provider, Servers.ask("Hello"));

      assertThat(answer.text()).isEqualTo("word0 word1 ");
      assertThat(answer.failure()).isInstanceOf(Failure.EngineFault.class);
      assertThat(answer.failure().message())
          .isEqualTo("The engine aborted: GGML_ASSERT(x > 0) failed.");
      assertThat(provider.isLoaded()).isFalse();
      assertThat(RecordedEvents.of(provider, Servers.ask("Hello")).failure())
          .isInstanceOf(Failure.EngineFault.class);
      assertThat(provider.prepare()).isEmpty();
      assertThat(provider.workerProcess().orElseThrow().pid()).isNotEqualTo(first);
    }
  }

  @Test
  void noticesAServerThatWasKilledWhileIdle() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.GOOD)) {
      assertThat(provider.prepare()).isEmpty();
      ProcessHandle server = provider.workerProcess().orElseThrow();

      server.destroyForcibly();
      server.onExit().get(30, TimeUnit.SECONDS);

      assertThat(provider.isLoaded()).isFalse();
      assertThat(provider.prepare()).isEmpty();
      assertThat(RecordedEvents.of(provider, Servers.ask("Hello")).text()).startsWith("word0");
    }
  }

  @Test
  void endsAnAnswerThatFellSilent() throws Exception {
    Patience hasty =
        new Patience(
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            // The warm-up and the first word have to keep to it, however busy the machine.
            Duration.ofSeconds(10));
    try (ServerProvider provider =
        Servers.fake(folder, Manner.SILENT, hasty, new EngineSettings(1, 128))) {
      assertThat(provider.prepare()).isEmpty();

      RecordedEvents answer = RecordedEvents.of(provider, Servers.ask("Hello"));

      assertThat(answer.text()).isEqualTo("word0 ");
      assertThat(answer.failure().message()).contains("said nothing for too long");
      assertThat(provider.isLoaded()).isFalse();
    }
  }

  @Test
  void refusesAProgramThatDoesNotAnswerAsLlamaServerDoes() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.STRANGER)) {
      assertThat(provider.prepare())
          .map(Failure::message)
          .contains("The program does not answer as llama-server does (HTTP 404 for /props).");
      assertThat(provider.workerProcess()).isEmpty();
    }
  }

  @Test
  void takesAnotherPortWhenItsPortWasTaken() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.LATE_PORT)) {
      assertThat(provider.prepare()).isEmpty();
    }
  }

  @Test
  void tellsHowFarAPromptIsTooLongInTheWordsOfTheOtherEngine() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.SHORT)) {
      assertThat(provider.prepare()).isEmpty();

      Failure failure = RecordedEvents.of(provider, Servers.ask("Hello")).failure();

      assertThat(failure)
          .isInstanceOfSatisfying(
              Failure.ContextExceeded.class,
              exceeded -> {
                assertThat(exceeded.promptTokens()).isEqualTo(900);
                assertThat(exceeded.contextTokens()).isEqualTo(128);
              });
      assertThat(failure.message())
          .isEqualTo("The prompt has 900 tokens and the context holds 128.");
    }
  }

  @Test
  void tellsAnErrorOfTheServerAsAFaultOfTheEngine() throws Exception {
    EngineSettings cold =
        new EngineSettings(
            Wanted.AUTOMATIC,
            1,
            64,
            null,
            null,
            CacheType.F16,
            Toggle.AUTO,
            true,
            "",
            false,
            false);
    try (ServerProvider provider = Servers.fake(folder, Manner.BROKEN, Servers.PATIENT, cold)) {
      assertThat(provider.prepare()).isEmpty();

      Failure failure = RecordedEvents.of(provider, Servers.ask("Hello")).failure();

      assertThat(failure).isInstanceOf(Failure.EngineFault.class);
      assertThat(failure.message()).contains("out of memory");
      assertThat(provider.isLoaded()).isTrue();
    }
  }

  @Test
  void stopsAndAnswersTheNextRequest() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.ENDLESS)) {
      assertThat(provider.prepare()).isEmpty();
      for (int round = 0; round < 3; round++) {
        RecordedEvents answer = new RecordedEvents();
        Call call = provider.start(Servers.ask("Hello"), answer);
        answer.awaitFirstDelta();
        call.cancel();
        assertThat(answer.awaitLast().failure()).isEqualTo(new Failure.Cancelled());
      }
    }
  }

  @Test
  void leavesNoProcessBehindWhenClosedAndStartsNothingMore() throws Exception {
    ServerProvider provider = Servers.fake(folder, Manner.ENDLESS);
    assertThat(provider.prepare()).isEmpty();
    ProcessHandle server = provider.workerProcess().orElseThrow();
    ProcessHandle guardian = server.parent().orElseThrow();
    RecordedEvents answer = new RecordedEvents();
    var _ = provider.start(Servers.ask("Hello"), answer);
    answer.awaitFirstDelta();

    provider.close();

    server.onExit().get(30, TimeUnit.SECONDS);
    guardian.onExit().get(30, TimeUnit.SECONDS);
    assertThat(answer.awaitLast().failure()).isInstanceOf(Failure.EngineFault.class);
    assertThat(provider.prepare()).contains(new Failure.Cancelled());
  }

  @Test
  void endsTheServerWhenOnlyItsGuardianWasKilled() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.GOOD)) {
      assertThat(provider.prepare()).isEmpty();
      ProcessHandle server = provider.workerProcess().orElseThrow();
      ProcessHandle guardian = server.parent().orElseThrow();

      guardian.destroyForcibly();
      guardian.onExit().get(30, TimeUnit.SECONDS);
      // Its handle tells the end a moment before its process does.
      while (provider.isLoaded()) {
        Thread.sleep(20);
      }

      assertThat(provider.prepare()).isEmpty();
      server.onExit().get(30, TimeUnit.SECONDS);
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void endsTheLoadingWhenInterrupted() throws Exception {
    try (ServerProvider provider = Servers.fake(folder, Manner.NEVER_READY)) {
      CompletableFuture<Optional<Failure>> ended = new CompletableFuture<>();
      Thread loading =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  ended.complete(provider.prepare());
                } catch (InterruptedException stopped) {
                  ended.completeExceptionally(stopped);
                }
              });
      while (provider.engineLog().isEmpty()) {
        loading.join(Duration.ofMillis(20));
      }

      loading.interrupt();

      assertThat(ended).failsWithin(Duration.ofSeconds(30));
      assertThat(provider.workerProcess()).isEmpty();
      assertThat(provider.isLoaded()).isFalse();
    }
  }

  @Test
  void loadsAndUnloadsAgainAndAgainWithoutAChildLeft() throws Exception {
    ServerBuild build = Servers.build(FakeServer.jar(folder, Manner.GOOD));
    Path model = Servers.model(folder);
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    for (int round = 0; round < 3; round++) {
      try (ServerProvider provider =
          Servers.provider(build, model, folder, Servers.PATIENT, new EngineSettings(1, 128))) {
        assertThat(provider.prepare()).isEmpty();
        assertThat(RecordedEvents.of(provider, Servers.ask("Hello")).text()).isNotEmpty();
      }
    }
    List<ProcessHandle> left =
        ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
    for (ProcessHandle child : left) {
      // One that was just killed may need a moment.
      child.onExit().get(30, TimeUnit.SECONDS);
    }
  }
}
