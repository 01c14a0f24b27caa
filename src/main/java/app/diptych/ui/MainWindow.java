package app.diptych.ui;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Product;
import app.diptych.session.SavedTrial;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.batch.BatchModel;
import app.diptych.ui.batch.BatchView;
import app.diptych.ui.batch.ExportDialog;
import app.diptych.ui.batch.Pickers;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.CompareView;
import app.diptych.ui.compare.ModelAdder;
import app.diptych.ui.compare.ModelPicker;
import app.diptych.ui.compare.SampleSessions;
import app.diptych.ui.compare.SavingModel;
import app.diptych.ui.compare.SidesForBatch;
import app.diptych.ui.decide.DecideModel;
import app.diptych.ui.decide.DecideView;
import app.diptych.ui.decide.Step;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Appearance;
import app.diptych.ui.fx.FirstShown;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.keys.CommandPalette;
import app.diptych.ui.keys.KeySheet;
import app.diptych.ui.keys.ZoomKeys;
import app.diptych.ui.library.LibraryModel;
import app.diptych.ui.library.LibraryView;
import app.diptych.ui.measure.MeasureModel;
import app.diptych.ui.measure.MeasureView;
import app.diptych.ui.measure.ReadAhead;
import app.diptych.ui.models.ModelsModel;
import app.diptych.ui.models.ModelsView;
import app.diptych.ui.review.ReviewModel;
import app.diptych.ui.review.ReviewView;
import app.diptych.ui.sessions.SessionUses;
import app.diptych.ui.sessions.SessionsModel;
import app.diptych.ui.sessions.SessionsView;
import app.diptych.ui.settings.SettingsModel;
import app.diptych.ui.settings.SettingsView;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The window: the top bar, the page, the status line. */
public final class MainWindow {
  private static final double WIDTH = 1400;
  private static final double HEIGHT = 880;
  private static final double LEAST_WIDTH = 820;
  private static final double LEAST_HEIGHT = 560;
  private static final double ROOM_FOR_BRAND = 1080;
  private static final double ROOM_FOR_PAGES = 715;
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final Stage stage;
  private final CompareModel model;
  private final SettingsModel settingsModel;
  private final BatchModel batches;
  private final MeasureModel measures;
  private final BorderPane root = new BorderPane();
  private final Scene scene;
  private final Pages pages;
  private final Page<CompareView> compare;
  private final Page<SessionsView> sessions;
  private final Page<DecideView> decide;
  private final Page<LibraryView> library;
  private final Page<ReviewView> review;
  private final Page<BatchView> batch;
  private final Page<SettingsView> settings;
  private final Appearance appearance;
  private final Button themeButton = new Button();
  private final CommandPalette palette = new CommandPalette();
  private final Label brand = new Label(Product.NAME);
  private final ObservableValue<String> whyNot;

