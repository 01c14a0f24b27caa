package app.diptych.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import javafx.application.Application;
import javafx.scene.Scene;

/** The colours of the window. */
public enum Theme {
  LIGHT("light"),
  DARK("dark"),
  /**
   * For people who need more contrast than most: dark, with white, and lines where others shade.
   */
  CONTRAST("dark contrast");

  private final String styleClasses;

  Theme(String styleClasses) {
    this.styleClasses = styleClasses;
  }

  /** The theme of the toolkit, and the class by which the product's own stylesheets know it. */
  public void dress(Scene scene) {
    Application.setUserAgentStylesheet(
        this == LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    var classes = scene.getRoot().getStyleClass();
    for (Theme theme : values()) {
      classes.removeAll(theme.styleClasses());
    }
    classes.addAll(styleClasses());
    if (!Styles.dressed(scene)) {
      Styles.dress(scene, Zoom.PERCENT_100);
    }
  }

  private List<String> styleClasses() {
    return List.of(styleClasses.split(" "));
  }
}
