package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.prompt.PromptFolder.Problem;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.library.FolderModel.Note;
import app.diptych.ui.library.FolderModel.State;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/** The folder the prompts are kept in step with: where it is, how it goes, and what to do. */
final class FolderBar extends VBox {
  /** As many as somebody looks through; the next ones follow as these are dismissed. */
  private static final int MOST_ROWS = 30;

  private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

  private final FolderModel model;
  private final Label path = new Label();
  private final Label sentence = new Label();
  private final FlowPane actions = new FlowPane();
  private final VBox rows = new VBox();
  private final ScrollPane details = new ScrollPane(rows);

  FolderBar(FolderModel model) {
    this.model = model;
    setId("folder-bar");
    getStyleClass().add("folder-bar");
    path.getStyleClass().add("folder-path");
    path.setMinWidth(0);
    Tip.on(path, model.pathProperty());
    HBox.setHgrow(path, Priority.ALWAYS);
    path.setMaxWidth(Double.MAX_VALUE);
    HBox first = new HBox(Icon.FOLDER.node(), path);
    first.getStyleClass().add("editor-bar");
    sentence.setId("folder-sentence");
    sentence.getStyleClass().add("small-text");
    sentence.setWrapText(true);
    actions.getStyleClass().add("folder-actions");
    rows.getStyleClass().add("folder-rows");
    details.setFitToWidth(true);
    details.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    details.getStyleClass().add("folder-details");
    getChildren().addAll(first, sentence, actions, details);
    model.stateProperty().subscribe(this::show);
    model.sentenceProperty().subscribe(_ -> show(model.stateProperty().get()));
    model.problems().addListener((ListChangeListener<Problem>) _ -> list());
    model.notes().addListener((ListChangeListener<Note>) _ -> list());
    list();
  }

  private void show(State state) {
    path.setText(
        state == State.NONE
            ? say("No folder of Markdown files")
            : shortened(model.pathProperty().get()));
    sentence.setText(model.sentenceProperty().get());
    shown(sentence, !sentence.getText().isEmpty());
    pseudoClassStateChanged(
        TROUBLE, state == State.MISSING || state == State.EMPTIED || state == State.FAILED);
    actions.getChildren().setAll(buttons(state));
  }

  /** The end of a path says more than its beginning. */
  private static String shortened(String path) {
    int names = path.length();
    for (int i = 0; i < 2 && names > 0; i++) {
      names = Math.max(path.lastIndexOf('/', names - 1), path.lastIndexOf('\\', names - 1));
    }
    return names > 0 ? "\u2026" + path.substring(names) : path;
  }

  private List<Node> buttons(State state) {
    return switch (state) {
      case NONE -> List.of(choose(say("Keep in step with a folder")));
      case WORKING -> List.of();
      case ASKING ->
          List.of(
              button(say("Keep in step"), "folder-keep", model::keep, "accent"),
              button(say("Cancel"), "folder-cancel", model::cancel, "flat"));
      case IN_STEP -> List.of(choose(say("Change")), stop());
      case MISSING -> List.of(again(say("Make it again")), choose(say("Choose another")), stop());
      case EMPTIED ->
          List.of(again(say("Write them again")), choose(say("Choose another")), stop());
      case FAILED -> List.of(choose(say("Choose another")), stop());
    };
  }

  private Button choose(String words) {
    Button choose = button(words, "folder-choose", this::choose, "plain");
    Tip.on(
        choose, say("Every prompt of yours is one Markdown file there, made for version control"));
    return choose;
  }

  private Button again(String words) {
    return button(words, "folder-again", model::makeAgain, "plain");
  }

  private Button stop() {
    Button stop = button(say("Stop"), "folder-stop", model::stop, "flat");
    Tip.on(stop, say("Files and prompts stay; they are no longer kept in step"));
    return stop;
  }

  private static Button button(String words, String id, Runnable action, String style) {
    Button button = new Button(words);
    button.setId(id);
    button.getStyleClass().addAll("small", style);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void choose() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(say("Folder of prompts"));
    File folder = chooser.showDialog(getScene().getWindow());
    if (folder != null) {
      model.choose(folder.toPath());
    }
  }

  private void list() {
    List<Node> all = new ArrayList<>();
    model.problems().stream().limit(MOST_ROWS).forEach(problem -> all.add(row(problem)));
    model.notes().stream().limit(MOST_ROWS).forEach(note -> all.add(row(note)));
    int more = model.notes().size() + model.problems().size() - all.size();
    if (more > 0) {
      all.add(words(say("and %,d more").formatted(more)));
    }
    rows.getChildren().setAll(all);
    shown(details, !all.isEmpty());
  }

  private VBox row(Note note) {
    Label words = words(note.words());
    Button act = button(note.action(), "folder-note-action", () -> model.act(note), "plain");
    Button dismiss =
        button(say("Dismiss"), "folder-note-dismiss", () -> model.dismiss(note), "flat");
    HBox buttons = new HBox(act, dismiss);
    buttons.getStyleClass().add("editor-bar");
    return new VBox(words, buttons);
  }

  private static Label row(Problem problem) {
    Label words =
        words(
            problem.path().isEmpty()
                ? told(problem.sentence())
                : problem.path() + ": " + told(problem.sentence()));
    words.getStyleClass().add("problem");
    return words;
  }

  private static Label words(String text) {
    Label words = new Label(text);
    words.setWrapText(true);
    words.getStyleClass().add("small-text");
    return words;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
