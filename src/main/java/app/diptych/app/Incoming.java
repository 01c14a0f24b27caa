package app.diptych.app;

import app.diptych.trial.Side;
import app.diptych.ui.MainWindow;
import app.diptych.ui.compare.CompareModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What this and later starts ask of the window. JavaFX thread only. */
final class Incoming {
  private final MainWindow window;
  private final CompareModel model;
  private final GatewayList gateways;

  Incoming(MainWindow window, CompareModel model, GatewayList gateways) {
    this.window = window;
    this.model = model;
    this.gateways = gateways;
  }

  /** A later start handed over what it was asked for. */
  void take(Wishes wishes) {
    window.raise();
    for (String gateway : wishes.gateways()) {
      try {
        gateways.addForThisRun(gateway);
      } catch (IllegalArgumentException wrong) {
        tell(String.valueOf(wrong.getMessage()));
      }
    }
    open(wishes.files());
  }

  /** Opens each file for what it is: a model in a pane, everything else to be looked at. */
  void open(List<Path> files) {
    Side side = Side.A;
    List<Path> others = new ArrayList<>();
    for (Path file : files) {
      if (name(file).endsWith(".gguf")) {
        model.side(side).pick("file:" + file.toAbsolutePath());
        side = Side.B;
      } else {
        others.add(file);
      }
    }
    if (!others.isEmpty()) {
      window.importFiles(others);
    }
  }

  private void tell(String sentence) {
    model.session().saving().show(sentence, null);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
