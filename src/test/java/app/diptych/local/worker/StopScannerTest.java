package app.diptych.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopScannerTest {
  @Test
  void cutsAtTheFirstStopTextHoweverThePiecesFall() {
    Random random = new Random(4);
    List<String> stops = List.of("aab", "ba\ud83d\ude00", "bbbb");
    String[] letters = {"a", "b", "\ud83d\ude00"};

    for (int i = 0; i < 5000; i++) {
      StringBuilder whole = new StringBuilder();
      StringBuilder shown = new StringBuilder();
      StopScanner scanner = new StopScanner(stops);
      for (int piece = 0; piece < 8 && !scanner.stopped(); piece++) {
        StringBuilder next = new StringBuilder();
        for (int letter = random.nextInt(4); letter > 0; letter--) {
          next.append(letters[random.nextInt(3)]);
        }
        whole.append(next);
        shown.append(scanner.accept(next.toString()));
      }
      shown.append(scanner.rest());

      assertThat(shown.toString()).isEqualTo(cut(whole.toString(), stops));
    }
  }

  @Test
  void holdsBackOnlyWhatMayBecomeAStopText() {
    StopScanner scanner = new StopScanner(List.of("<|im_end|>"));

    assertThat(scanner.accept("Hello <")).isEqualTo("Hello ");
    assertThat(scanner.accept("|im")).isEmpty();
    assertThat(scanner.accept("possible")).isEqualTo("<|impossible");
    assertThat(scanner.stopped()).isFalse();
  }

  /** The earliest place where any stop text stands. */
  private static String cut(String text, List<String> stops) {
    int first = text.length();
    for (String stop : stops) {
      int at = text.indexOf(stop);
      first = at < 0 ? first : Math.min(first, at);
    }
    return text.substring(0, first);
  }
}
