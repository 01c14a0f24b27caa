package app.diptych.ui.decide;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.report.check.Finding;
import app.diptych.report.check.Finding.Severity;
import app.diptych.ui.decide.CheckerModel.Checked;
import app.diptych.ui.decide.CheckerModel.State;
import app.diptych.ui.fx.Background;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published tables checked without a window. */
class CheckerModelTest {
  @TempDir Path folder;

  private final CheckerModel model =
      new CheckerModel(Optional::empty, new Background(Runnable::run, Runnable::run));

  /** The playbook's TTFT of 180 ms is longer than its whole answer of 38 ms. */
  @Test
  void thePlaybooksTableContradictsItself() {
    model.playbook();
    assertThat(model.stateProperty().get()).isEqualTo(State.CHECKED);
    assertThat(model.textProperty().get()).contains("| Average Latency (ms) | 38ms |");
    assertThat(checked().findings())
        .anyMatch(finding ->
            finding.severity() == Severity.CONTRADICTION
                && finding.rule().equals("ttft-within-e2e")
                && finding.subject().contains("Scout"))
        .extracting(Finding::rule)
        .contains("savings-have-a-denominator", "one-figure-for-one-thing");
    assertThat(checked().summary())
        .matches("\\d+ figures read: \\d+ contradictions, \\d+ doubts?\\.");
  }

  @Test
  void checksWhatIsPastedAndSaysWhenNothingIsWrong() {
    model.textProperty().set("Metric,A\nP50 latency (ms),40\nP95 latency (ms),30\n");
    model.check();
    assertThat(checked().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.CONTRADICTION));
    model.textProperty().set("Metric\tA\nP50 latency (ms)\t40\nP95 latency (ms)\t50\n");
    model.check();
    assertThat(checked().findings()).isEmpty();
    assertThat(checked().summary()).isEqualTo("2 figures read: 0 contradictions, 0 doubts.");
  }

  @Test
  void saysWhyNothingWasChecked() throws Exception {
    model.check();
    assertThat(model.problemProperty().get()).startsWith("Paste a table");
    model.textProperty().set("no table at all");
    model.check();
    assertThat(model.stateProperty().get()).isEqualTo(State.FAILED);
    assertThat(model.problemProperty().get()).startsWith("No table was found");
    model.tokensProperty().set("many");
    model.check();
    assertThat(model.problemProperty().get()).startsWith("Tokens of an answer");
    model.tokensProperty().set("150");
    model.own();
    assertThat(model.problemProperty().get()).startsWith("Nothing was measured here yet");
    model.open(folder.resolve("gone.csv"));
    assertThat(model.problemProperty().get()).startsWith("gone.csv cannot be read");
    model.open(Files.write(folder.resolve("large.csv"), new byte[(1 << 20) + 1]));
    assertThat(model.problemProperty().get()).startsWith("large.csv has more than 1 MB");
    assertThat(model.textProperty().get()).as("what was typed stays").isEqualTo("no table at all");
  }

  private Checked checked() {
    return Objects.requireNonNull(model.checkedProperty().get());
  }
}
