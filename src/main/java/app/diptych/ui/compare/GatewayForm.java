package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Icon;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks for an OpenAI-compatible gateway: a name, its base URL and its key. */
final class GatewayForm extends VBox {
  private final TextField id = new TextField();
  private final TextField url = new TextField();
  private final PasswordField key = new PasswordField();
  private final Label problem = new Label();
  private final Button add = new Button(say("Add gateway"), Icon.ADD.node());
  private final Gateways gateways;
  private final Background background;
  private final Runnable added;

  /**
   * @param added runs once a gateway was added
   */
  GatewayForm(Gateways gateways, Background background, Runnable added) {
    this.gateways = gateways;
    this.background = background;
    this.added = added;
    getStyleClass().add("form");
    Label title = new Label(say("OpenAI-compatible gateway"));
    title.getStyleClass().add("form-title");
    id.setId("gateway-name");
    url.setId("gateway-url");
    key.setId("gateway-key");
    id.setPromptText(say("for example holysheep"));
    url.setPromptText("https://api.example.com/v1");
    key.setPromptText(say("Empty: taken from NAME_API_KEY"));
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    Label note = new Label(say("The key is never written to a file."));
    background.run(gateways::keyNote, note::setText, _ -> {});
    note.getStyleClass().addAll("muted", "small-text");
    note.setWrapText(true);
    add.getStyleClass().add("accent");
    add.setId("gateway-add");
    add.setDefaultButton(true);
    add.setOnAction(_ -> add());
    getChildren()
        .addAll(
            title,
            labelled(say("Name"), id),
            labelled(say("Base URL"), url),
            labelled(say("API key"), key),
            note,
            problem,
            add);
  }

  /** In the background, because adding writes the settings to the disk. */
  private void add() {
    String name = id.getText();
    String address = url.getText();
    String secret = key.getText();
    add.setDisable(true);
    background.run(
        () -> gateways.add(name, address, secret),
        this::tried,
        fault -> tried(Optional.of(say("The gateway could not be added: %s.").formatted(fault))));
  }

  private void tried(Optional<String> wrong) {
    add.setDisable(false);
    problem.setText(wrong.orElse(""));
    if (wrong.isEmpty()) {
      key.clear();
      added.run();
    }
  }

  void focusFirst() {
    id.requestFocus();
  }

  private static VBox labelled(String words, TextField field) {
    Label label = new Label(words);
    label.setLabelFor(field);
    label.getStyleClass().add("small-text");
    VBox both = new VBox(label, field);
    both.getStyleClass().add("form-field");
    return both;
  }
}
