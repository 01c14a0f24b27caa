package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.prompt.PromptRevision.Change;
import app.diptych.prompt.PromptRevision.Part;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PromptRevisionTest {
  private static final Prompt PROMPT = Prompt.of("1", "Story", "Tell a story.");

  @Test
  void namesThePartsThatChanged() {
    PromptRevision first = new PromptRevision(1, Instant.EPOCH, PROMPT);
    PromptRevision second =
        new PromptRevision(2, Instant.EPOCH, PROMPT.withText("Tell a tale.").withFavourite(true));
    assertThat(second.since(first))
        .containsExactly(
            new Change(Part.TEXT, "Tell a story.", "Tell a tale."),
            new Change(Part.FAVOURITE, "no", "yes"));
    assertThat(first.since(first)).isEmpty();
  }

  @Test
  void countsFromOne() {
    assertThatThrownBy(() -> new PromptRevision(0, Instant.EPOCH, PROMPT))
        .hasMessageContaining("counted from 1");
  }
}
