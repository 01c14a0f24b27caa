package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.sessions.ExportModel.Step;
import java.io.File;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How a session is to be written to a file, and what came of it. */
final class ExportPanel extends VBox {
  private final ExportModel model;
  private final Label title = new Label();
  private final Label words = new Label();
  private final Label whyNot = new Label();
  private final VBox form = new VBox();
  private final ProgressBar progress = new ProgressBar();
  private final LossList losses = new LossList();
  private final ComboBox<Format> format = new ComboBox<>();
  private final Button save = new Button(say("Save as\u2026"), Icon.EXPORT.node());
  private final Button close = new Button(say("Cancel"));

  ExportPanel(ExportModel model) {
    this.model = model;
    getStyleClass().addAll("card", "session-detail", "exchange-panel");
    setId("export-panel");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(0);
    words.setId("export-words");
    words.setWrapText(true);
    words.textProperty().bind(model.wordsProperty());
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText(say("Writing the file"));
    fillForm();
    VBox body = new VBox(form, words, whyNot, progress, losses);
    body.getStyleClass().add("panel-body");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    save.setId("save-export");
    save.getStyleClass().add("accent");
    save.setOnAction(_ -> choose());
    close.setId("close-export");
    close.setOnAction(_ -> model.close());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(space, close, save);
    buttons.getStyleClass().add("session-row");
    getChildren().addAll(title, scroll, buttons);
    model.losses().addListener((ListChangeListener<Object>) _ -> showLosses());
    whyNot.setId("export-why-not");
    whyNot.setWrapText(true);
    whyNot.textProperty().bind(model.whyNotProperty());
    save.disableProperty().bind(model.whyNotProperty().isNotEmpty());
    setOnKeyPressed(event -> {
      if (Shortcut.STOP.matches(event) && model.stepProperty().get() != Step.NONE) {
        model.close();
        event.consume();
      }
    });
    model.stepProperty().subscribe(this::show);
  }

  private void fillForm() {
    format.setId("export-format");
    format.getItems().setAll(Exchange.writable());
    format.setAccessibleText(say("Format of the file"));
    format.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Format one) {
            return one == null ? "" : told(one.words());
          }

          @Override
          public @Nullable Format fromString(String typed) {
            return null;
          }
        });
    format.valueProperty().bindBidirectional(model.formatProperty());
    Label what = new Label();
    what.getStyleClass().addAll("muted", "small-text");
    what.setWrapText(true);
    model
        .formatProperty()
        .subscribe(chosen ->
            what.setText(
                chosen == Format.BUNDLE
                    ? say("Holds everything, and can be imported again without loss.")
                    : Exchange.writesFolders(chosen)
                        ? say(
                            "A folder of files for other programs. What it has no place for is below.")
                        : say("For other programs. What it has no place for is below.")));
    CheckBox keys = new CheckBox(say("Leave out keys and the folders of files"));
    keys.setId("export-redact");
    keys.selectedProperty().bindBidirectional(model.withoutKeysProperty());
    CheckBox people = new CheckBox(say("Leave out notes and the names of raters"));
    people.setId("export-people");
    people.selectedProperty().bindBidirectional(model.withoutPeopleProperty());
    Label label = new Label(say("Format"));
    label.setLabelFor(format);
    VBox field = new VBox(label, format);
    field.getStyleClass().add("form-field");
    form.getStyleClass().add("panel-body");
    form.getChildren().addAll(field, what, keys, people);
  }

  private void choose() {
    if (Exchange.writesFolders(model.formatProperty().get())) {
      chooseFolder();
    } else {
      chooseFile();
    }
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(say("Export the session into a new folder in"));
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      model.write(folder.toPath().resolve(model.suggestedName()));
    }
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Export the session"));
    chooser.setInitialFileName(model.suggestedName());
    File target = chooser.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.write(target.toPath());
    }
  }

  private void show(Step step) {
    shown(this, step != Step.NONE);
    var session = model.sessionProperty().get();
    title.setText(session == null ? "" : say("Export \u201c%s\u201d").formatted(session.title()));
    shown(form, step == Step.CHOOSING || step == Step.FAILED);
    shown(words, step != Step.CHOOSING);
    shown(whyNot, step == Step.CHOOSING || step == Step.FAILED);
    showLosses();
    shown(progress, step == Step.WRITING);
    shown(save, step == Step.CHOOSING || step == Step.FAILED);
    close.setText(step == Step.DONE ? say("Close") : say("Cancel"));
    words.getStyleClass().remove("problem");
    if (step == Step.FAILED) {
      words.getStyleClass().add("problem");
    } else if (step == Step.CHOOSING) {
      format.requestFocus();
    }
  }

  private void showLosses() {
    boolean written = model.stepProperty().get() == Step.DONE;
    losses.show(written ? say("Left out") : say("Will be left out"), model.losses());
  }

  private static void shown(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }
}
