package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayBook.Check;
import app.diptych.gateway.ProbeResult;
import app.diptych.gateway.ProbeResult.Outcome;
import app.diptych.gateway.ProbeStep;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The check of one gateway: five steps, each told as it comes. */
final class CheckModel {
  private final GatewayBook book;
  private final Background background;
  private final Executor fx;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private @Nullable Check check;
  private int number;

  /**
   * A step.
   *
   * @param result null while it is not known
   * @param running whether it is being tried now
   */
  record Row(ProbeStep step, @Nullable ProbeResult result, boolean running) {}

  /**
   * @param fx runs a task on the JavaFX thread
   */
  CheckModel(GatewayBook book, Background background, Executor fx) {
    this.book = book;
    this.background = background;
    this.fx = fx;
  }

  /** Begins a check; the one before is given up. */
  void run(String id) {
    clear();
    int mine = number;
    running.set(true);
    summary.set(say("Checking"));
    rows.setAll(Stream.of(ProbeStep.values()).map(step -> new Row(step, null, false)).toList());
    markNext();
    background.run(
        () -> {
          Check found = book.check(id, result -> fx.execute(() -> told(mine, result))).orElse(null);
          if (found == null) {
            return List.<ProbeResult>of();
          }
          fx.execute(() -> begun(mine, found));
          return found.run("");
        },
        results -> ended(mine, results),
        fault -> failed(mine, fault));
  }

  /** Ends the check under way; what is known stays. */
  void cancel() {
    Check now = check;
    if (now != null) {
      background.run(
          () -> {
            now.cancel();
            return true;
          },
          _ -> {},
          _ -> {});
    }
  }

  /** Forgets what was found, and whoever is still looking. */
  void clear() {
    number++;
    cancel();
    check = null;
    running.set(false);
    summary.set("");
    rows.clear();
  }

  private void begun(int whose, Check found) {
    if (whose == number) {
      check = found;
    } else {
      found.cancel();
    }
  }

  private void told(int whose, ProbeResult result) {
    if (whose == number) {
      boolean waits = result.outcome() == Outcome.WAITING;
      rows.replaceAll(
          row -> row.step() == result.step() ? new Row(result.step(), result, waits) : row);
      if (!waits) {
        markNext();
      }
    }
  }

  private void markNext() {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).result() == null) {
        rows.set(i, new Row(rows.get(i).step(), null, running.get()));
        return;
      }
    }
  }

  private void ended(int whose, List<ProbeResult> results) {
    if (whose != number) {
      return;
    }
    results.forEach(result -> told(whose, result));
    running.set(false);
    check = null;
    boolean answers =
        results.stream()
            .anyMatch(
                result -> result.step() == ProbeStep.CALL && result.outcome() == Outcome.FINE);
    boolean failed = results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED);
    summary.set(
        answers
            ? say("It answers.")
            : results.isEmpty()
                ? say("There is no such gateway any more.")
                : failed
                    ? say("It does not answer as it is.")
                    : say("It was reached; no model was called."));
  }

  private void failed(int whose, Exception fault) {
    if (whose == number) {
      running.set(false);
      check = null;
      summary.set(say("The check broke off: %s.").formatted(fault));
    }
  }

  ObservableList<Row> rows() {
    return rows;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What came of it, in one sentence; empty before the first check. */
  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }
}
