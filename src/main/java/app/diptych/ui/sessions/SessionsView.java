package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.FocusByKey;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.sessions.SessionsModel.State;
import atlantafx.base.controls.CustomTextField;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The sessions page: search and filters, the list, and what is in the selected session. */
public final class SessionsView extends HBox {
  private final SessionsModel model;
  private final SessionUses uses;
  private final Node samples;
  private final CustomTextField search = new CustomTextField();
  private final ListView<SessionSummary> list = new ListView<>();
  private boolean marking;

  /**
   * @param samples offers something to look at while there is no session
   */
  public SessionsView(SessionsModel model, SessionUses uses, Node samples) {
    this.model = model;
    this.uses = uses;
    this.samples = samples;
    getStyleClass().add("sessions");
    setId("sessions-page");
    VBox left =
        new VBox(
            searchBar(),
            new FilterBar(model.filters()),
            lists(),
            more(),
            new NewsBar(model.changes()));
    left.getStyleClass().addAll("card", "session-list");
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMinWidth(0);
    left.setPrefWidth(0);
    SessionDetail detail = new SessionDetail(model, uses);
    ComparisonView comparison = new ComparisonView(model);
    ImportPanel importing = new ImportPanel(model.importing(), this::chooseFiles);
    ExportPanel exporting = new ExportPanel(model.exporting());
    model
        .exporting()
        .stepProperty()
        .subscribe(step -> giveBack(exporting, step == ExportModel.Step.NONE));
    model
        .importing()
        .stepProperty()
        .subscribe(step -> giveBack(importing, step == ImportModel.Step.NONE));
    StackPane right =
        new StackPane(
            nothing(List.of(detail, comparison, exporting, importing)),
            detail,
            comparison,
            exporting,
            importing);
    model.selectedProperty().subscribe(session -> giveBack(detail, session == null));
    right.setMinWidth(0);
    right.setPrefWidth(0);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(left, right);
    Shortcut.UNDO.withinUnlessTyped(this, model.changes()::undo);
    takeDroppedFiles();
  }

  /** Shown while none of those is, so that half of the page is not a hole. */
  private static VBox nothing(List<Node> instead) {
    Label words = new Label(say("Choose a session at the left."));
    words.setId("no-session");
    words.getStyleClass().add("empty-title");
    VBox empty = new VBox(Icon.SESSIONS.node(), words);
    empty.getStyleClass().addAll("card", "empty-state");
    Runnable look = () -> empty.setVisible(instead.stream().noneMatch(Node::isVisible));
    instead.forEach(node -> node.visibleProperty().subscribe(look));
    look.run();
    return empty;
  }

  /** Who closes a panel goes on in the list, and not nowhere. */
  private void giveBack(Node panel, boolean closed) {
    if (!closed || !panel.isFocusWithin()) {
      return;
    }
    if (panel.getScene().getFocusOwner().isFocusVisible()) {
      FocusByKey.give(list);
    } else {
      list.requestFocus();
    }
  }

  /** Gives the scene this page's keys, which do nothing while another page is shown. */
  public void keysIn(Scene scene) {
    key(scene, Shortcut.IMPORT, this::chooseFiles);
    key(scene, Shortcut.EXPORT, model::export);
    key(scene, Shortcut.UNDO, model.changes()::undo);
    key(scene, Shortcut.PIN, () -> withSelected(model.changes()::pin));
    key(scene, Shortcut.DUPLICATE, () -> withSelected(model::duplicate));
    key(scene, Shortcut.ARCHIVE, () -> withSelected(model.changes()::archive));
    Actions.unless(this, Shortcut.EXPORT, this::noneChosen);
    for (Shortcut change : List.of(Shortcut.PIN, Shortcut.DUPLICATE, Shortcut.ARCHIVE)) {
      Actions.unless(
          this,
          change,
          () -> noneChosen().isEmpty() ? model.changes().whyNotProperty().get() : noneChosen());
    }
  }

  /** Asks for a session to be chosen, as a sentence; empty when one is that can be worked on. */
  private String noneChosen() {
    SessionSummary session = model.selectedProperty().get();
    return session == null || session.deleted() ? say("Choose a session first.") : "";
  }

  /** Keys work on what the buttons work on, and not on a deleted session. */
  private void withSelected(Consumer<SessionSummary> action) {
    SessionSummary session = model.selectedProperty().get();
    if (session != null && !session.deleted()) {
      action.accept(session);
    }
  }

  private void key(Scene scene, Shortcut shortcut, Runnable run) {
    shortcut.in(scene, this, run);
  }

