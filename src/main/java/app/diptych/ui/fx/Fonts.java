package app.diptych.ui.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.text.Font;

/** The fonts that come with the product: Inter for text, JetBrains Mono for code and numbers. */
public final class Fonts {
  /** The family of all text. */
  public static final String TEXT = "Inter";

  /** The family of code, tables and numbers; every character is equally wide. */
  public static final String MONO = "JetBrains Mono";

  private static final List<String> FILES =
      List.of(
          "Inter-Regular.otf",
          "Inter-Italic.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "Inter-Bold.otf",
          "Inter-BoldItalic.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Italic.ttf",
          "JetBrainsMono-SemiBold.ttf");

  private static final AtomicBoolean LOADED = new AtomicBoolean();

  private Fonts() {}

  /**
   * Makes the families known to style sheets, and text of every script to be laid out as it should;
   * does nothing when called again.
   */
  public static void load() {
    if (!LOADED.get()) {
      ComplexText.mend();
      FILES.forEach(Fonts::load);
      LOADED.set(true);
    }
  }

  private static void load(String file) {
    try (InputStream bytes = Fonts.class.getResourceAsStream("/fonts/" + file)) {
      if (bytes == null || Font.loadFont(bytes, 13) == null) {
        throw new IllegalStateException("The font " + file + " is missing from this build");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("The font " + file + " cannot be read", broken);
    }
  }
}
