package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name that no theme knows has no colour, and nothing but a warning in a log tells of it. */
class NamedColoursTest {
  private static final Pattern GIVEN = Pattern.compile("(-(?:color|side)-[a-z0-9-]+)\\s*:");
  private static final Pattern NAMED =
      Pattern.compile("(-(?:color|side)-[a-z0-9-]+)(?![a-z0-9-]*\\s*:)");

  @Test
  void everyColourOfTheStylesheetsIsOneOfBothThemes() throws IOException {
    String own = own();
    for (Theme theme : List.of(new PrimerDark(), new PrimerLight())) {
      Set<String> known = names(GIVEN, own + text(theme.getUserAgentStylesheet()));
      Set<String> unknown = names(NAMED, own);
      unknown.removeAll(known);
      assertThat(known).as(theme.getName()).hasSizeGreaterThan(50);
      assertThat(unknown).as(theme.getName()).isEmpty();
    }
  }

  private static Set<String> names(Pattern pattern, String css) {
    return pattern
        .matcher(css)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String own() throws IOException {
    try (Stream<Path> sheets = Files.list(Path.of("assets/styles"))) {
      StringBuilder all = new StringBuilder();
      for (Path sheet : sheets.toList()) {
        all.append(Files.readString(sheet)).append('\n');
      }
      return all.toString();
    }
  }

  private static String text(String sheet) throws IOException {
    try (InputStream bytes =
        Objects.requireNonNull(NamedColoursTest.class.getResourceAsStream(sheet), sheet)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
