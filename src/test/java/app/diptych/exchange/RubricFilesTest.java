package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.review.Rubric;
import app.diptych.session.BundledRubrics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rubrics as files. */
class RubricFilesTest {
  @TempDir Path home;

  @Test
  void aRubricComesBackAsItWas() throws Exception {
    for (Rubric rubric : BundledRubrics.all()) {
      Path file = home.resolve("rubric.json");
      RubricFiles.write(rubric, file);
      assertThat(RubricFiles.read(file)).isEqualTo(rubric);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | no readable JSON",
        "[] | is not a rubric",
        "{\"diptychRubric\": 9} | is not a rubric",
        "{\"diptychRubric\": 1, \"name\": \"x\"} | has a name and 1 to 20 criteria",
        "{\"diptychRubric\": 1, \"name\": \"x\", \"criteria\": [{\"name\": \"\"}]} | needs a name",
        "{\"diptychRubric\": 1, \"name\": \"x\", \"criteria\": [{\"name\": \"a\", \"scale\": \"ten\"}]}"
            + " | must be pass_fail, three, five or seven",
        "{\"diptychRubric\": 1, \"name\": \"x\", \"criteria\": [{\"name\": \"a\", \"anchors\": [\"b\"]}]}"
            + " | give one for each step, or none",
      })
  void saysInASentenceWhatIsWrongWithAFile(String text, String said) throws Exception {
    Path file = home.resolve("wrong.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> RubricFiles.read(file))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining(said);
  }
}
