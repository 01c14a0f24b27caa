package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.css.CssParser;
import javafx.css.Declaration;
import javafx.css.PseudoClass;
import javafx.css.Rule;
import javafx.css.Stylesheet;
import javafx.scene.Scene;
import javafx.scene.layout.Border;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stylesheets that were written in the toolkit's own form, as users start the product with, say
 * what the texts say.
 */
@Timeout(60)
class BinaryStylesTest {
  private static final Path TEXTS = Path.of("assets", "styles");

  /**
   * Lists of strokes are told by where they are in memory; the other test looks at what they draw.
   */
  private static final String STROKES = "-fx-border-style";

  /** What the rules with strokes are for, and the colours they need. */
  private static final List<String> BORDERED =
      List.of("legend-mark token-likely", "legend-mark token-open", "button", "list-view");

  private static final String COLOURS =
      "-token-line: red; -token-1: blue; -token-2: green; -color-bg-default: white;"
          + " -color-accent-fg: navy;";

  private static final List<String> BORDERS = List.of("compare.css", "focus.css");

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (Path text : texts()) {
      Stylesheet.convertToBinary(text.toFile(), binary(text));
    }
  }

  @Test
  void everyRuleIsTheSame() throws IOException {
    for (Path text : texts()) {
      List<String> binary = rules(Stylesheet.loadBinary(binary(text).toURI().toURL()));
      assertThat(binary).as(text.toString()).isEqualTo(rules(new CssParser().parse(url(text))));
      assertThat(binary).isNotEmpty();
      assertThat(Files.readString(text).contains(STROKES))
          .as("the other test looks at the strokes of %s", text)
          .isEqualTo(BORDERS.contains(text.getFileName().toString()));
    }
  }

  @Test
  void bordersAreTheSame() {
    FxTest.run(() -> {
      for (String classes : BORDERED) {
        assertThat(border(classes, folder.toUri(), "bss"))
            .as(classes)
            .isNotNull()
            .isEqualTo(border(classes, TEXTS.toUri(), "css"));
      }
    });
  }

  private static List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.list(TEXTS)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    }
  }

  private File binary(Path text) {
    return folder.resolve(text.getFileName().toString().replaceAll("css$", "bss")).toFile();
  }

  private static java.net.URL url(Path text) throws IOException {
    return text.toUri().toURL();
  }

  private static List<String> rules(Stylesheet sheet) {
    List<String> rules = new ArrayList<>();
    for (Rule rule : sheet.getRules()) {
      ObservableList<Declaration> declarations = rule.getDeclarations();
      rules.add(rule.getSelectors().toString());
      declarations.stream()
          .filter(declaration -> !declaration.getProperty().equals(STROKES))
          .map(Declaration::toString)
          .forEach(rules::add);
    }
    return rules;
  }

  private static Border border(String classes, URI sheets, String kind) {
    Region part = new Region();
    part.getStyleClass().addAll(classes.split(" "));
    StackPane root = new StackPane(part);
    root.setStyle(COLOURS);
    Scene scene = new Scene(root);
    for (String name : List.of("compare", "focus")) {
      scene.getStylesheets().add(sheets.resolve(name + "." + kind).toString());
    }
    part.pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-visible"), true);
    root.applyCss();
    return part.getBorder();
  }
}
