package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.WholeFile;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Latest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** Set by who is first: a stop, or the writing of the file, which is not stopped any more. */
  private AtomicBoolean decided = new AtomicBoolean();

  /**
   * @param news told how it went, in a sentence for people
   */
  MetricExport(Background background, Consumer<String> news) {
    this.making = new Latest(background);
    this.news = news;
  }

  /**
   * Makes a table and hands it on, unless another one is being made.
   *
   * @param done what is told then
   */
  void make(Callable<String> text, String done, Consumer<String> use) {
    if (begin()) {
      making.run(
          text,
          made -> {
            use.accept(made);
            end(done);
          },
          fault -> end(notMade(fault)));
    }
  }

  /** Writes a table into a file, unless another one is being made. */
  void save(Callable<String> text, Path file) {
    if (begin()) {
      AtomicBoolean mine = decided;
      making.run(
          () -> write(() -> wanted(text, mine), file),
          this::end,
          fault -> end(notWritten(file, fault)));
    }
  }

  private static String wanted(Callable<String> text, AtomicBoolean decided) throws Exception {
    String made = text.call();
    if (!decided.compareAndSet(false, true)) {
      throw new InterruptedException();
    }
    return made;
  }

  /** False, and somebody is told, while another one is being made. */
  private boolean begin() {
    if (busy.get()) {
      news.accept(say("Another table of all metrics is being made: wait for it, or stop it."));
      return false;
    }
    decided = new AtomicBoolean();
    busy.set(true);
    return true;
  }

  private void end(String words) {
    busy.set(false);
    news.accept(words);
  }

  /** Nothing when the file is being written already: that ends in a moment. */
  void stop() {
    if (busy.get() && decided.compareAndSet(false, true)) {
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
        .formatted(file, told(WholeFile.reason(fault)));
  }

  static String notMade(Exception fault) {
    return say("That cannot be written: %s").formatted(told(fault));
  }
}
