package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShortcutTest {
  @Test
  void noTwoActionsHaveTheSameKeys() {
    FxTest.start();
    assertThat(Arrays.stream(Shortcut.values()).map(Shortcut::keys)).doesNotHaveDuplicates();
    assertThat(
            Arrays.stream(Shortcut.values())
                .flatMap(one -> Stream.concat(Stream.of(one.preset()), one.always().stream())))
        .doesNotHaveDuplicates();
  }
}
