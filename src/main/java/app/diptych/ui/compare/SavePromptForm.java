package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Shortcut;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks under which name the prompt in the editor is kept. Enter does what the blue button does. */
final class SavePromptForm extends VBox {
  private final PromptSaver saver;
  private final Runnable close;
  private final TextField title = new TextField();
  private final TextField folder = new TextField();
  private final CheckBox sampling = new CheckBox();
  private final Label problem = new Label();

  SavePromptForm(PromptSaver saver, String samplingWords, Runnable close) {
    this.saver = saver;
    this.close = close;
    getStyleClass().add("form");
    Label heading = new Label(say("Save prompt"));
    heading.getStyleClass().add("form-title");
    title.setId("save-title");
    title.setText(saver.title());
    folder.setId("save-folder");
    folder.setPromptText(say("none; names with / between them"));
    sampling.setText(say("With this sampling: %s").formatted(samplingWords));
    sampling.setId("save-sampling");
    sampling.setSelected(saver.hadSampling());
    problem.setId("save-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    show("");
    getChildren()
        .addAll(
            heading,
            field(say("Title"), title),
            field(say("Folder"), folder),
            sampling,
            problem,
            buttons());
  }

  void focusTitle() {
    title.requestFocus();
    title.selectAll();
  }

  private static VBox field(String name, TextField input) {
    Label label = new Label(name);
    label.setLabelFor(input);
    input.setAccessibleText(name);
    VBox field = new VBox(label, input);
    field.getStyleClass().add("form-field");
    return field;
  }

  private HBox buttons() {
    Optional<Shelved> changeable = saver.changeable();
    Button fresh = new Button(say("Save as new"));
    fresh.setId("save-new");
    fresh.setOnAction(
        _ -> done(saver.saveNew(title.getText(), folder.getText(), sampling.isSelected())));
    HBox buttons = new HBox(fresh);
    buttons.getStyleClass().add("editor-bar");
    Button first = fresh;
    if (changeable.isPresent()) {
      Button revision = new Button(say("Save revision"));
      revision.setId("save-revision");
      Shortcut.SAVE_PROMPT.on(
          revision,
          say("Save as a revision of \u201c%s\u201d").formatted(changeable.get().prompt().title()));
      revision.setOnAction(_ -> done(saver.saveRevision(sampling.isSelected())));
      buttons.getChildren().addFirst(revision);
      folder.setText(changeable.get().prompt().folder());
      first = revision;
    }
    first.getStyleClass().add("accent");
    Button byEnter = first;
    title.setOnAction(_ -> byEnter.fire());
    folder.setOnAction(_ -> byEnter.fire());
    Shortcut.SAVE_PROMPT.within(this, byEnter::fire);
    return buttons;
  }

  private void done(String wrong) {
    show(wrong);
    if (wrong.isEmpty()) {
      close.run();
    }
  }

  private void show(String wrong) {
    problem.setText(wrong);
    problem.setVisible(!wrong.isEmpty());
    problem.setManaged(!wrong.isEmpty());
  }
}
