package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.ModelCatalog.Entry;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelChoicesTest {
  private static final Entry SMALL = new Entry("demo/small", "demonstration model", true);
  private static final Entry SCOUT = new Entry("sheep/llama-4-scout", "sheep", false);
  private static final Entry LLAMA = new Entry("sheep/llama-4", "sheep", false);

  private final ModelChoices choices = new ModelChoices();

  @BeforeEach
  void begin() {
    choices.begin(List.of(SMALL, SCOUT, LLAMA));
  }

  @Test
  void offersTheFirstMatchOfAPartOfAName() {
    choices.type("LLAMA");
    assertThat(choices.rows()).extracting(ModelChoice::entry).containsExactly(SCOUT, LLAMA);
    assertThat(usual()).isEqualTo(new ModelChoice(SCOUT, false));
  }

  @Test
  void takesAListedNameThatIsTypedInFullThoughAnotherOneContainsIt() {
    choices.type(" sheep/llama-4 ");
    assertThat(choices.rows()).noneMatch(ModelChoice::asTyped);
    assertThat(usual()).isEqualTo(new ModelChoice(LLAMA, false));
  }

  @Test
  void offersANameThatIsPartOfAListedOneAsTypedToo() {
    choices.type("sheep/llama");
    assertThat(choices.rows().getFirst().asTyped()).isTrue();
    assertThat(choices.rows().getFirst().entry().model()).isEqualTo("sheep/llama");
    assertThat(usual()).isEqualTo(new ModelChoice(SCOUT, false));
  }

  @Test
  void takesANameThatNothingMatchesAsTyped() {
    choices.type("file:/models/own.gguf");
    assertThat(usual().asTyped()).isTrue();
    assertThat(usual().entry().local()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "/home", "sheep/", "two words/x", "file:", ""})
  void doesNotOfferWhatCannotBeAName(String typed) {
    choices.type(typed);
    assertThat(choices.rows()).noneMatch(ModelChoice::asTyped);
  }

  @Test
  void keepsTheRowAPersonIsOnWhileOthersCome() {
    choices.begin(List.of(SMALL));
    choices.type("sheep/llama");
    ModelChoice typed = usual();
    choices.add(List.of(SCOUT, SMALL));
    assertThat(choices.rows()).hasSize(2);
    assertThat(choices.rows().get(choices.find(typed))).isEqualTo(typed);
  }

  private ModelChoice usual() {
    return choices.rows().get(choices.usual());
  }
}
