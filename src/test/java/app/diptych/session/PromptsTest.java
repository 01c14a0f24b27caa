package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptRevision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
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

  private OpenWorkspace open() throws WorkspaceException {
    return new OpenWorkspace(home.resolve("workspace.db"));
  }

  private static List<String> titles(Prompts prompts) throws WorkspaceException {
    return prompts.list().stream().map(used -> used.prompt().title()).toList();
  }
}
