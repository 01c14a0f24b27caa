package app.diptych.app;

import app.diptych.prompt.PromptLibrary;
import app.diptych.trial.Side;
import app.diptych.ui.MainWindow;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Fonts;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.PulseMailbox;
import app.diptych.ui.fx.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The program while its window is open. */
final class WindowProgram {
  private static final String THEME = "theme";
  private static final String MODEL = "model";

  private final Wiring wiring;
  private final CompletableFuture<PromptLibrary> library;
  private final CountDownLatch closed = new CountDownLatch(1);
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

  private WindowProgram(Wiring wiring) {
    this.wiring = wiring;
    // Read while the toolkit starts, so that the first frame does not wait for it.
    this.library = CompletableFuture.supplyAsync(PromptLibrary::bundled, wiring.threads().work());
  }

  /** Opens the window and returns the exit code once it is closed. */
  static int run(Wiring wiring) throws NoToolkit, NoWindow {
    WindowProgram program = new WindowProgram(wiring);
    try {
      Platform.startup(program::begin);
    } catch (RuntimeException | UnsatisfiedLinkError failed) {
      throw new NoToolkit(explain(failed), failed);
    }
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
    try {
      open();
    } catch (RuntimeException | Error unbuilt) {
      fault = unbuilt;
      closed.countDown();
      Platform.exit();
    }
  }

  private void open() {
    Thread.currentThread().setUncaughtExceptionHandler(Threads::report);
    Fonts.load();
    SettingsFile settings = wiring.settings();
    CompareModel model = model();
    Stage stage = new Stage();
    MainWindow window =
        new MainWindow(
            stage,
            model,
            settings.text(THEME, "dark").equals("light") ? Theme.LIGHT : Theme.DARK,
            theme ->
                wiring
                    .threads()
                    .work()
                    .execute(() -> settings.put(THEME, theme == Theme.LIGHT ? "light" : "dark")));
    stage.setOnHidden(_ -> {
      model.stop();
      closed.countDown();
      Platform.exit();
    });
    window.show();
    remember(model, settings);
    // Models load after the first frame, so that the window is there at once.
    FxThread.later(() -> pickLast(model, settings));
  }

  private CompareModel model() {
    return new CompareModel(
        wiring.trials(),
        wiring.models(),
        library.join(),
        wiring.gateways(),
        new Background(wiring.threads().work(), FxThread::later),
        reader -> new PulseMailbox<>(reader)::offer);
  }

  private void remember(CompareModel model, SettingsFile settings) {
    for (Side side : Side.values()) {
      model
          .side(side)
          .modelProperty()
          .addListener((_, _, name) ->
              wiring.threads().work().execute(() -> settings.put(MODEL + side, name)));
    }
  }

  private static void pickLast(CompareModel model, SettingsFile settings) {
    model.side(Side.A).pick(settings.text(MODEL + Side.A, "demo/small"));
    model.side(Side.B).pick(settings.text(MODEL + Side.B, "demo/base"));
  }
}