  private void chooseFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Import sessions or prompts"));
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
    Button take = new Button(say("Import"), Icon.IMPORT.node());
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
    model.exporting().leave(null);
    model.refresh();
    search.requestFocus();
  }

  private CustomTextField searchField() {
    search.setId("session-search");
    search.getStyleClass().add("session-search");
    search.setPromptText(say("Search titles, prompts and answers"));
    search.setAccessibleText(say("Search sessions"));
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().bindBidirectional(model.filters().wordsProperty());
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.DOWN) {
        FocusByKey.give(list);
      }
    });
    return search;
  }

  private StackPane lists() {
    list.setId("sessions");
    list.setAccessibleText(say("Sessions"));
    list.setItems(model.found());
    list.setCellFactory(_ -> new SessionCell());
    list.setPlaceholder(new Region());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, chosen) -> {
          if (!marking && chosen != null && !chosen.equals(model.selectedProperty().get())) {
            model.select(chosen);
          }
        });
    model.selectedProperty().subscribe(_ -> mark());
    model.found().addListener((ListChangeListener<SessionSummary>) _ -> mark());
    list.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        open();
      } else if (Shortcut.DELETE.matches(event)) {
        withSelected(model.changes()::delete);
      }
    });
    list.setOnMouseClicked(event -> {
      if (event.getClickCount() == 2) {
        open();
      }
    });
    StackPane stack = new StackPane(list, waiting(), emptyState());
    VBox.setVgrow(stack, Priority.ALWAYS);
    return stack;
  }

  private void open() {
    if (uses.can()) {
      withSelected(uses.open());
    }
  }

  /** Marks the row of the selected session, whatever happened to the rows. */
  private void mark() {
    SessionSummary selected = model.selectedProperty().get();
    int row = -1;
    for (int i = 0; selected != null && row < 0 && i < model.found().size(); i++) {
      row = model.found().get(i).id().equals(selected.id()) ? i : -1;
    }
    marking = true;
    if (row < 0) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedIndex() != row) {
      list.getSelectionModel().clearAndSelect(row);
      list.scrollTo(Math.max(0, row - 2));
    }
    marking = false;
  }

  /** Says that there may be more than is listed. */
  private Label more() {
    Label more =
        new Label(
            say("The first %s are listed: search, or use the filters, to find others.")
                .formatted(SessionQuery.PAGE));
    more.setId("more-sessions");
    more.getStyleClass().addAll("muted", "small-text");
    more.setWrapText(true);
    more.visibleProperty()
        .bind(Bindings.size(model.found()).greaterThanOrEqualTo(SessionQuery.PAGE));
    more.managedProperty().bind(more.visibleProperty());
    return more;
  }

  /** While the list is read for the first time. */
  private ProgressIndicator waiting() {
    ProgressIndicator waiting = new ProgressIndicator();
    waiting.setMaxSize(48, 48);
    waiting.setAccessibleText(say("Reading the saved sessions"));
    Runnable show =
        () ->
            waiting.setVisible(
                model.stateProperty().get() == State.LOADING && model.found().isEmpty());
    model.stateProperty().subscribe(show);
    model.found().subscribe(show);
    show.run();
    return waiting;
  }

  private VBox emptyState() {
    Label title = new Label();
    title.setId("sessions-empty");
    title.getStyleClass().add("empty-title");
    Label advice = new Label();
    advice.getStyleClass().add("muted");
    advice.setWrapText(true);
    Button all = new Button(say("Show all sessions"));
    all.setOnAction(_ -> model.filters().clear());
    Button retry = new Button(say("Try again"), Icon.RESTART.node());
    retry.setId("retry-sessions");
    retry.setOnAction(_ -> model.refresh());
    VBox empty = new VBox(Icon.SESSIONS.node(), title, advice, all, retry, samples);
    empty.getStyleClass().add("empty-state");
    Runnable show =
        () -> {
          State state = model.stateProperty().get();
          boolean nothing = model.found().isEmpty();
          empty.setVisible(nothing && state != State.LOADING);
          all.setVisible(state == State.LISTED);
          all.setManaged(state == State.LISTED);
          retry.setVisible(state == State.FAILED);
          retry.setManaged(state == State.FAILED);
          samples.setVisible(state == State.NONE_YET);
          samples.setManaged(state == State.NONE_YET);
          title.setText(title(state));
          advice.setText(advice(state));
        };
    model.stateProperty().subscribe(show);
    model.problemProperty().subscribe(show);
    // Not a binding of it: only a held one goes on telling.
    model.found().subscribe(show);
    show.run();
    return empty;
  }

  private static String title(State state) {
    return switch (state) {
      case LOADING -> "";
      case LISTED -> say("No session fits");
      case NONE_YET -> say("No session is saved");
      case FAILED -> say("The sessions cannot be read");
    };
  }

  private String advice(State state) {
    return switch (state) {
      case LOADING -> "";
      case LISTED -> say("No session has all of these words and filters.");
      case NONE_YET ->
          say("Every comparison you run is saved here by itself. Files can be dropped here.");
      case FAILED -> model.problemProperty().get();
    };
  }
}
