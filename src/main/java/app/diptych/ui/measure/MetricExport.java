package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.session.WholeFile;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Latest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Makes tables of all metrics, one at a time: every delta is read for ICL, which takes seconds for
 * many answers and can be stopped. JavaFX thread only.
 */
final class MetricExport {
  private final Latest making;
  private final Consumer<String> news;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);

  /**
   * @param news told how it went, in a sentence for people
   */
  MetricExport(Background background, Consumer<String> news) {
    this.making = new Latest(background);
    this.news = news;
  }

  /**
   * Makes a table and hands it on; one that was begun before is not wanted any more.
   *
   * @param done what is told then
   */
  void make(Callable<String> text, String done, Consumer<String> use) {
    busy.set(true);
    making.run(
        text,
        made -> {
          use.accept(made);
          end(done);
        },
        fault -> end(notMade(fault)));
  }

  /** Writes a table into a file; one that was begun before is not wanted any more. */
  void save(Callable<String> text, Path file) {
    busy.set(true);
    making.run(() -> write(text, file), this::end, fault -> end(notWritten(file, fault)));
  }

  private void end(String words) {
    busy.set(false);
    news.accept(words);
  }

  void stop() {
    if (busy.get()) {
      making.cancel();
      end(say("The table of all metrics was stopped."));
    }
  }

  /** Whether one is being made. */
  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /**
   * Writes a text into a file, which takes a moment.
   *
   * @return what is told then
   */
  static String write(Callable<String> text, Path file) throws Exception {
    WholeFile.text(file, text.call());
    return say("Saved as %s.").formatted(file);
  }

  static String notWritten(Path file, Exception fault) {
    return say("%s was not written: choose another folder (%s).")
        .formatted(file, WholeFile.reason(fault));
  }

  static String notMade(Exception fault) {
    return say("That cannot be written: %s").formatted(fault.getMessage());
  }
}
