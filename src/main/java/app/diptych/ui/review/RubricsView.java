package app.diptych.ui.review;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Rubric;
import app.diptych.ui.fx.Icon;
import java.io.File;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The rubrics there are on the left, the one that is read or written on the right. */
final class RubricsView extends HBox {
  private final RubricsModel model;
  private final Runnable leave;
  private final Map<RubricDraft.Line, CriterionForm> forms = new HashMap<>();

  /**
   * @param leave what leads back to the reviews
   */
  RubricsView(RubricsModel model, Runnable leave) {
    this.model = model;
    this.leave = leave;
    setId("rubrics");
    getStyleClass().add("review-halves");
    VBox form = form();
    HBox.setHgrow(form, Priority.ALWAYS);
    getChildren().addAll(list(), form);
  }

  private VBox list() {
    Label title = new Label(say("Rubrics"));
    title.getStyleClass().add("card-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button back = button("rubric-leave", say("All reviews"), leave);
    HBox head = new HBox(title, space, back);
    head.getStyleClass().add("review-row");
    ListView<Rubric> list = new ListView<>(model.all());
    list.setId("rubric-list");
    list.setAccessibleText(say("Rubrics"));
    list.setCellFactory(_ -> new RubricCell());
    VBox.setVgrow(list, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(rubric -> {
          if (rubric != null) {
            model.chosenProperty().set(rubric);
          }
        });
    model
        .chosenProperty()
        .subscribe(rubric -> {
          if (rubric == null) {
            list.getSelectionModel().clearSelection();
          } else {
            list.getSelectionModel().select(rubric);
          }
        });
    Button create = button("rubric-new", say("New"), model::create);
    create.setGraphic(Icon.ADD.node());
    Button read = button("rubric-import", say("From file"), this::read);
    read.setGraphic(Icon.IMPORT.node());
    HBox below = new HBox(create, read);
    below.getStyleClass().add("review-row");
    VBox box = new VBox(head, list, below);
    box.getStyleClass().addAll("card", "review-card", "rubric-side");
    return box;
  }

  private VBox form() {
    TextField name = new TextField();
    name.setId("rubric-name");
    name.setPromptText(say("Name of the rubric"));
    name.setAccessibleText(say("Name of the rubric"));
    name.textProperty().bindBidirectional(model.draft().nameProperty());
    HBox.setHgrow(name, Priority.ALWAYS);
    Label version = new Label();
    version.getStyleClass().addAll("muted", "small-text");
    version.setMinWidth(USE_PREF_SIZE);
    model
        .chosenProperty()
        .subscribe(rubric ->
            version.setText(
                rubric == null ? say("new") : say("version %s").formatted(rubric.version())));
    Button save = button("rubric-save", say("Save"), model::save);
    save.getStyleClass().add("accent");
    HBox head = new HBox(name, version, save);
    head.getStyleClass().add("review-row");
    VBox criteria = new VBox();
    criteria.getStyleClass().add("rubric-lines");
    model.draft().criteria().subscribe(() -> fill(criteria));
    fill(criteria);
    ScrollPane scrolled = new ScrollPane(criteria);
    scrolled.setFitToWidth(true);
    scrolled.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    VBox box = new VBox(head, news(), scrolled, below());
    box.getStyleClass().addAll("card", "review-card");
    box.setMinWidth(0);
    return box;
  }

  private void fill(VBox criteria) {
    // A form listens to its line, so there is one as long as the line is there.
    forms.keySet().retainAll(model.draft().criteria());
    criteria
        .getChildren()
        .setAll(
            model.draft().criteria().stream()
                .map(line ->
                    forms.computeIfAbsent(line, _ -> new CriterionForm(model.draft(), line)))
                .toList());
  }

  private HBox news() {
    Label news = new Label();
    news.setId("rubric-news");
    news.getStyleClass().addAll("muted", "small-text");
    news.setWrapText(true);
    news.textProperty().bind(model.newsProperty());
    Button undo = button("rubric-undo", say("Undo"), model::undo);
    HBox box = new HBox(news, undo);
    box.getStyleClass().add("review-row");
    model
        .newsProperty()
        .subscribe(words -> {
          undo.setVisible(model.canUndo());
          undo.setManaged(model.canUndo());
          box.setManaged(!words.isEmpty());
          box.setVisible(!words.isEmpty());
        });
    return box;
  }

  private HBox below() {
    Button add =
        button(
            "rubric-add",
            say("Criterion"),
            () -> model.draft().criteria().add(new RubricDraft.Line()));
    add.setGraphic(Icon.ADD.node());
    Button copy = button("rubric-duplicate", say("Duplicate"), model::duplicate);
    Button write = button("rubric-export", say("To file"), this::write);
    write.setGraphic(Icon.EXPORT.node());
    Button delete = button("rubric-delete", say("Delete"), model::delete);
    for (Button one : new Button[] {copy, write, delete}) {
      one.disableProperty().bind(model.chosenProperty().isNull());
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox below = new HBox(add, space, copy, write, delete);
    below.getStyleClass().add("review-row");
    return below;
  }

  private static Button button(String id, String words, Runnable action) {
    Button button = new Button(words);
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private void read() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("A rubric"));
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.read(file.toPath());
    }
  }

  private void write() {
    Rubric rubric = model.chosenProperty().get();
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(
        (rubric == null ? "rubric" : rubric.name().toLowerCase(Locale.ROOT).replaceAll("\\W+", "-"))
            + ".rubric.json");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      model.write(file.toPath());
    }
  }

  private static final class RubricCell extends ListCell<Rubric> {
    @Override
    protected void updateItem(@Nullable Rubric rubric, boolean empty) {
      super.updateItem(rubric, empty);
      setText(
          empty || rubric == null
              ? null
              : "%s (%d), version %d"
                  .formatted(rubric.name(), rubric.criteria().size(), rubric.version()));
    }
  }
}
