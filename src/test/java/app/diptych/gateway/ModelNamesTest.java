package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {
  private static final List<String> LISTED =
      List.of(
          "gpt-4.1",
          "llama-4-scout",
          "meta-llama/Llama-3.3-70B-Instruct",
          "qwen-3-72b",
          "deepseek-v3.2",
          "mistral-nemo");

  @ParameterizedTest
  @CsvSource({
    // Both of the playbook's own wrong examples, for which its code suggests nothing.
    "qwen3-72b, qwen-3-72b",
    "Qwen-3-72B, qwen-3-72b",
    "QWEN_3_72B, qwen-3-72b",
    "qwen-3-27b, qwen-3-72b",
    "llama4-scout, llama-4-scout",
    "lama-4-scout, llama-4-scout",
    "meta/llama-4-scout, llama-4-scout",
    "llama-3.3-70b-instruct, meta-llama/Llama-3.3-70B-Instruct",
    "llama-3.3-70b, meta-llama/Llama-3.3-70B-Instruct",
    "deepseek-v3-2, deepseek-v3.2",
    "mistral-nemo-2407, mistral-nemo",
    "gpt-41, gpt-4.1",
  })
  void suggestsTheNearestNameFirst(String wanted, String nearest) {
    assertThat(ModelNames.nearest(wanted, LISTED)).first().isEqualTo(nearest);
  }

  @Test
  void suggestsNothingThatIsNotAlike() {
    assertThat(ModelNames.nearest("claude-sonnet-4.5", LISTED)).isEmpty();
    assertThat(ModelNames.nearest("", LISTED)).isEmpty();
    assertThat(ModelNames.nearest("---", LISTED)).isEmpty();
    assertThat(ModelNames.nearest("qwen-3-72b", List.of())).isEmpty();
  }

  @Test
  void takesSpellingsThatAreNotInTheList() {
    assertThat(ModelNames.has(List.of("a/b"), "a/b:free")).isTrue();
    assertThat(ModelNames.has(List.of("llama3:latest"), "llama3")).isTrue();
    assertThat(ModelNames.has(List.of("a/b"), "b")).isFalse();
  }
}
