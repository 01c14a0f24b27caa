package app.diptych.ui;

import app.diptych.completion.Product;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Side;
import app.diptych.ui.batch.BatchModel;
import app.diptych.ui.batch.BatchView;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.CompareView;
import app.diptych.ui.compare.ModelPicker;
import app.diptych.ui.compare.SampleSessions;
import app.diptych.ui.compare.SavingModel;
import app.diptych.ui.compare.SidesForBatch;
import app.diptych.ui.decide.DecideModel;
import app.diptych.ui.decide.DecideView;
import app.diptych.ui.decide.Step;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.keys.CommandPalette;
import app.diptych.ui.keys.KeySheet;
import app.diptych.ui.library.LibraryModel;
import app.diptych.ui.library.LibraryView;
import app.diptych.ui.measure.MeasureModel;
import app.diptych.ui.measure.MeasureView;
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
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
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
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final Stage stage;
  private final CompareView compare;
  private final SessionsView sessions;
  private final MeasureView measure;
  private final DecideView decide;
  private final LibraryView library;
  private final ModelsView models;
  private final ReviewView review;
  private final BatchModel batches;
  private final BatchView batch;
  private final SettingsView settings;
  private final BorderPane root;
  private final ToggleGroup pages = new ToggleGroup();
  private final Scene scene;
  private final Consumer<Theme> themeChosen;
  private final Button themeButton = new Button();
  private final CommandPalette palette = new CommandPalette();
  private final Label brand = new Label(Product.NAME);
  private final ObjectProperty<Theme> theme;

  /**
   * @param themeChosen is told when the user changes the theme
   */
  public MainWindow(
      Stage stage,
      CompareModel model,
      LibraryModel libraryModel,
      SettingsModel settingsModel,
      DecideModel decideModel,
      ModelsModel modelsModel,
      Theme theme,
      Consumer<Theme> themeChosen) {
    this.stage = stage;
    this.theme = new SimpleObjectProperty<>(theme);
    this.themeChosen = themeChosen;
    this.compare = new CompareView(model, this::edit);
    this.library =
        new LibraryView(
            libraryModel,
            prompt -> {
              model.use(prompt);
              show(compare);
            },
            trial -> {
              model.openTrial(trial);
              show(compare);
            });
    ObservableValue<String> whyNot = whyNot(model);
    this.measure =
        new MeasureView(
            measureModel(model),
            trial -> {
              model.openTrial(trial);
              show(compare);
            },
            whyNot,
            SampleSessions.buttons(model, () -> show(compare)));
    this.decide = new DecideView(decideModel, step -> go(step, settingsModel));
    this.models = new ModelsView(modelsModel, whyNot);
    ReviewModel reviews = reviewModel(model);
    this.review = new ReviewView(reviews);
    this.batches = batchModel(model);
    this.batch = batchView(model, reviews, whyNot);
    SessionsModel saved = sessionsModel(model);
    this.sessions =
        new SessionsView(
            saved,
            new SessionUses(
                chosen -> {
                  model.openSession(chosen.id());
                  show(compare);
                },
                (chosen, ownModels) ->
                    model.rerun(
                        chosen.id(), ownModels, () -> show(compare), saved.changes()::complain),
                whyNot),
            SampleSessions.buttons(model, () -> show(compare)));
    model
        .session()
        .notSavedProperty()
        .addListener((_, _, _) -> {
          if (sessions.getScene() != null) {
            saved.refresh();
          }
        });
    this.settings = new SettingsView(settingsModel, this.theme, this::wear);
    this.root = new BorderPane(compare);
    root.getStyleClass().add("app");
    HBox topBar = topBar();
    root.setTop(
        new VBox(
            topBar,
            notSaved(model),
            new BudgetNotice(settingsModel.budgets(), () -> showBudgets(settingsModel))));
    model.whenBudgetsAreWanted(() -> showBudgets(settingsModel));
    root.setBottom(
        new StatusLine(
            model, settingsModel, () -> show(settings), () -> showBudgets(settingsModel)));
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    this.scene =
        new Scene(
            new StackPane(root, palette),
            Math.min(WIDTH, screen.getWidth()),
            Math.min(HEIGHT, screen.getHeight()));
    // Where there is little room, the pages' names are read before the product's.
    brand.visibleProperty().bind(scene.widthProperty().greaterThanOrEqualTo(ROOM_FOR_BRAND));
    brand.managedProperty().bind(brand.visibleProperty());
    brand.visibleProperty().subscribe(roomy -> topBar.pseudoClassStateChanged(NARROW, !roomy));
    dress();
    compare.keysIn(scene);
    sessions.keysIn(scene);
    Shortcut.COMPARE_PAGE.in(scene, () -> show(compare));
    Shortcut.SESSIONS_PAGE.in(scene, () -> show(sessions));
    Shortcut.MEASURE_PAGE.in(scene, () -> show(measure));
    Shortcut.DECIDE_PAGE.in(scene, () -> show(decide));
    Shortcut.LIBRARY_PAGE.in(scene, () -> show(library));
    Shortcut.MODELS_PAGE.in(scene, () -> show(models));
    Shortcut.REVIEW_PAGE.in(scene, () -> show(review));
    Shortcut.BATCH_PAGE.in(scene, () -> show(batch));
    Shortcut.SETTINGS_PAGE.in(scene, () -> show(settings));
    Shortcut.THEME.in(scene, this::switchTheme);
    Shortcut.KEYS.in(scene, this::showKeys);
    KeySheet.onQuestionMark(scene, this::showKeys);
    palette.keyIn(scene);
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
    compare.focusPrompt();
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
    show(sessions);
    sessions.importFiles(files);
  }

  public Scene scene() {
    return scene;
  }

  /** Ends the batch that runs; it can be resumed. */
  public void close() {
    batches.close();
  }

  private static ObservableValue<String> whyNot(CompareModel model) {
    return Bindings.createStringBinding(
        () ->
            model.heldProperty().get()
                ? "A batch has the models of this machine for itself: stop it first, on the batch"
                    + " page."
                : model.runningProperty().get()
                    ? "Both sides must have ended first, on the compare page."
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

  private BatchView batchView(
      CompareModel model, ReviewModel reviews, ObservableValue<String> whyNot) {
    return new BatchView(
        batches,
        List.of(new ModelPicker(model, Side.A), new ModelPicker(model, Side.B)),
        new BatchView.Uses(
            (trial, title) -> {
              model.openAlone(trial, title);
              show(compare);
            },
            whyNot,
            (title, trials) -> reviews.review(title, trials, () -> show(review), batches::tell)));
  }

  private static SessionsModel sessionsModel(CompareModel model) {
    return new SessionsModel(
        model.session()::workspace,
        model.session().notSavedProperty()::get,
        model.background(),
        NanoClock.system(),
        model::sessionChanged);
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
        model.background(),
        NanoClock.system(),
        ZoneId.systemDefault());
  }

  /** Shows a prompt where it can be changed. */
  private void edit(String prompt) {
    show(library);
    library.show(prompt);
  }

  private void show(Node page) {
    if (root.getCenter().equals(library) && !page.equals(library)) {
      library.left();
    } else if (root.getCenter().equals(measure) && !page.equals(measure)) {
      measure.left();
    }
    root.setCenter(page);
    compare.tools().setVisible(page.equals(compare));
    pages.selectToggle(
        pages
            .getToggles()
            .get(
                List.of(
                        compare, sessions, measure, decide, library, models, review, batch,
                        settings)
                    .indexOf(page)));
    if (page.equals(sessions)) {
      sessions.shown();
    } else if (page.equals(measure)) {
      measure.shown();
    } else if (page.equals(decide)) {
      decide.shown();
    } else if (page.equals(library)) {
      library.shown();
    } else if (page.equals(models)) {
      models.shown();
    } else if (page.equals(review)) {
      review.shown();
    } else if (page.equals(batch)) {
      batch.shown();
    } else if (page.equals(settings)) {
      settings.shown();
    } else {
      compare.focusPrompt();
    }
  }

  /** Shows where a step to a decision is taken. */
  private void go(Step step, SettingsModel model) {
    switch (step) {
      case CONNECT, FALLBACK -> show(settings);
      case COMPARE -> show(compare);
      case BATCH -> show(batch);
      case REVIEW -> show(review);
      case BUDGET -> showBudgets(model);
      case REPORT -> show(decide);
    }
  }

  private void showBudgets(SettingsModel model) {
    show(settings);
    model.showBudgets();
  }

  private HBox pageSwitch() {
    ToggleButton first = page("Compare", Shortcut.COMPARE_PAGE, compare, "left-pill");
    ToggleButton second = page("Sessions", Shortcut.SESSIONS_PAGE, sessions, "center-pill");
    ToggleButton third = page("Measure", Shortcut.MEASURE_PAGE, measure, "center-pill");
    ToggleButton fourth = page("Decide", Shortcut.DECIDE_PAGE, decide, "center-pill");
    ToggleButton fifth = page("Library", Shortcut.LIBRARY_PAGE, library, "center-pill");
    ToggleButton sixth = page("Models", Shortcut.MODELS_PAGE, models, "center-pill");
    ToggleButton seventh = page("Review", Shortcut.REVIEW_PAGE, review, "center-pill");
    ToggleButton eighth = page("Batch", Shortcut.BATCH_PAGE, batch, "right-pill");
    first.setSelected(true);
    HBox box = new HBox(first, second, third, fourth, fifth, sixth, seventh, eighth);
    box.getStyleClass().add("pages");
    return box;
  }

  private ToggleButton page(String name, Shortcut shortcut, Node page, String place) {
    ToggleButton button = shortcut.on(new ToggleButton(name));
    button.setId("page-" + name.toLowerCase(Locale.ROOT));
    button.getStyleClass().add(place);
    button.setToggleGroup(pages);
    // The tools beside them give way: a page that cannot be read cannot be found.
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> show(page));
    return button;
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
          help.setText(remedy == null ? "" : remedy.words());
          help.setOnAction(_ -> {
            if (remedy != null) {
              remedy.action().run();
            }
          });
        });
    return bar;
  }

  private HBox topBar() {
    Button prompts = icon(Icon.PROMPTS, Shortcut.PROMPT_LIST, compare::togglePrompts);
    brand.getStyleClass().add("brand");
    brand.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    themeButton.getStyleClass().addAll("button-icon", "flat");
    themeButton.setId("theme");
    themeButton.setOnAction(_ -> switchTheme());
    Shortcut.THEME.on(themeButton);
    Button keys = icon(Icon.KEYS, Shortcut.KEYS, this::showKeys);
    keys.setId("keys");
    HBox bar =
        new HBox(
            prompts,
            brand,
            pageSwitch(),
            space,
            compare.tools(),
            settingsButton(),
            themeButton,
            keys);
    compare.tools().managedProperty().bind(compare.tools().visibleProperty());
    bar.getStyleClass().add("topbar");
    return bar;
  }

  private ToggleButton settingsButton() {
    ToggleButton button = Shortcut.SETTINGS_PAGE.on(new ToggleButton("", Icon.SETTINGS.node()));
    button.setId("page-settings");
    button.getStyleClass().addAll("button-icon", "flat", "settings-button");
    button.setToggleGroup(pages);
    button.setOnAction(_ -> show(settings));
    return button;
  }

  private static Button icon(Icon icon, Shortcut shortcut, Runnable action) {
    Button button = new Button("", icon.node());
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(_ -> action.run());
    return shortcut.on(button);
  }

  private void switchTheme() {
    wear(theme.get().other());
  }

  private void wear(Theme chosen) {
    theme.set(chosen);
    dress();
    themeChosen.accept(chosen);
  }

  private void dress() {
    theme.get().dress(scene);
    themeButton.setGraphic((theme.get() == Theme.DARK ? Icon.TO_LIGHT : Icon.TO_DARK).node());
  }

  private void showKeys() {
    if (scene.lookup("#keys") instanceof Button keys) {
      KeySheet.showBelow(keys);
    }
  }
}
