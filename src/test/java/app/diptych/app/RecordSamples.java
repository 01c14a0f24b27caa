package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.exchange.Redaction;
import app.diptych.exchange.Sample;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.SavedSession;
import app.diptych.session.Sessions;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records the sample sessions anew from the real models: ./mvnw -Psamples verify */
@Tag("samples")
@Timeout(300)
class RecordSamples {
  private static final Path FOLDER = Path.of("sessions");
  private static final Sampling SAMPLING = new Sampling(0.7, 0.95, 160, 7L, List.of());
  private static final Map<Side, String> MODELS = Map.of(Side.A, "demo/small", Side.B, "demo/base");

  @TempDir Path home;

  @Test
  void recordsEveryDemonstrationPrompt() throws Exception {
    List<Prompt> prompts =
        PromptLibrary.bundled().prompts().stream()
            .filter(prompt -> prompt.folder().equals("demo"))
            .toList();
    assertThat(prompts).hasSizeGreaterThan(10);
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace(Role.OWNER);
      String session = begin(workspace, "Sample: all demonstration prompts");
      for (Prompt prompt : prompts) {
        ask(wiring, workspace, session, null, List.of(Message.user(prompt.text())), null);
      }
      write(workspace, session, Sample.PROMPTS);
    }
  }

  @Test
  void recordsAConversation() throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace(Role.OWNER);
      String session = begin(workspace, "Sample: a conversation");
      @Nullable Trial before = null;
      for (String prompt :
          List.of("Write a haiku about autumn.", "What is recursion?", "Haiku", "Who are you?")) {
        before =
            ask(
                wiring,
                workspace,
                session,
                before == null ? null : before.id(),
                List.of(Message.user(prompt)),
                before);
      }
      write(workspace, session, Sample.CONVERSATION);
    }
  }

  /** For verdicts that were changed; the answers stay. */
  @Test
  void judgesWhatWasRecordedAnew() throws Exception {
    for (Sample sample : Sample.values()) {
      Path file = FOLDER.resolve(sample.file());
      SavedSession session = Exchange.read(file).sessions().getFirst();
      save(sample, ExampleVerdicts.on(sample, session));
    }
  }

  private static String begin(Workspace workspace, String title) throws Exception {
    String session = Sessions.newId();
    workspace.sessions().create(session, title, null).get(30, TimeUnit.SECONDS);
    return session;
  }

  private static Trial ask(
      Wiring wiring,
      Workspace workspace,
      String session,
      @Nullable String parent,
      List<Message> asked,
      @Nullable Trial before)
      throws Exception {
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      List<Message> messages = new ArrayList<>();
      if (before != null) {
        messages.addAll(before.answer(side).request().messages());
        messages.add(Message.assistant(before.answer(side).text()));
      }
      messages.addAll(asked);
      Found found = (Found) wiring.models().find(side, MODELS.getOrDefault(side, ""));
      setups.put(
          side,
          new SideSetup(
              found.model(),
              found.local(),
              found.provider(),
              new CompletionRequest(found.requestModel(), messages, SAMPLING)));
    }
    String id = TrialRunner.newId();
    return wiring
        .trials()
        .start(id, setups, workspace.record(new NewTrial(id, session, parent, null, setups)))
        .await();
  }

  private static void write(Workspace workspace, String session, Sample sample) throws Exception {
    workspace.value("recorded", session).get(30, TimeUnit.SECONDS);
    SavedSession whole =
        ExampleVerdicts.on(sample, workspace.sessions().whole(session).orElseThrow());
    assertThat(whole.trials())
        .allSatisfy(trial ->
            assertThat(trial.trial().answers().values())
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.finishReason()).isNotNull()));
    save(sample, whole);
  }

  private static void save(Sample sample, SavedSession whole) throws Exception {
    assertThat(
            Exchange.write(
                Format.BUNDLE, List.of(whole), FOLDER.resolve(sample.file()), Redaction.NONE))
        .isEmpty();
  }
}
