package app.diptych.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Numbers of rows can be written and read again. */
class RowNumbersTest {
  @Test
  void whatIsWrittenIsReadAsTheSameRows() {
    assertThat(RowNumbers.of(Set.of(1L, 5L, 6L, 7L, 9L)).toString()).isEqualTo("1,5-7,9");
    Random random = new Random(8);
    for (int round = 0; round < 300; round++) {
      Set<Long> rows = new TreeSet<>();
      for (int i = 0; i <= round % 40; i++) {
        rows.add(1L + random.nextInt(60));
      }
      RowNumbers again = RowNumbers.parse(RowNumbers.of(rows).toString());
      for (long row = 0; row <= 61; row++) {
        assertThat(again.has(row)).as(rows + " has " + row).isEqualTo(rows.contains(row));
      }
      assertThat(again.size()).isEqualTo(rows.size());
    }
  }
}
