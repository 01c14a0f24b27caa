package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.exchange.Redaction;
import app.diptych.exchange.Samples.Sample;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.SavedSession;
import app.diptych.session.TrialRecorder.NewTrial;
import app.diptych.session.Workspace;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.Trial;
import java.nio.file.Files;
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

/**
 * Records the sample sessions: both demonstration models really answer, and what they answer is
 * written as it came. Nobody's verdict is in them, because nobody gave one.
 */
@Tag("samples")
@Timeout(300)
class SampleSessionsTool {
  private static final Path FOLDER = Path.of("sessions");
  private static final Map<Side, String> MODELS = Map.of(Side.A, "demo/small", Side.B, "demo/base");

  /** So that somebody who records again gets the same answers. */
  private static final long SEED = 7;

  private static final List<String> CONVERSATION =
      List.of(
          "Tell me a short story about a fox and a lighthouse.",
          "Write a haiku about autumn.",
          "Give me three tips for better sleep.",
          "What is recursion?");

  @TempDir Path home;

  @Test
  void recordsEveryPromptOfTheDemonstration() throws Exception {
    List<Prompt> prompts =
        PromptLibrary.bundled().prompts().stream()
            .filter(prompt -> prompt.folder().equals("demo"))
            .toList();
    assertThat(prompts).hasSizeGreaterThan(10);
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace();
      Sample sample = Sample.PROMPTS;
      begin(workspace, sample, "Sample: every demonstration prompt");
      for (Prompt prompt : prompts) {
        Map<Side, List<Message>> asked = new EnumMap<>(Side.class);
        MODELS.keySet().forEach(side -> asked.put(side, List.of(Message.user(prompt.text()))));
        run(wiring, workspace, sample, asked, null, prompt.id());
      }
      write(workspace, sample, prompts.size());
    }
  }

  @Test
  void recordsAConversation() throws Exception {
    try (Wiring wiring = new Wiring(home, List.of(), Map.of())) {
      Workspace workspace = wiring.openWorkspace();
      Sample sample = Sample.CONVERSATION;
      begin(workspace, sample, "Sample: a conversation");
      Map<Side, List<Message>> messages = new EnumMap<>(Side.class);
      MODELS.keySet().forEach(side -> messages.put(side, new ArrayList<>()));
      String parent = null;
      for (String prompt : CONVERSATION) {
        messages.values().forEach(so -> so.add(Message.user(prompt)));
        Trial trial = run(wiring, workspace, sample, messages, parent, null);
        parent = trial.id();
        messages.forEach((side, so) -> so.add(Message.assistant(trial.answer(side).text())));
      }
      write(workspace, sample, CONVERSATION.size());
    }
  }

  private static void begin(Workspace workspace, Sample sample, String title) throws Exception {
    workspace.sessions().create(sample.session(), title, null).get(30, TimeUnit.SECONDS);
    workspace.sessions().tag(sample.session(), List.of("sample")).get(30, TimeUnit.SECONDS);
  }

  private static Trial run(
      Wiring wiring,
      Workspace workspace,
      Sample sample,
      Map<Side, List<Message>> asked,
      @Nullable String parent,
      @Nullable String prompt)
      throws Exception {
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    asked.forEach((side, messages) -> setups.put(side, setup(wiring, side, messages)));
    String id = sample.session() + "-" + (1 + workspace.sessions().trials(sample.session()).size());
    Trial trial =
        wiring
            .trials()
            .start(
                id,
                setups,
                workspace.record(new NewTrial(id, sample.session(), parent, prompt, setups)))
            .await();
    workspace.value("settled", "yes").get(30, TimeUnit.SECONDS);
    assertThat(trial.hasFailure()).as(trial.toString()).isFalse();
    return trial;
  }

  private static SideSetup setup(Wiring wiring, Side side, List<Message> messages) {
    String name = MODELS.getOrDefault(side, "");
    if (!(wiring.models().find(side, name) instanceof Found found)) {
      throw new AssertionError("No model " + name);
    }
    return new SideSetup(
        found.model(),
        found.local(),
        found.provider(),
        new CompletionRequest(
            found.requestModel(),
            messages,
            new Sampling(Sampling.USUAL_TEMPERATURE, Sampling.USUAL_TOP_P, null, SEED, List.of())));
  }

  private static void write(Workspace workspace, Sample sample, int trials) throws Exception {
    SavedSession session = workspace.sessions().whole(sample.session()).orElseThrow();
    assertThat(session.trials()).hasSize(trials);
    Files.createDirectories(FOLDER);
    Exchange.write(
        Format.BUNDLE,
        List.of(session),
        FOLDER.resolve(sample.file()),
        Redaction.secrets(System.getenv()));
  }
}