  /**
   * @param appearance how it looks and is steered
   */
  public MainWindow(
      Stage stage,
      CompareModel model,
      LibraryModel libraryModel,
      SettingsModel settingsModel,
      DecideModel decideModel,
      ModelsModel modelsModel,
      Appearance appearance) {
    this.stage = stage;
    this.model = model;
    this.settingsModel = settingsModel;
    this.appearance = appearance;
    this.whyNot = whyNot(model);
    this.batches = batchModel(model);
    this.measures = measureModel(model);
    ReviewModel reviews = reviewModel(model);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    this.scene =
        new Scene(
            new StackPane(root, palette),
            Math.min(WIDTH, screen.getWidth()),
            Math.min(HEIGHT, screen.getHeight()));
    appearance.dress(scene);
    this.pages = new Pages(scene);
    this.compare =
        pages.add(
            toSay("Compare"),
            Shortcut.COMPARE_PAGE,
            () -> new CompareView(model, this::edit),
            this::compareShown,
            view -> view.tools().setVisible(false));
    this.sessions =
        pages.add(
            toSay("Sessions"),
            Shortcut.SESSIONS_PAGE,
            this::sessionsView,
            SessionsView::shown,
            _ -> {});
    pages.add(
        toSay("Measure"),
        Shortcut.MEASURE_PAGE,
        this::measureView,
        MeasureView::shown,
        MeasureView::left);
    this.decide =
        pages.add(
            toSay("Decide"),
            Shortcut.DECIDE_PAGE,
            () -> new DecideView(decideModel, this::go),
            DecideView::shown,
            _ -> {});
    this.library =
        pages.add(
            toSay("Library"),
            Shortcut.LIBRARY_PAGE,
            () -> libraryView(libraryModel),
            LibraryView::shown,
            LibraryView::left);
    pages.add(
        toSay("Models"),
        Shortcut.MODELS_PAGE,
        () -> new ModelsView(modelsModel, whyNot),
        ModelsView::shown,
        _ -> {});
    this.review =
        pages.add(
            toSay("Review"),
            Shortcut.REVIEW_PAGE,
            () -> new ReviewView(reviews),
            ReviewView::shown,
            _ -> {});
    this.batch =
        pages.add(
            toSay("Batch"),
            Shortcut.BATCH_PAGE,
            () -> batchView(reviews),
            BatchView::shown,
            _ -> {});
    this.settings =
        pages.add(
            toSay("Settings"),
            Shortcut.SETTINGS_PAGE,
            new Page<>(
                settingsButton(),
                () -> new SettingsView(settingsModel, appearance),
                SettingsView::shown,
                _ -> {}));
    CompareView first = compare.view();
    root.getStyleClass().add("app");
    // As large as the window, however much it would like to have.
    root.setMinSize(0, 0);
    HBox topBar = topBar(first);
    VBox top = new VBox();
    FirstShown.into(
        top, topBar, notSaved(model), new BudgetNotice(settingsModel.budgets(), this::showBudgets));
    root.setTop(top);
    model.whenBudgetsAreWanted(this::showBudgets);
    model.whenGatewayIsWanted(id -> {
      pages.show(settings);
      settingsModel.showGateway(id);
    });
    StatusLine status =
        new StatusLine(model, settingsModel, () -> pages.show(settings), this::showBudgets);
    // From top to bottom: so the Tab key goes through the window.
    root.setCenter(pages.middle());
    root.setBottom(status);
    pages.show(compare);
    // Where there is little room, the pages' names are read before the product's.
    brand.visibleProperty().bind(Styles.room(scene).map(room -> room >= ROOM_FOR_BRAND));
    brand.managedProperty().bind(brand.visibleProperty());
    brand.visibleProperty().subscribe(roomy -> topBar.pseudoClassStateChanged(NARROW, !roomy));
    ZoomKeys.in(scene, appearance.zoomProperty());
    first.keysIn(scene);
    Shortcut.THEME.in(scene, appearance::switchTheme);
    Shortcut.KEYS.in(scene, this::showKeys);
    Shortcut.READ_OUT.in(scene, () -> status.readOut(first::answer));
    KeySheet.onQuestionMark(scene, this::showKeys);
    palette.keyIn(scene);
    named(decideModel.ways(), Shortcut.DECIDE_PAGE, decide);
    named(settingsModel.ways(), Shortcut.SETTINGS_PAGE, settings);
    Shortcut.ROLL_BACK.in(scene, settingsModel.fallback()::rollBack);
    Shortcut.GO_FORWARD.in(scene, settingsModel.fallback()::goForward);
    stage.setTitle(Product.NAME);
    stage.setScene(scene);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
  }

  /** Shows it, with the cursor where typing should start. */
  public void show() {
    stage.show();
    compare.view().focusPrompt();
  }

  /**
   * Makes ready what would keep somebody waiting later; called when there is nothing else to do.
   */
  public void readAhead() {
    new ReadAhead(measures, model.session()::workspace, model.background(), model.runningProperty())
        .begin();
  }

  /** Brings it before the user's eyes. */
  public void raise() {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }

  /** Shows what could be taken out of files; nothing is saved before the user says so. */
  public void importFiles(List<Path> files) {
    pages.show(sessions);
    sessions.view().importFiles(files);
  }

