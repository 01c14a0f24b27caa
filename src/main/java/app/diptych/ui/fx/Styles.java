package app.diptych.ui.fx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.layout.Region;

/**
 * The product's own stylesheets, at every zoom. They are written for 100 per cent; above that every
 * size of type, of icons, and of what holds them is multiplied, and the room between things is not,
 * because it is what a larger type needs.
 */
public final class Styles {
  private static final List<String> NAMES =
      List.of(
          "theme",
          "keys",
          "controls",
          "markdown",
          "compare",
          "charts",
          "diff",
          "replay",
          "sessions",
          "measure",
          "library",
          "settings",
          "decide",
          "models",
          "review",
          "batch",
          "contrast",
          "focus");

  private static final Pattern SIZE =
      Pattern.compile(
          "(-fx-(?:font-size|icon-size|size|cell-size|(?:min|pref|max)-(?:width|height)):\\s*)"
              + "(\\d+(?:\\.\\d+)?)(px)?(?=\\s*;)");

  private Styles() {}

  static void dress(Scene scene, Zoom zoom) {
    scene.getProperties().put(Styles.class, true);
    zoomOf(scene).set(zoom);
    scene.getStylesheets().setAll(NAMES.stream().map(name -> at(zoom, name)).toList());
  }

  /** Whether the scene has the product's stylesheets already. */
  static boolean dressed(Scene scene) {
    return scene.getProperties().containsKey(Styles.class);
  }

  /** The zoom of a scene; 100 per cent until it is dressed. */
  @SuppressWarnings("unchecked")
  private static ObjectProperty<Zoom> zoomOf(Scene scene) {
    return (ObjectProperty<Zoom>)
        scene
            .getProperties()
            .computeIfAbsent(Zoom.class, _ -> new SimpleObjectProperty<>(Zoom.PERCENT_100));
  }

  /** How many times larger than at 100 per cent a part of the window is written. */
  public static ObservableValue<Double> factor(Region part) {
    return part.sceneProperty()
        .flatMap(Styles::zoomOf)
        .map(Zoom::factor)
        .orElse(Zoom.PERCENT_100.factor());
  }

  /** How wide a part is for what it holds: half as wide when everything is twice as large. */
  public static ObservableValue<Double> room(Region part) {
    return factor(part).flatMap(factor -> part.widthProperty().map(w -> w.doubleValue() / factor));
  }

  /** The same for a whole scene. */
  public static ObservableValue<Double> room(Scene scene) {
    return zoomOf(scene)
        .flatMap(zoom -> scene.widthProperty().map(w -> w.doubleValue() / zoom.factor()));
  }

  private static String at(Zoom zoom, String name) {
    URL sheet = Objects.requireNonNull(Styles.class.getResource("/styles/" + name + ".css"), name);
    return zoom == Zoom.PERCENT_100
        ? sheet.toExternalForm()
        : "data:text/css;base64,"
            + Base64.getEncoder()
                .encodeToString(larger(text(sheet), zoom).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(URL sheet) {
    try (InputStream bytes = sheet.openStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  static String larger(String css, Zoom zoom) {
    Matcher sizes = SIZE.matcher(css);
    return sizes.replaceAll(size -> {
      double value = Double.parseDouble(size.group(2)) * zoom.factor();
      return size.group(1)
          + String.format(Locale.ROOT, "%.2f", value)
          + Objects.requireNonNullElse(size.group(3), "");
    });
  }
}
