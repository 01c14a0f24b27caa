package app.diptych.ui.settings;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.settings.SettingsModel.Shown;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The settings page: the gateways at the left, the one that is changed at the right. */
public final class SettingsView extends HBox {
  private final SettingsModel model;
  private final GatewayPanel gateways;
  private final PresetPanel presets;
  private final GatewayEditor editor;

  /**
   * @param theme the one in use
   * @param choose puts another one in use
   */
  public SettingsView(SettingsModel model, ObservableValue<Theme> theme, Consumer<Theme> choose) {
    this.model = model;
    this.gateways = new GatewayPanel(model, appearance(theme, choose));
    this.presets = new PresetPanel(model);
    this.editor = new GatewayEditor(model);
    getStyleClass().add("settings");
    setId("settings-page");
    FallbackPanel fallback = new FallbackPanel(model.fallback());
    BudgetPanel budgets = new BudgetPanel(model.budgets());
    PricePanel prices = new PricePanel(model.prices(), model.budgets());
    EnginePanel engines = new EnginePanel(model.engines());
    StackPane right = new StackPane(nothing(), presets, editor, fallback, budgets, prices, engines);
    right.setMinWidth(0);
    right.setPrefWidth(0);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(gateways, right);
    model
        .shownProperty()
        .subscribe(shown -> {
          right.getChildren().getFirst().setVisible(shown == Shown.NOTHING);
          presets.setVisible(shown == Shown.PRESETS);
          editor.setVisible(shown == Shown.EDITOR);
          fallback.setVisible(shown == Shown.FALLBACK);
          budgets.setVisible(shown == Shown.BUDGETS);
          prices.setVisible(shown == Shown.PRICES);
          engines.setVisible(shown == Shown.ENGINES);
          if (shown == Shown.PRESETS) {
            presets.focusSearch();
          } else if (shown == Shown.EDITOR && model.draft().freshProperty().get()) {
            editor.focusFirst();
          }
        });
    Shortcut.NEW_GATEWAY.within(this, model::choosePreset);
    Shortcut.CHECK_GATEWAY.within(this, model::check);
    Shortcut.SAVE_PROMPT.within(this, model::save);
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
    gateways.focusList();
  }

  private static VBox nothing() {
    Label words = new Label("Choose a gateway at the left, or add one.");
    words.getStyleClass().add("empty-title");
    VBox empty = new VBox(Icon.SETTINGS.node(), words);
    empty.getStyleClass().addAll("card", "empty-state");
    return empty;
  }

  private static Node appearance(ObservableValue<Theme> theme, Consumer<Theme> choose) {
    ToggleGroup group = new ToggleGroup();
    Label title = new Label("Appearance");
    title.getStyleClass().add("muted");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox box = new HBox(title, space);
    box.getStyleClass().addAll("editor-bar", "appearance");
    for (Theme one : Theme.values()) {
      ToggleButton button =
          new ToggleButton(
              one == Theme.LIGHT ? "Light" : "Dark",
              (one == Theme.LIGHT ? Icon.TO_LIGHT : Icon.TO_DARK).node());
      button.setId("theme-" + one.name().toLowerCase(Locale.ROOT));
      button.getStyleClass().add(one == Theme.LIGHT ? "left-pill" : "right-pill");
      button.setToggleGroup(group);
      button.setOnAction(_ -> {
        button.setSelected(true);
        choose.accept(one);
      });
      theme.subscribe(now -> button.setSelected(now == one));
      box.getChildren().add(button);
    }
    return box;
  }
}
