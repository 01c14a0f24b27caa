package app.diptych.ui.sessions;

import app.diptych.review.Verdict;
import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.sessions.SessionsModel.Period;
import app.diptych.ui.sessions.SessionsModel.State;
import app.diptych.ui.sessions.SessionsModel.Undo;
import atlantafx.base.controls.CustomTextField;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The sessions page: search and filters, the list, and what is in the selected session. */
public final class SessionsView extends HBox {
  private final SessionsModel model;
  private final Consumer<SessionSummary> open;
  private final Node samples;
  private final CustomTextField search = new CustomTextField();
  private final ListView<SessionSummary> list = new ListView<>();

  /**
   * @param open shows a session on the compare page
   * @param rerun runs every prompt of a session again as a new session; told whether with the
   *     models that answered then
   * @param samples offers something to look at while there is no session
   */
  public SessionsView(
      SessionsModel model,
      Consumer<SessionSummary> open,
      BiConsumer<SessionSummary, Boolean> rerun,
      Node samples) {
    this.model = model;
    this.open = open;
    this.samples = samples;
    getStyleClass().add("sessions");
    setId("sessions-page");
    VBox left = new VBox(searchBar(), filters(), lists(), undoBar());
    left.getStyleClass().addAll("card", "session-list");
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setPrefWidth(0);
    SessionDetail detail = new SessionDetail(model, open, rerun);
    ComparisonView comparison = new ComparisonView(model);
    ImportPanel importing = new ImportPanel(model.importing(), this::chooseFiles);
    ExportPanel exporting = new ExportPanel(model.exporting());
    StackPane right = new StackPane(detail, comparison, exporting, importing);
    right.setPrefWidth(0);
    HBox.setHgrow(right, Priority.ALWAYS);
    model.comparisonProperty().subscribe(shown -> detail.setVisible(shown == null));
    getChildren().addAll(left, right);
    takeDroppedFiles();
  }

  /** Gives the scene this page's keys, which do nothing while another page is shown. */
  public void keysIn(Scene scene) {
    key(scene, Shortcut.IMPORT, this::chooseFiles);
    key(scene, Shortcut.EXPORT, model::export);
  }

  private void key(Scene scene, Shortcut shortcut, Runnable run) {
    shortcut.in(
        scene,
        () -> {
          if (getScene() != null) {
            run.run();
          }
        });
  }

