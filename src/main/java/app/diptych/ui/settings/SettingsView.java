package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Appearance;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.keys.KeyPanel;
import app.diptych.ui.keys.KeysModel;
import app.diptych.ui.settings.SettingsModel.Shown;
import javafx.scene.control.Label;
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

  private static final double WIDEST_LIST = 290;
  private static final double LISTS_SHARE = 0.36;

  /**
   * @param appearance how the window looks and is steered
   */
  public SettingsView(SettingsModel model, Appearance appearance) {
    this.model = model;
    KeysModel keys = new KeysModel(appearance.keys());
    this.gateways = new GatewayPanel(model, appearance, keys);
    this.presets = new PresetPanel(model);
    this.editor = new GatewayEditor(model);
    getStyleClass().add("settings");
    setId("settings-page");
    FallbackPanel fallback = new FallbackPanel(model.fallback());
    BudgetPanel budgets = new BudgetPanel(model.budgets());
    PricePanel prices = new PricePanel(model.prices(), model.budgets());
    EnginePanel engines = new EnginePanel(model.engines());
    AppearancePanel looks = new AppearancePanel(appearance);
    KeyPanel keyPanel = new KeyPanel(keys);
    StackPane right =
        new StackPane(
            nothing(), presets, editor, fallback, budgets, prices, engines, looks, keyPanel);
    // Beside the list a form needs most of a narrow window.
    gateways
        .maxWidthProperty()
        .bind(
            Styles.factor(this)
                .flatMap(factor ->
                    widthProperty()
                        .map(width ->
                            Math.min(WIDEST_LIST * factor, LISTS_SHARE * width.doubleValue()))));
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
          looks.setVisible(shown == Shown.APPEARANCE);
          keyPanel.setVisible(shown == Shown.KEYS);
          if (shown == Shown.NOTHING && right.isFocusWithin()) {
            gateways.focusList();
          }
          if (shown == Shown.PRESETS) {
            presets.focusSearch();
          } else if (shown == Shown.EDITOR && model.draft().freshProperty().get()) {
            editor.focusFirst();
          }
        });
    Shortcut.NEW_GATEWAY.within(this, model::choosePreset);
    Shortcut.UNDO.withinUnlessTyped(this, () -> undo(model));
    Shortcut.CHECK_GATEWAY.within(this, model::check);
    Shortcut.SAVE_PROMPT.within(this, model::save);
  }

  /** What the card that is shown offers to take back. */
  private static void undo(SettingsModel model) {
    switch (model.shownProperty().get()) {
      case BUDGETS -> model.budgets().undo();
      case PRICES -> {
        if (model.prices().undoProperty().get() != null) {
          model.prices().undo();
        } else {
          model.budgets().undo();
        }
      }
      case null, default -> model.undo();
    }
  }

  /** The page is about to be seen. */
  public void shown() {
    model.shown();
    gateways.focusList();
  }

  private static VBox nothing() {
    Label words = new Label(say("Choose at the left what to set up."));
    words.getStyleClass().add("empty-title");
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox empty = new VBox(Icon.SETTINGS.node(), words);
    empty.getStyleClass().addAll("card", "empty-state");
    return empty;
  }
}
