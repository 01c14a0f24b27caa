package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.gateway.GatewayBook.KeyPlace;
import app.diptych.ui.fx.OneOf;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where the key comes from, and the field for a typed one, which is never shown. */
final class KeyFields extends VBox {
  private final SettingsModel model;
  private final GatewayDraft draft;
  private final PasswordField key = new PasswordField();
  private final TextField variable;
  private final Label note = new Label();

  KeyFields(SettingsModel model) {
    this.model = model;
    this.draft = model.draft();
    this.variable =
        Field.text(
            say("Environment variable"),
            "edit-variable",
            say("for example OPENAI_API_KEY"),
            draft.variableProperty());
    variable.getStyleClass().add("mono");
    getStyleClass().add("form-field");
    key.setId("edit-key");
    key.setAccessibleText(say("API key"));
    key.textProperty().bindBidirectional(draft.keyProperty());
    note.setId("key-note");
    note.getStyleClass().addAll("muted", "small-text");
    note.setWrapText(true);
    getChildren().addAll(Field.title(say("API key")), kinds(), key, variable, note);
    draft.kindProperty().subscribe(_ -> show());
    draft.freshProperty().subscribe(_ -> show());
    model.selectedProperty().subscribe(_ -> show());
    model.placeProperty().subscribe(_ -> show());
  }

  private HBox kinds() {
    ToggleGroup group = new ToggleGroup();
    HBox box = new HBox();
    box.getStyleClass().add("diff-modes");
    for (KeyKind kind : KeyKind.values()) {
      ToggleButton button = new ToggleButton(kind.words());
      button.setId("key-" + kind.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      button
          .getStyleClass()
          .add(
              switch (kind) {
                case TYPED -> "left-pill";
                case ENVIRONMENT -> "center-pill";
                case NONE -> "right-pill";
              });
      OneOf.choose(button, kind, draft.kindProperty());
      box.getChildren().add(button);
    }
    return box;
  }

  private void show() {
    KeyKind kind = draft.kindProperty().get();
    Field.shown(key, kind == KeyKind.TYPED);
    Field.shown(variable, kind == KeyKind.ENVIRONMENT);
    boolean kept = draft.hasKeptKey();
    key.setPromptText(kept ? say("Kept; type to change it") : say("Paste it here"));
    note.setText(
        switch (kind) {
          case TYPED -> place(model.placeProperty().get());
          case ENVIRONMENT -> say("Read from the environment that Diptych was started in.");
          case NONE -> say("No key is sent.");
        });
  }

  private static String place(@Nullable KeyPlace place) {
    if (place == null) {
      return say("Looking for the keyring.");
    }
    return place.lasting()
        ? say("Kept in %s, never in a file of Diptych. Sent to this address only.")
            .formatted(told(place.words()))
        : say(
            "There is no keyring here: the key is kept in memory and forgotten when Diptych closes.");
  }
}