  public Scene scene() {
    return scene;
  }

  /** Shows these below the top bar for as long as there are any. */
  public void tell(NoticeModel notices) {
    if (root.getTop() instanceof VBox top) {
      top.getChildren().add(new NoticeBar(notices));
    }
  }

  /** Ends the batch that runs; it can be resumed. */
  public void close() {
    batches.close();
  }

  private static ObservableValue<String> whyNot(CompareModel model) {
    return Bindings.createStringBinding(
        () ->
            model.heldProperty().get()
                ? say(
                    "A batch has the models of this machine for itself: stop it first, on the batch"
                        + " page.")
                : model.runningProperty().get()
                    ? say("Both sides must have ended first, on the compare page.")
                    : "",
        model.heldProperty(),
        model.runningProperty());
  }

  private static BatchModel batchModel(CompareModel model) {
    return new BatchModel(
        model.session()::workspace,
        model.session().notSavedProperty()::get,
        model.trials(),
        new SidesForBatch(model),
        model.background(),
        FxThread::later,
        NanoClock.system());
  }

  private BatchView batchView(ReviewModel reviews) {
    return new BatchView(
        batches,
        new Pickers(
            new ModelPicker(model, Side.A),
            new ModelPicker(model, Side.B),
            new ModelAdder(model, batches::addModel)),
        new BatchView.Uses(
            (trial, title) -> {
              model.saved().openAlone(trial, title);
              pages.show(compare);
            },
            whyNot,
            (title, trials) ->
                reviews.review(title, trials, () -> pages.show(review), batches::tell),
            new ExportDialog(stage)));
  }

  private SessionsView sessionsView() {
    SessionsModel saved = sessionsModel(model);
    SessionsView view =
        new SessionsView(
            saved,
            new SessionUses(
                chosen -> {
                  model.saved().open(chosen.id());
                  pages.show(compare);
                },
                (chosen, ownModels) ->
                    model
                        .saved()
                        .rerun(
                            chosen.id(),
                            ownModels,
                            () -> pages.show(compare),
                            saved.changes()::complain),
                whyNot),
            SampleSessions.buttons(model, () -> pages.show(compare)));
    view.keysIn(scene);
    model
        .session()
        .notSavedProperty()
        .addListener((_, _, _) -> {
          if (view.getScene() != null) {
            saved.refresh();
          }
        });
    return view;
  }

  private MeasureView measureView() {
    return new MeasureView(
        measures,
        this::openTrial,
        whyNot,
        SampleSessions.buttons(model, () -> pages.show(compare)));
  }

  private LibraryView libraryView(LibraryModel libraryModel) {
    return new LibraryView(
        libraryModel,
        prompt -> {
          model.use(prompt);
          pages.show(compare);
        },
        this::openTrial);
  }

  private void openTrial(SavedTrial trial) {
    model.saved().openTrial(trial);
    pages.show(compare);
  }

  private static SessionsModel sessionsModel(CompareModel model) {
    return new SessionsModel(
        model.session()::workspace,
        model.session().notSavedProperty()::get,
        model.background(),
        NanoClock.system(),
        model.saved()::changed);
  }

  private static ReviewModel reviewModel(CompareModel model) {
    return new ReviewModel(
        model.session()::workspace,
        model.session().notSavedProperty()::get,
        model.background(),
        FxThread::later,
        NanoClock.system());
  }

  private static MeasureModel measureModel(CompareModel model) {
    return new MeasureModel(
        model.session()::workspace,
        model.session().notSavedProperty()::get,
        model::rates,
        model.background(),
        NanoClock.system(),
        ZoneId.systemDefault());
  }

  /** Shows a prompt where it can be changed. */
  private void edit(String prompt) {
    pages.show(library);
    library.view().show(prompt);
  }

  private void compareShown(CompareView view) {
    view.tools().setVisible(true);
    model.charts().lookAtRates();
    model.session().lookAtVerdicts();
    view.focusPrompt();
  }

