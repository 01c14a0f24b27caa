package app.diptych.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/** Light and dark. */
public enum Theme {
  LIGHT("light"),
  DARK("dark");

  private static final String[] STYLES = {
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
    "batch"
  };

  private final String styleClass;

  Theme(String styleClass) {
    this.styleClass = styleClass;
  }

  public Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }

  /** Dresses the scene: the theme of the toolkit, then the product's own stylesheets. */
  public void dress(Scene scene) {
    Application.setUserAgentStylesheet(
        this == DARK
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    var classes = scene.getRoot().getStyleClass();
    classes.removeAll(LIGHT.styleClass, DARK.styleClass);
    classes.add(styleClass);
    if (scene.getStylesheets().isEmpty()) {
      for (String name : STYLES) {
        scene.getStylesheets().add(resource("/styles/" + name + ".css"));
      }
    }
  }

  private static String resource(String path) {
    return Objects.requireNonNull(Theme.class.getResource(path), path).toExternalForm();
  }
}
