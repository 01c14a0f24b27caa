package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.gateway.GatewayPreset;
import app.diptych.ui.fx.FocusByKey;
import app.diptych.ui.fx.Icon;
import atlantafx.base.controls.CustomTextField;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The well-known gateways to begin from, and the way to one of one's own. */
final class PresetPanel extends VBox {
  private final SettingsModel model;
  private final CustomTextField search = new CustomTextField();
  private final ListView<GatewayPreset> list = new ListView<>();

  PresetPanel(SettingsModel model) {
    this.model = model;
    getStyleClass().addAll("card", "preset-panel");
    setId("presets");
    Label title = new Label(say("Add a gateway"));
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button own = new Button(say("Another address"), Icon.EDIT.node());
    own.setId("own-address");
    own.setMinWidth(USE_PREF_SIZE);
    own.setOnAction(_ -> model.begin(null));
    HBox head = new HBox(title, space, own);
    head.getStyleClass().add("editor-bar");
    getChildren().addAll(head, searchField(), presets());
  }

  void focusSearch() {
    search.requestFocus();
  }

  private CustomTextField searchField() {
    search.setId("preset-search");
    search.setPromptText(say("Search well-known gateways"));
    search.setAccessibleText(say("Search well-known gateways"));
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().bindBidirectional(model.wordsProperty());
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            FocusByKey.give(list);
            list.getSelectionModel().selectFirst();
            event.consume();
          } else if (event.getCode() == KeyCode.ENTER && !model.presets().isEmpty()) {
            model.begin(model.presets().getFirst());
            event.consume();
          }
        });
    return search;
  }

  private ListView<GatewayPreset> presets() {
    list.setId("preset-list");
    list.setAccessibleText(say("Well-known gateways"));
    list.setItems(model.presets());
    list.setCellFactory(_ -> new PresetCell());
    Label none = new Label();
    none.textProperty()
        .bind(
            Bindings.concat(
                say("No well-known gateway has \u201c"),
                model.wordsProperty(),
                say("\u201d. Choose \u201cAnother address\u201d for one of your own.")));
    none.setWrapText(true);
    none.getStyleClass().addAll("muted", "centered");
    list.setPlaceholder(none);
    list.setOnMouseClicked(event -> {
      GatewayPreset chosen = list.getSelectionModel().getSelectedItem();
      if (chosen != null && event.getClickCount() == 1) {
        model.begin(chosen);
      }
    });
    list.setOnKeyPressed(event -> {
      GatewayPreset chosen = list.getSelectionModel().getSelectedItem();
      if (chosen != null && event.getCode() == KeyCode.ENTER) {
        model.begin(chosen);
      }
    });
    VBox.setVgrow(list, Priority.ALWAYS);
    return list;
  }

  private static final class PresetCell extends ListCell<GatewayPreset> {
    PresetCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable GatewayPreset preset, boolean empty) {
      super.updateItem(preset, empty);
      setText(null);
      setGraphic(preset == null || empty ? null : rows(preset));
      setAccessibleText(preset == null || empty ? null : preset.name());
    }

    private static VBox rows(GatewayPreset preset) {
      Label name = new Label(preset.name());
      name.getStyleClass().add("gateway-title");
      name.setMinWidth(USE_PREF_SIZE);
      Label url = new Label(preset.baseUrl().toString());
      url.getStyleClass().addAll("muted", "mono");
      url.setMinWidth(0);
      HBox first =
          new HBox((preset.profile().isLoopback() ? Icon.LOCAL : Icon.GATEWAY).node(), name, url);
      first.getStyleClass().add("editor-bar");
      Label about = new Label(preset.about());
      about.getStyleClass().addAll("muted", "small-text");
      about.setMinWidth(0);
      VBox rows = new VBox(first, about);
      rows.getStyleClass().add("gateway-rows");
      return rows;
    }
  }
}