  /** Shows where a step to a decision is taken. */
  private void go(Step step) {
    switch (step) {
      case CONNECT, FALLBACK -> pages.show(settings);
      case COMPARE -> pages.show(compare);
      case BATCH -> pages.show(batch);
      case REVIEW -> pages.show(review);
      case BUDGET -> showBudgets();
      case REPORT -> pages.show(decide);
    }
  }

  /** The parts of a page are found by their names, wherever one is. */
  private void named(Map<String, Runnable> ways, Shortcut key, Page<?> page) {
    ways.forEach((name, show) ->
        Actions.named(
            scene,
            name,
            key.action(),
            () -> {
              pages.show(page);
              show.run();
            }));
  }

  private void showBudgets() {
    pages.show(settings);
    settingsModel.showBudgets();
  }

  /** Says why something is not saved, for as long as it is so, with the action that helps. */
  private static HBox notSaved(CompareModel model) {
    SavingModel saving = model.session().saving();
    Label why = new Label();
    why.setId("not-saved");
    why.setWrapText(true);
    why.textProperty().bind(saving.problemProperty());
    HBox.setHgrow(why, Priority.ALWAYS);
    why.setMaxWidth(Double.MAX_VALUE);
    Button help = new Button();
    help.setId("remedy");
    help.setMinWidth(Region.USE_PREF_SIZE);
    help.disableProperty().bind(model.runningProperty());
    HBox bar = new HBox(Icon.ERROR.node(), why, help);
    bar.getStyleClass().add("not-saved");
    saving
        .problemProperty()
        .subscribe(words -> {
          bar.setVisible(!words.isEmpty());
          bar.setManaged(!words.isEmpty());
        });
    saving
        .remedyProperty()
        .subscribe(remedy -> {
          help.setVisible(remedy != null);
          help.setManaged(remedy != null);
          help.setText(remedy == null ? "" : told(remedy.words()));
          help.setOnAction(_ -> {
            if (remedy != null) {
              remedy.action().run();
            }
          });
        });
    return bar;
  }

  private HBox topBar(CompareView first) {
    Button prompts = icon(Icon.PROMPTS, Shortcut.PROMPT_LIST, first::togglePrompts);
    brand.getStyleClass().add("brand");
    brand.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    themeButton.getStyleClass().addAll("button-icon", "flat");
    themeButton.setId("theme");
    themeButton.setOnAction(_ -> appearance.switchTheme());
    appearance
        .themeProperty()
        .subscribe(now ->
            themeButton.setGraphic((now == Theme.DARK ? Icon.TO_LIGHT : Icon.TO_DARK).node()));
    Shortcut.THEME.on(themeButton);
    Button keys = icon(Icon.KEYS, Shortcut.KEYS, this::showKeys);
    keys.setId("keys");
    MenuButton menu = pages.menu();
    ObservableValue<Boolean> rowFits = Styles.room(scene).map(room -> room >= ROOM_FOR_PAGES);
    pages.row().visibleProperty().bind(rowFits);
    pages.row().managedProperty().bind(rowFits);
    menu.visibleProperty().bind(rowFits.map(fits -> !fits));
    menu.managedProperty().bind(menu.visibleProperty());
    HBox bar =
        new HBox(
            prompts,
            brand,
            pages.row(),
            menu,
            space,
            first.tools(),
            settings.button(),
            themeButton,
            keys);
    first.tools().managedProperty().bind(first.tools().visibleProperty());
    bar.getStyleClass().add("topbar");
    return bar;
  }

  private static ToggleButton settingsButton() {
    ToggleButton button = new ToggleButton("", Icon.SETTINGS.node());
    button.getStyleClass().addAll("button-icon", "flat", "settings-button");
    return button;
  }

  private static Button icon(Icon icon, Shortcut shortcut, Runnable action) {
    Button button = new Button("", icon.node());
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(_ -> action.run());
    return shortcut.on(button);
  }

  private void showKeys() {
    if (scene.lookup("#keys") instanceof Button keys) {
      KeySheet.showBelow(keys);
    }
  }
}
