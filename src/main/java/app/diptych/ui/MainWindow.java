package app.diptych.ui;

import app.diptych.completion.Product;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.CompareView;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Theme;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window: the top bar, the page, the status line. */
public final class MainWindow {
  private static final double WIDTH = 1400;
  private static final double HEIGHT = 880;
  private static final double LEAST_WIDTH = 820;
  private static final double LEAST_HEIGHT = 560;

  private final Stage stage;
  private final CompareView compare;
  private final Scene scene;
  private final Consumer<Theme> themeChosen;
  private final Button themeButton = new Button();
  private Theme theme;

  /**
   * @param themeChosen is told when the user changes the theme
   */
  public MainWindow(Stage stage, CompareModel model, Theme theme, Consumer<Theme> themeChosen) {
    this.stage = stage;
    this.theme = theme;
    this.themeChosen = themeChosen;
    this.compare = new CompareView(model);
    BorderPane root = new BorderPane(compare);
    root.getStyleClass().add("app");
    root.setTop(topBar());
    root.setBottom(new StatusLine(model));
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    this.scene =
        new Scene(root, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
    dress();
    compare.keysIn(scene);
    Shortcut.THEME.in(scene, this::switchTheme);
    Shortcut.KEYS.in(scene, this::showKeys);
    stage.setTitle(Product.NAME);
    stage.setScene(scene);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
  }

  /** Shows it, with the cursor where typing should start. */
  public void show() {
    stage.show();
    compare.focusPrompt();
  }

  public Scene scene() {
    return scene;
  }

  private HBox topBar() {
    Button prompts = icon(Icon.PROMPTS, Shortcut.PROMPT_LIST, compare::togglePrompts);
    Label brand = new Label(Product.NAME);
    brand.getStyleClass().add("brand");
    Label what = new Label("one prompt, two models, the same instant");
    what.getStyleClass().addAll("muted", "small-text");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    themeButton.getStyleClass().addAll("button-icon", "flat");
    themeButton.setId("theme");
    themeButton.setOnAction(_ -> switchTheme());
    Shortcut.THEME.on(themeButton);
    Button keys = icon(Icon.KEYS, Shortcut.KEYS, this::showKeys);
    keys.setId("keys");
    HBox bar = new HBox(prompts, brand, what, space, compare.tools(), themeButton, keys);
    bar.getStyleClass().add("topbar");
    return bar;
  }

  private static Button icon(Icon icon, Shortcut shortcut, Runnable action) {
    Button button = new Button("", icon.node());
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(_ -> action.run());
    return shortcut.on(button);
  }

  private void switchTheme() {
    theme = theme.other();
    dress();
    themeChosen.accept(theme);
  }

  private void dress() {
    theme.dress(scene);
    themeButton.setGraphic((theme == Theme.DARK ? Icon.TO_LIGHT : Icon.TO_DARK).node());
  }

  private void showKeys() {
    if (scene.lookup("#keys") instanceof Button keys) {
      KeySheet.showBelow(keys);
    }
  }
}
