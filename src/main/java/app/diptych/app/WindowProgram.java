package app.diptych.app;

import app.diptych.prompt.PromptLibrary;
import app.diptych.report.ModelPrices;
import app.diptych.report.decision.Surroundings;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Order;
import app.diptych.trial.Side;
import app.diptych.ui.MainWindow;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.compare.PromptShelf;
import app.diptych.ui.compare.SessionModel;
import app.diptych.ui.decide.DecideModel;
import app.diptych.ui.decide.Reach;
import app.diptych.ui.fx.Appearance;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Fonts;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Language;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.PulseMailbox;
import app.diptych.ui.fx.SystemWishes;
import app.diptych.ui.fx.Wording;
import app.diptych.ui.library.FolderSetting;
import app.diptych.ui.library.LibraryModel;
import app.diptych.ui.models.FitModel;
import app.diptych.ui.models.ModelsModel;
import app.diptych.ui.models.SpeedModel;
import app.diptych.ui.settings.BudgetModel;
import app.diptych.ui.settings.EngineModel;
import app.diptych.ui.settings.FallbackModel;
import app.diptych.ui.settings.PriceModel;
import app.diptych.ui.settings.SettingsModel;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The program while its window is open. */
final class WindowProgram {
  private static final String LANGUAGE = "language";
  private static final String MODEL = "model";
  private static final String ORDER = "order";
  private static final String PROMPT_FOLDER = "promptFolder";

  /** A list of prompts is half of the nodes of the first frame, and nobody types later for it. */
  private static final PromptLibrary NO_PROMPTS = new PromptLibrary(List.of());

  private final Wiring wiring;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CompletableFuture<Saving> saving;
  private final OneWindow one;
  private final Wishes wishes;
  private volatile @Nullable Throwable fault;

  /** The toolkit could not start; the message tells why. */
  static final class NoToolkit extends Exception {
    private static final long serialVersionUID = 1;

