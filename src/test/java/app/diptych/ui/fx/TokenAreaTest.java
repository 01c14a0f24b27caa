package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.TokenArea.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenAreaTest {
  /** Every piece is laid out with all others of its line. */
  @Test
  void foldsALineThatGoesOnAndOn() {
    FxTest.start();
    TokenArea area = FxTest.run(TokenArea::new);
    FxTest.run(() -> {
      for (int i = 0; i < 2_000; i++) {
        area.append(List.of(new Piece(" word", i % 2 == 0 ? "even" : "odd")));
      }
      for (int i = 0; i < 2_000; i++) {
        area.append(List.of(new Piece("\u5b57", i % 2 == 0 ? "even" : "odd")));
      }
    });
    assertThat(FxTest.run(area::longestLine)).isLessThanOrEqualTo(1_000);
    assertThat(FxTest.run(area::text))
        .as("as it was said")
        .isEqualTo(" word".repeat(2_000) + "\u5b57".repeat(2_000));
    for (int piece : new int[] {0, 119, 121, 122, 1_999, 2_905, 3_999}) {
      assertThat(FxTest.run(() -> area.styleOf(piece)))
          .as("piece %d", piece)
          .contains(piece % 2 == 0 ? "even" : "odd");
    }
  }

  @Test
  void addsNoEmptyLineWhereALongOneEndsByItself() {
    FxTest.start();
    TokenArea area = FxTest.run(TokenArea::new);
    String said = "x".repeat(950);
    FxTest.run(() ->
        area.append(
            List.of(
                new Piece(said, "even"),
                new Piece("", "odd"),
                new Piece(" \n", "even"),
                new Piece("\n", "odd"),
                new Piece("end", "even"))));
    assertThat(FxTest.run(area::text)).isEqualTo(said + " \n\nend");
    assertThat(FxTest.run(() -> area.styleOf(4))).contains("even");
  }
}
