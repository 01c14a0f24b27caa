package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.gateway.GatewayBook.Entry;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Appearance;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.keys.KeysModel;
import app.diptych.ui.settings.SettingsModel.Shown;
import app.diptych.ui.settings.SettingsModel.State;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The gateways of the user, and the way back to what was removed. */
final class GatewayPanel extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private final SettingsModel model;
  private final ListView<Entry> list = new ListView<>();
  private boolean wanted;
  private final Button first = new Button(say("Add a gateway"), Icon.ADD.node());

  /**
   * @param appearance whose state is told in a few words
   * @param keys whose state is told in a few words
   */
  GatewayPanel(SettingsModel model, Appearance appearance, KeysModel keys) {
    this.model = model;
    getStyleClass().addAll("card", "gateway-panel");
    getChildren()
        .addAll(
            head(),
            lists(),
            trouble(),
            undoBar(),
            ways(engines(), budgets(), prices(), fallback(), appearance(appearance), keys(keys)));
  }

  /** Once it is known what there is: what is not seen yet takes no focus. */
  void focusList() {
    wanted = model.stateProperty().get() == State.LOADING;
    if (!wanted) {
      (list.isVisible() ? list : first).requestFocus();
    }
  }

  private void focusWanted() {
    // Whoever went elsewhere meanwhile stays there.
    if (wanted && model.shownProperty().get() == Shown.NOTHING) {
      focusList();
    }
    wanted = false;
  }

  private HBox head() {
    Label title = new Label(say("Gateways"));
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button add =
        Shortcut.NEW_GATEWAY.on(new Button(say("Add"), Icon.ADD.node()), say("Add a gateway"));
    add.setId("settings-add");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> model.choosePreset());
    HBox head = new HBox(title, space, add);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  /** In a low window they give way to the list, and are scrolled. */
  private static ScrollPane ways(Button... ways) {
    ScrollPane scroll = new ScrollPane(new VBox(ways));
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    scroll.getStyleClass().add("edit-form");
    scroll.setFocusTraversable(false);
    return scroll;
  }

  private Button fallback() {
    Label brief = new Label();
    model.fallback().stateProperty().subscribe(state -> brief.setText(FallbackWords.brief(state)));
    return way(say("Fallback policy"), "show-fallback", brief, Shown.FALLBACK, model::showFallback);
  }

  private Button engines() {
    Label brief = new Label(say("Engine, context, graphics card"));
    return way(say("Local models"), "show-engines", brief, Shown.ENGINES, model::showEngines);
  }

  private Button budgets() {
    Label brief = new Label();
    model
        .budgets()
        .standingProperty()
        .subscribe(standing -> {
          String words = BudgetStatus.of(standing).words();
          brief.setText(
              standing.states().isEmpty() && standing.problem().isEmpty()
                  ? say("None set")
                  : words);
        });
    return way(say("Budgets"), "show-budgets", brief, Shown.BUDGETS, model::showBudgets);
  }

  private Button prices() {
    Label brief = new Label();
    brief.textProperty().bind(model.prices().summaryProperty());
    return way(say("Prices"), "show-prices", brief, Shown.PRICES, model::showPrices);
  }

  private Button appearance(Appearance appearance) {
    Label brief = new Label();
    brief
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    appearance.lookProperty().get().words()
                        + ", "
                        + appearance.zoomProperty().get().percent()
                        + " %",
                appearance.lookProperty(),
                appearance.zoomProperty()));
    return way(
        say("Appearance"), "show-appearance", brief, Shown.APPEARANCE, model::showAppearance);
  }

  private Button keys(KeysModel keys) {
    Label brief = new Label();
    brief.textProperty().bind(keys.summaryProperty());
    return way(say("Keys"), "show-keys", brief, Shown.KEYS, model::showKeys);
  }

  /** The way to a card that is no gateway. */
  private Button way(String name, String id, Label brief, Shown card, Runnable action) {
    Label title = new Label(name);
    title.getStyleClass().add("gateway-title");
    brief.getStyleClass().addAll("muted", "small-text");
    brief.setMinWidth(0);
    Tip.on(brief, brief.textProperty());
    Button button = Actions.byName(new Button("", new VBox(title, brief)));
    button.setId(id);
    button.getStyleClass().addAll("flat", "fallback-button");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setAccessibleText(name);
    button.setOnAction(_ -> action.run());
    model
        .shownProperty()
        .subscribe(shown -> button.pseudoClassStateChanged(CURRENT, shown == card));
    return button;
  }

  private StackPane lists() {
    list.setId("gateways");
    list.setAccessibleText(say("Gateways"));
    list.setItems(model.gateways());
    list.setCellFactory(_ -> new GatewayCell());
    list.setPlaceholder(new Region());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          if (chosen != null && !chosen.equals(model.selectedProperty().get())) {
            model.edit(chosen);
          }
        });
    model.selectedProperty().subscribe(_ -> follow());
    model.gateways().addListener((ListChangeListener<Entry>) _ -> follow());
    list.setOnKeyPressed(event -> {
      if (Shortcut.DELETE.matches(event)) {
        model.remove();
      }
    });
    VBox empty = emptyState();
    StackPane stack = new StackPane(list, empty);
    // The other parts follow at once where there is no list.
    list.visibleProperty().bind(Bindings.isNotEmpty(model.gateways()));
    list.managedProperty().bind(list.visibleProperty());
    list.visibleProperty()
        .subscribe(some -> {
          boolean focused = list.isFocused();
          Field.shown(empty, !some);
          VBox.setVgrow(stack, some ? Priority.ALWAYS : Priority.NEVER);
          if (focused && !some) {
            first.requestFocus();
          }
        });
    return stack;
  }

  private void follow() {
    Entry entry = model.selectedProperty().get();
    if (entry == null) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(entry);
    }
  }

  private VBox emptyState() {
    Label title = new Label();
    title.setId("gateways-empty");
    title.getStyleClass().add("empty-title");
    Label advice = new Label();
    advice.getStyleClass().addAll("muted", "centered");
    advice.setWrapText(true);
    advice.setMinHeight(Region.USE_PREF_SIZE);
    first.setId("add-first");
    first.getStyleClass().add("accent");
    first.setOnAction(_ -> model.choosePreset());
    VBox empty = new VBox(Icon.GATEWAY.node(), title, advice, first);
    empty.getStyleClass().addAll("empty-state", "no-gateways");
    model
        .stateProperty()
        .subscribe(state -> {
          boolean none = state == State.LISTED;
          title.setText(
              switch (state) {
                case LOADING -> say("Reading the settings");
                case LISTED -> say("No gateway yet");
                case FAILED -> say("The gateways cannot be read");
              });
          advice.setText(
              none ? say("Models behind an OpenAI-compatible address join the others.") : "");
          first.setVisible(none);
          if (wanted && state != State.LOADING) {
            FxThread.later(this::focusWanted);
          }
        });
    return empty;
  }

  private Label trouble() {
    Label trouble = new Label();
    trouble.setId("settings-trouble");
    trouble.getStyleClass().addAll("problem", "small-text");
    trouble.setWrapText(true);
    trouble.textProperty().bind(model.troubleProperty());
    Field.shownWhileSaying(trouble);
    return trouble;
  }

  private HBox undoBar() {
    Label what = new Label();
    what.setId("settings-undo-words");
    what.setWrapText(true);
    what.setMinHeight(USE_PREF_SIZE);
    what.setMinWidth(0);
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    Button undo = Shortcut.UNDO.on(new Button(say("Undo")));
    undo.setId("settings-undo");
    undo.setMinWidth(USE_PREF_SIZE);
    undo.setOnAction(_ -> model.undo());
    Button close = new Button("", Icon.CLOSE.node());
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText(say("Dismiss"));
    Tip.on(close, say("Dismiss"));
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> model.forgetUndo());
    HBox bar = new HBox(what, undo, close);
    bar.getStyleClass().add("undo-bar");
    model
        .undoProperty()
        .subscribe(offer -> {
          Field.shown(bar, offer != null);
          what.setText(offer == null ? "" : offer.what());
        });
    return bar;
  }
}