    NoToolkit(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The toolkit runs, but the window could not be built; the message tells why. */
  static final class NoWindow extends Exception {
    private static final long serialVersionUID = 1;

    NoWindow(Throwable cause) {
      super(
          "The window cannot be built: "
              + cause
              + ". Build again with ./mvnw clean process-classes, or use the command line.",
          cause);
    }
  }

  private WindowProgram(Wiring wiring, OneWindow one, Wishes wishes) {
    this.wiring = wiring;
    this.one = one;
    this.wishes = wishes;
    speak(wiring.settings());
    // Opened while the toolkit starts, so that the first frame does not wait for it.
    this.saving =
        CompletableFuture.supplyAsync(
            () -> Saving.open(wiring, one.isFirst() ? Role.OWNER : Role.GUEST),
            wiring.threads().work());
  }

  /** Before anything of the window says a word. */
  private static void speak(SettingsFile settings) {
    Locale system = Locale.getDefault();
    Language language = Language.of(settings.text(LANGUAGE, ""), system);
    // Dates, and what the toolkit says by itself, are in the language of the rest.
    Locale.setDefault(language.locale(system));
    Wording.speak(language);
  }

  /**
   * Starts the toolkit, which goes on starting on its own thread while everything else is put
   * together on this one.
   */
  static void startToolkit() throws NoToolkit {
    try {
      Platform.startup(WindowProgram::prepare);
    } catch (RuntimeException | UnsatisfiedLinkError failed) {
      throw new NoToolkit(explain(failed), failed);
    }
  }

  /** The JavaFX thread would only wait now: what it needs for every window is read meanwhile. */
  private static void prepare() {
    Platform.setImplicitExit(false);
    WindowName.tell();
    try {
      Fonts.load();
      // The classes of an answer's pane; this one is never shown.
      var _ = new MarkdownPane();
    } catch (RuntimeException | Error later) {
      // The window needs the same and says so in one line when it cannot be built.
      return;
    }
  }

  /**
   * Opens the window, once the toolkit was started, and returns the exit code when it is closed.
   *
   * @param wishes what this start asks for
   */
  static int run(Wiring wiring, OneWindow one, Wishes wishes) throws NoWindow {
    WindowProgram program = new WindowProgram(wiring, one, wishes);
    FxThread.later(program::begin);
    try {
      program.closed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Throwable unbuilt = program.fault;
    if (unbuilt != null) {
      throw new NoWindow(unbuilt);
    }
    return 0;
  }

  private static String explain(Throwable failed) {
    String reason = String.valueOf(failed.getMessage());
    String advice =
        reason.contains("DISPLAY")
            ? "Check what the environment variable DISPLAY names."
            : "On Debian and Ubuntu it needs: apt-get install libgtk-3-0 libxtst6 libgl1.";
    return "The window cannot open: " + reason + ". " + advice;
  }

  /** Nobody would ever close a window that is not there, so the program must not wait for it. */
  private void begin() {
    Thread.currentThread().setUncaughtExceptionHandler(wiring.threads().faults());
    var _ = saving.whenComplete((_, unread) -> FxThread.later(() -> tryToOpen(unread)));
  }

  private void tryToOpen(@Nullable Throwable unread) {
    try {
      if (unread != null) {
        throw new IllegalStateException(unread);
      }
      open();
    } catch (RuntimeException | Error unbuilt) {
      fault = unbuilt;
      closed.countDown();
      // The toolkit may still be starting: it must finish that before it can end quietly.
      FxThread.later(Platform::exit);
    }
  }

  private void open() {
    Fonts.load();
    SettingsFile settings = wiring.settings();
    // It is there: this is called when it is.
    Saving opened = saving.join();
    CompareModel model = model(wiring, wiring.models(), NO_PROMPTS, opened);
    LibraryModel prompts = library(wiring, model, folderIn(settings));
    SettingsModel gateways = settings(wiring, model);
    ModelsModel models = models(wiring, model);
    Stage stage = new Stage();
    MainWindow window =
        new MainWindow(
            stage,
            model,
            prompts,
            gateways,
            decide(wiring, model),
            models,
            new Appearance(
                new KeptChoices(settings, wiring.threads().work()), SystemWishes.followed()));
    Watchfulness watch = new Watchfulness(wiring);
    window.tell(watch.notices());
    WorkspaceCare care = new WorkspaceCare(wiring, model);
    stage.setOnHidden(_ -> {
      care.close();
      watch.close();
      model.stop();
      window.close();
      prompts.close();
      gateways.close();
      models.close();
      closed.countDown();
      // The window is still being taken apart: it needs the toolkit until that is done.
      FxThread.later(Platform::exit);
    });
    window.show();
    FirstFrame.tell(stage, System.getProperties());
    WindowName.dress(stage, wiring.threads().work());
    watch.begin(model);
    // Read before anything is written: the settings are locked while their file is.
    Runnable last = last(model, settings);
    remember(model, settings);
    Incoming incoming = new Incoming(window, model, wiring.gateways());
    listen(incoming);
    care.begin(opened);
    // Prompts are listed and models load after the first frame, so that the window is there at
    // once.
    FirstFrame.then(() -> {
      model.shelf().fill(PromptLibrary::bundled);
      model
          .saved()
          .reopen(typed -> {
            last.run();
            if (!typed) {
              care.takeDraft();
            }
            care.keepDraft();
            incoming.open(wishes.files());
            window.readAhead();
          });
    });
  }

  private void listen(Incoming incoming) {
    wiring
        .threads()
        .work()
        .execute(() ->
            one.listen(
                wiring.home().workspace(),
                wiring.privateFolder(),
                wiring.threads().window(),
                later -> FxThread.later(() -> incoming.take(later))));
  }

  static CompareModel model(
      Wiring wiring, ModelCatalog catalog, PromptLibrary library, Saving saving) {
    Background background = new Background(wiring.threads().work(), FxThread::later);
    PromptShelf shelf = new PromptShelf(library, saving.workspace(), background);
    CompareModel model =
        new CompareModel(
            wiring.trials(),
            catalog,
            shelf,
            wiring.gateways(),
            background,
            reader -> new PulseMailbox<>(reader)::offer,
            new SessionModel(saving.workspace(), saving.problem(), background));
    model.watchWith(wiring.meter());
    model.convertAt(() -> wiring.budgets().rates());
    return model;
  }

  static LibraryModel library(Wiring wiring, CompareModel model, FolderSetting folder) {
    return new LibraryModel(
        model.shelf(), model.background(), wiring.threads().work(), folder, NanoClock.system());
  }

  static DecideModel decide(Wiring wiring, CompareModel model) {
    return new DecideModel(
        model.session()::workspace,
        wiring::prices,
        () -> wiring.budgets().rates(),
        model.background(),
        wiring.clock(),
        ZoneId.systemDefault(),
        reach(wiring));
  }

  private static Reach reach(Wiring wiring) {
    return new Reach(
        new Surroundings(
            name -> new ModelPrices(wiring.prices(), wiring.gateways()).known(name),
            wiring::audit,
            wiring::budgets,
            ZoneId.systemDefault()),
        () -> !wiring.gateways().entries().isEmpty(),
        () -> !wiring.fallback().state().file().isEmpty(),
        UserBrowser::open);
  }

  static ModelsModel models(Wiring wiring, CompareModel model) {
    return new ModelsModel(
        wiring.modelsHere(),
        wiring.downloads(),
        model.background(),
        FxThread::later,
        (side, name) -> model.side(side).pick(name),
        new FitModel(
            wiring.fits(),
            model.background(),
            () -> model.turns().orderProperty().set(Order.IN_TURN)),
        new SpeedModel(
            wiring.engines()::measure,
            model.background(),
            FxThread::later,
            model
                .runningProperty()
                .map(running ->
                    running ? "Wait until the answers have ended: they share this machine." : "")));
  }

  static SettingsModel settings(Wiring wiring, CompareModel model) {
    return new SettingsModel(
        wiring.gateways(),
        wiring.guards(),
        new FallbackModel(wiring.fallback(), model.background(), wiring.clock()),
        new BudgetModel(wiring.budgetDesk(), model.background(), wiring.clock()),
        new PriceModel(wiring.priceDesk(), model.background(), wiring.clock(), FxThread::later),
        new EngineModel(wiring.engines(), model.background()),
        model.background(),
        FxThread::later);
  }

  private FolderSetting folderIn(SettingsFile settings) {
    return new FolderSetting() {
      @Override
      public String get() {
        return settings.text(PROMPT_FOLDER, "");
      }

      @Override
      public void put(String folder) {
        wiring.threads().work().execute(() -> settings.put(PROMPT_FOLDER, folder));
      }
    };
  }

  private void remember(CompareModel model, SettingsFile settings) {
    model
        .turns()
        .orderProperty()
        .addListener((_, _, order) ->
            wiring.threads().work().execute(() -> settings.put(ORDER, order.name())));
    for (Side side : Side.values()) {
      model
          .side(side)
          .modelProperty()
          .addListener((_, _, name) ->
              wiring.threads().work().execute(() -> settings.put(MODEL + side, name)));
    }
  }

  /** Picks what was picked when the program last ended. */
  private static Runnable last(CompareModel model, SettingsFile settings) {
    String a = settings.text(MODEL + Side.A, "demo/small");
    String b = settings.text(MODEL + Side.B, "demo/base");
    boolean inTurn = settings.text(ORDER, "").equals(Order.IN_TURN.name());
    return () -> {
      if (inTurn) {
        model.turns().orderProperty().set(Order.IN_TURN);
      }
      // A session that was opened again has brought its own.
      if (model.side(Side.A).modelProperty().get().isEmpty()) {
        model.side(Side.A).pick(a);
      }
      if (model.side(Side.B).modelProperty().get().isEmpty()) {
        model.side(Side.B).pick(b);
      }
    };
  }
}