  private void chooseFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Import sessions or prompts");
    List<File> files = chooser.showOpenMultipleDialog(getScene().getWindow());
    if (files != null) {
      model.importing().read(files.stream().map(File::toPath).toList());
    }
  }

  private void takeDroppedFiles() {
    setOnDragOver(event -> {
      if (event.getDragboard().hasFiles()) {
        event.acceptTransferModes(TransferMode.COPY);
      }
      event.consume();
    });
    setOnDragDropped(event -> {
      List<File> files = event.getDragboard().getFiles();
      if (files != null) {
        model.importing().read(files.stream().map(File::toPath).toList());
      }
      event.setDropCompleted(files != null);
      event.consume();
    });
  }

  private HBox searchBar() {
    Button take = new Button("Import", Icon.IMPORT.node());
    take.setId("import");
    Shortcut.IMPORT.on(take);
    take.setMinWidth(USE_PREF_SIZE);
    take.setOnAction(_ -> chooseFiles());
    CustomTextField field = searchField();
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox bar = new HBox(field, take);
    bar.getStyleClass().add("session-row");
    return bar;
  }

  /** Reads files that may be imported, and shows what would be taken. */
  public void importFiles(List<Path> files) {
    model.importing().read(files);
  }

  /** The page is about to be seen. */
  public void shown() {
    model.refresh();
    search.requestFocus();
  }

  private CustomTextField searchField() {
    search.setId("session-search");
    search.getStyleClass().add("session-search");
    search.setPromptText("Search titles, prompts and answers");
    search.setAccessibleText("Search sessions");
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().bindBidirectional(model.wordsProperty());
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DOWN) {
        list.requestFocus();
      }
    });
    return search;
  }

  private FlowPane filters() {
    CheckBox failures = new CheckBox("Failures only");
    failures.selectedProperty().bindBidirectional(model.failuresOnlyProperty());
    CheckBox archived = new CheckBox("Archive");
    archived.selectedProperty().bindBidirectional(model.archivedProperty());
    ComboBox<Period> period = new ComboBox<>();
    period.getItems().setAll(Period.values());
    period.setConverter(words(Period::words, "Any time"));
    period.valueProperty().bindBidirectional(model.periodProperty());
    period.setAccessibleText("When");
    ComboBox<@Nullable Verdict> verdict = new ComboBox<>();
    verdict.getItems().add(null);
    verdict.getItems().addAll(Verdict.values());
    verdict.setConverter(words(SessionsView::verdict, "Any verdict"));
    verdict.valueProperty().bindBidirectional(model.verdictProperty());
    verdict.setAccessibleText("Verdict");
    FlowPane filters =
        new FlowPane(
            choice("Any model", "Model", model.models(), model.modelProperty()),
            choice("Any tag", "Tag", model.tags(), model.tagProperty()),
            verdict,
            period,
            failures,
            archived);
    filters.getStyleClass().add("filters");
    return filters;
  }

  /** A filter whose first entry means: any. */
  private static ComboBox<@Nullable String> choice(
      String any,
      String name,
      ObservableList<String> values,
      ObjectProperty<@Nullable String> chosen) {
    ComboBox<@Nullable String> box = new ComboBox<>();
    box.setConverter(words(value -> value, any));
    box.setAccessibleText(name);
    box.setMaxWidth(200);
    Runnable fill =
        () -> {
          String kept = chosen.get();
          box.getItems().setAll(values);
          box.getItems().addFirst(null);
          chosen.set(kept);
        };
    values.addListener((ListChangeListener<String>) _ -> fill.run());
    fill.run();
    box.valueProperty().bindBidirectional(chosen);
    return box;
  }

  private static <T> StringConverter<@Nullable T> words(Function<T, String> words, String any) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? any : words.apply(value);
      }

      @Override
      public @Nullable T fromString(String typed) {
        return null;
      }
    };
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case A -> "A better";
      case B -> "B better";
      case TIE -> "Tie";
      case BOTH_BAD -> "Both bad";
    };
  }

  private StackPane lists() {
    list.setId("sessions");
    list.setAccessibleText("Sessions");
    list.setItems(model.found());
    list.setCellFactory(_ -> new SessionCell());
    list.setPlaceholder(new Region());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          if (chosen != null && !chosen.equals(model.selectedProperty().get())) {
            model.select(chosen);
          }
        });
    model.selectedProperty().subscribe(chosen -> list.getSelectionModel().select(chosen));
    list.setOnKeyPressed(event -> {
      SessionSummary chosen = list.getSelectionModel().getSelectedItem();
      if (chosen != null && event.getCode() == KeyCode.ENTER) {
        open.accept(chosen);
      } else if (chosen != null && event.getCode() == KeyCode.DELETE) {
        model.delete(chosen);
      }
    });
    list.setOnMouseClicked(event -> {
      SessionSummary chosen = list.getSelectionModel().getSelectedItem();
      if (chosen != null && event.getClickCount() == 2) {
        open.accept(chosen);
      }
    });
    StackPane stack = new StackPane(list, emptyState());
    VBox.setVgrow(stack, Priority.ALWAYS);
    return stack;
  }

  private VBox emptyState() {
    Label title = new Label();
    title.setId("sessions-empty");
    title.getStyleClass().add("empty-title");
    Label advice = new Label();
    advice.getStyleClass().add("muted");
    advice.setWrapText(true);
    Button all = new Button("Show all sessions");
    all.setOnAction(_ -> model.clearFilters());
    VBox empty = new VBox(Icon.SESSIONS.node(), title, advice, all, samples);
    empty.getStyleClass().add("empty-state");
    Runnable show =
        () -> {
          State state = model.stateProperty().get();
          boolean nothing = model.found().isEmpty();
          empty.setVisible(nothing && state != State.LOADING);
          all.setVisible(state == State.LISTED);
          all.setManaged(state == State.LISTED);
          samples.setVisible(state == State.NONE_YET);
          samples.setManaged(state == State.NONE_YET);
          title.setText(title(state));
          advice.setText(advice(state));
        };
    model.stateProperty().subscribe(show);
    Bindings.isEmpty(model.found()).subscribe(show);
    return empty;
  }

  private static String title(State state) {
    return switch (state) {
      case LOADING -> "";
      case LISTED -> "No session fits";
      case NONE_YET -> "Nothing compared yet";
      case FAILED -> "The sessions cannot be read";
    };
  }

  private String advice(State state) {
    return switch (state) {
      case LOADING -> "";
      case LISTED -> "No session has all of these words and filters.";
      case NONE_YET ->
          "Every comparison you run is saved here by itself. Files can be dropped here.";
      case FAILED -> model.problemProperty().get();
    };
  }

  private HBox undoBar() {
    Label what = new Label();
    what.setId("undo-words");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button undo = new Button("Undo");
    undo.setId("undo");
    undo.setOnAction(_ -> model.undo());
    Button close = new Button("Dismiss");
    close.getStyleClass().add("flat");
    close.setOnAction(_ -> model.forgetUndo());
    HBox bar = new HBox(what, space, undo, close);
    bar.getStyleClass().add("undo-bar");
    model.undoProperty().subscribe(offer -> show(bar, what, offer));
    return bar;
  }

  private static void show(HBox bar, Label what, @Nullable Undo offer) {
    bar.setVisible(offer != null);
    bar.setManaged(offer != null);
    what.setText(offer == null ? "" : offer.what());
  }
}
