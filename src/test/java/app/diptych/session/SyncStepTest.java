package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a prompt and its file can have changed; an empty cell is one that is not there. */
class SyncStepTest {
  @ParameterizedTest
  @CsvSource({
    // marked, prompt, file
    ",,,NOTHING",
    "1,1,1,NOTHING",
    "1,2,2,AGREE",
    ",1,1,AGREE",
    "1,1,2,TAKE",
    ",,1,TAKE",
    "1,,2,TAKE",
    "1,2,1,WRITE",
    ",1,,WRITE",
    "1,2,,WRITE",
    "1,2,3,TAKE_BESIDE",
    ",1,2,TAKE_BESIDE",
    "1,1,,DELETE_PROMPT",
    "1,,1,DELETE_FILE",
    "1,,,FORGET"
  })
  void decides(
      @Nullable String marked, @Nullable String prompt, @Nullable String file, SyncStep step) {
    assertThat(SyncStep.of(marked, prompt, file)).isEqualTo(step);
  }
}
