package app.diptych.aim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AimTableTest {
  private static final List<String> DOCUMENT =
      List.of(
          "# Benchmarks",
          "<!-- aims -->",
          "| # | what | aim | result | | when |",
          "|---|---|---|---|---|---|",
          "| 5 | "
              + Aim.LENGTH.what()
              + " | at most 1.30 x | 1.10 x | met | 2026-01-01, load 0.1 |",
          "<!-- /aims -->",
          "Prose with a | in it.");

  private static AimRow row(Aim aim, String result) {
    return new AimRow("6", aim.what(), "at most 1.50 x", result, "met", "2026-02-02, load 0.2");
  }

  @Test
  void keepsWhatAnEarlierRunMeasured() {
    List<String> after = AimTable.with(DOCUMENT, row(Aim.SAVE, "1.40 x"));
    assertThat(after).contains(DOCUMENT.get(4), row(Aim.SAVE, "1.40 x").line());
    assertThat(after.getLast()).isEqualTo("Prose with a | in it.");
  }

  @Test
  void replacesWhatIsMeasuredAgain() {
    List<String> once = AimTable.with(DOCUMENT, row(Aim.SAVE, "1.40 x"));
    List<String> twice = AimTable.with(once, row(Aim.SAVE, "1.20 x"));
    assertThat(twice).hasSameSizeAs(once).contains(row(Aim.SAVE, "1.20 x").line());
  }

  @Test
  void showsTheRowsInTheOrderOfTheAims() {
    List<String> after = AimTable.with(DOCUMENT, row(Aim.READING, "2.00 x"));
    assertThat(after.indexOf(row(Aim.READING, "2.00 x").line()))
        .isLessThan(after.indexOf(DOCUMENT.get(4)));
  }
}
