package app.diptych.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FixedKey;
import app.diptych.ui.fx.Place;
import app.diptych.ui.fx.Shortcut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of keys has every action, with the keys it comes with. */
class KeysDocTest {
  private static final Path PAGE = Path.of("docs", "keys.md");
  private static final Map<String, String> SIGNS =
      Map.of("Comma", ",", "Period", ".", "Plus", "+", "Minus", "-");
  private static final List<String> HELD = List.of("Ctrl", "Alt", "Shift");

  @Test
  void thePageOfKeysHasEveryAction() throws IOException {
    String page = Files.readString(PAGE);
    String tables = Stream.of(Place.values()).map(KeysDocTest::table).collect(Collectors.joining());
    assertThat(page.substring(page.indexOf("## Everywhere")))
        .isEqualTo(tables.stripTrailing() + "\n");
  }

  private static String table(Place place) {
    return "## "
        + place.words()
        + "\n\n| to | press |\n|---|---|\n"
        + Stream.of(Shortcut.values())
            .filter(shortcut -> shortcut.place() == place)
            .map(shortcut -> "| " + shortcut.action() + " | " + keys(shortcut) + " |\n")
            .collect(Collectors.joining())
        + Stream.of(FixedKey.values())
            .filter(key -> key.place() == place)
            .map(key -> "| " + key.action() + " | " + key.keys() + " (fixed) |\n")
            .collect(Collectors.joining())
        + "\n";
  }

  /** As they are written on a keyboard of a PC, whatever this machine is. */
  private static String keys(Shortcut shortcut) {
    List<String> parts =
        List.of(shortcut.preset().getName().replace("Shortcut", "Ctrl").split("\\+"));
    return Stream.concat(
            HELD.stream().filter(parts::contains),
            parts.stream()
                .filter(part -> !HELD.contains(part))
                .map(part -> SIGNS.getOrDefault(part, part)))
        .collect(Collectors.joining("+"));
  }
}
