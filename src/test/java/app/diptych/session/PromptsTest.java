package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PromptsTest {
  @TempDir Path home;

  @Test
  void keepsEveryRevisionOfAPrompt() throws Exception {
    Prompt first = Prompt.of("mine/fox", "Fox", "Tell of {{animal}}.\r\n---\n").withFolder("tales");
    try (OpenWorkspace open = open()) {
      Prompts prompts = open.workspace.prompts();
      OpenWorkspace.done(prompts.save(first));
      OpenWorkspace.done(prompts.save(first));
      OpenWorkspace.done(prompts.save(first.withText("Tell of two {{animal}}s.")));
    }
    try (OpenWorkspace open = open()) {
      List<PromptRevision> revisions = open.workspace.prompts().revisions("mine/fox");
      assertThat(revisions).extracting(PromptRevision::number).containsExactly(2, 1);
      assertThat(revisions.get(1).prompt()).isEqualTo(first);
      assertThat(revisions.get(0).since(revisions.get(1))).hasSize(1);
      assertThat(open.workspace.prompts().list())
          .extracting(used -> used.prompt().text())
          .containsExactly("Tell of two {{animal}}s.");
    }
  }

  @Test
  void putsFavouritesFirstAndBringsADeletedPromptBack() throws Exception {
    try (OpenWorkspace open = open()) {
      Prompts prompts = open.workspace.prompts();
      OpenWorkspace.done(prompts.save(Prompt.of("a", "Ant", "x")));
      OpenWorkspace.done(prompts.save(Prompt.of("z", "Zebra", "x").withFavourite(true)));
      assertThat(titles(prompts)).containsExactly("Zebra", "Ant");
      OpenWorkspace.done(prompts.delete("z"));
      assertThat(titles(prompts)).containsExactly("Ant");
      OpenWorkspace.done(prompts.restore("z"));
      assertThat(titles(prompts)).containsExactly("Zebra", "Ant");
    }
  }

  @Test
  void makesOneRevisionOfASitting() throws Exception {
    Prompt prompt = Prompt.of("p", "P", "a");
    try (OpenWorkspace open = open()) {
      Prompts prompts = open.workspace.prompts();
      OpenWorkspace.done(prompts.save(prompt));
      Prompts.Sitting sitting = new Prompts.Sitting();
      OpenWorkspace.done(prompts.save(prompt.withText("ab"), sitting));
      OpenWorkspace.done(prompts.save(prompt.withText("abc"), sitting));
      assertThat(texts(prompts)).containsExactly("abc", "a");
      OpenWorkspace.done(prompts.save(prompt.withText("other")));
      OpenWorkspace.done(prompts.save(prompt.withText("abcd"), sitting));
      assertThat(texts(prompts)).containsExactly("abcd", "other", "abc", "a");
      OpenWorkspace.done(prompts.save(prompt.withText("abcd"), new Prompts.Sitting()));
      assertThat(texts(prompts)).hasSize(4);
    }
  }

  @Test
  void keepsNoRevisionOfWhatWasChangedBack() throws Exception {
    Prompt prompt = Prompt.of("p", "P", "a");
    try (OpenWorkspace open = open()) {
      Prompts prompts = open.workspace.prompts();
      OpenWorkspace.done(prompts.save(prompt));
      Prompts.Sitting sitting = new Prompts.Sitting();
      OpenWorkspace.done(prompts.save(prompt.withText("ab"), sitting));
      OpenWorkspace.done(prompts.save(prompt, sitting));
      assertThat(texts(prompts)).containsExactly("a");
      OpenWorkspace.done(prompts.save(prompt.withText("ac"), sitting));
      assertThat(texts(prompts)).containsExactly("ac", "a");
      assertThat(prompts.list().getFirst().prompt().text()).isEqualTo("ac");
    }
  }

  @Test
  void favoursOwnAndBundledPromptsWithoutARevision() throws Exception {
    try (OpenWorkspace open = open()) {
      Prompts prompts = open.workspace.prompts();
      OpenWorkspace.done(prompts.save(Prompt.of("p", "P", "a")));
      OpenWorkspace.done(prompts.favour("p", true));
      OpenWorkspace.done(prompts.favour("demo/haiku", true));
      OpenWorkspace.done(prompts.favour("demo/haiku", true));
      assertThat(prompts.list().getFirst().prompt().favourite()).isTrue();
      assertThat(prompts.favouriteBundled()).containsExactly("demo/haiku");
      assertThat(texts(prompts)).hasSize(1);
      OpenWorkspace.done(prompts.favour("demo/haiku", false));
      OpenWorkspace.done(prompts.favour("p", false));
      assertThat(prompts.favouriteBundled()).isEmpty();
      assertThat(prompts.list().getFirst().prompt().favourite()).isFalse();
    }
  }

  @Test
  void countsUsesAndFindsResultsLeavingOutDeletedSessions() throws Exception {
    try (OpenWorkspace open = open()) {
      Prompts prompts = open.workspace.prompts();
      OpenWorkspace.done(prompts.save(Prompt.of("p", "P", "a")));
      String kept = open.session("Kept");
      String gone = open.session("Gone");
      String first = open.use("p", kept);
      String second = open.use("p", kept);
      open.use("p", gone);
      open.use("demo/haiku", kept);
      OpenWorkspace.done(open.sessions().delete(gone));
      assertThat(prompts.list().getFirst().uses()).isEqualTo(2);
      assertThat(prompts.uses()).containsEntry("demo/haiku", 1).containsEntry("p", 2);
      assertThat(prompts.lastResults("p", 5))
          .extracting(SavedTrial::id)
          .containsExactly(second, first);
      assertThat(prompts.lastResults("p", 1)).hasSize(1);
    }
  }

  private static List<String> texts(Prompts prompts) throws WorkspaceException {
    return prompts.revisions("p").stream().map(revision -> revision.prompt().text()).toList();
  }

  private OpenWorkspace open() throws WorkspaceException {
    return new OpenWorkspace(home.resolve("workspace.db"));
  }

  private static List<String> titles(Prompts prompts) throws WorkspaceException {
    return prompts.list().stream().map(used -> used.prompt().title()).toList();
  }
}
