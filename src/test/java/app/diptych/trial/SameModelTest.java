package app.diptych.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameModelTest {
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o",
    "gpt-4o, gpt-4o-2024-08-06",
    "gpt-4, gpt-4-0613",
    "gpt-4.1-mini, gpt-4.1-mini-2025-04-14",
    "claude-sonnet-4, claude-sonnet-4-20250514",
    "mistral-large-latest, mistral-large-2411",
    "mistral-large-latest, mistral-large",
    "gemini-2.0-flash, gemini-2.0-flash-001",
    "Qwen/Qwen2.5-72B-Instruct, qwen/qwen2.5-72b-instruct",
    "meta-llama/llama-4-scout, llama-4-scout",
    "llama-4-scout, meta-llama/llama-4-scout",
    "openai/gpt-4o, gpt-4o-2024-08-06",
    "deepseek/deepseek-r1:free, deepseek/deepseek-r1",
    "llama3, llama3:latest",
    "qwen3-4b, /models/qwen3-4b.gguf",
  })
  void takesAnotherSpellingForTheSameModel(String sent, String answered) {
    assertThat(SameModel.fits(sent, answered)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o-mini",
    "gpt-4o-mini, gpt-4o",
    "gpt-4o, gpt-4o-mini-2024-07-18",
    "gpt-4o-2024-05-13, gpt-4o-2024-08-06",
    "gpt-4o-2024-05-13, gpt-4o",
    "llama-4-scout, llama-4-maverick",
    "llama-4-scout, llama-3.1-8b",
    "qwen3:4b, qwen3:8b",
    "a/llama, b/llama",
    "a/llama, b/llama-2024-08-06",
    "qwen-3-72b, qwen-2.5-72b",
    "mistral-large-latest, mistral-small-2411",
  })
  void doesNotTakeAnotherModelForTheSame(String sent, String answered) {
    assertThat(SameModel.fits(sent, answered)).isFalse();
  }
}
