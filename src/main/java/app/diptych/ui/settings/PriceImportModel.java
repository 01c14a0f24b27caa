package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.Price;
import app.diptych.cost.PriceBook.Change;
import app.diptych.cost.PriceDiff;
import app.diptych.exchange.Loss;
import app.diptych.exchange.PriceFile;
import app.diptych.gateway.PublicFile;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** A file of prices on its way into the book: read, looked at, taken or left. */
final class PriceImportModel {
  private final PriceControl control;
  private final Background background;
  private final Supplier<LocalDate> today;
  private final Executor fx;
  private final BiConsumer<Integer, PriceControl.Back> took;
  private final StringProperty address = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.ASKING);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Preview> preview = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty doubtfulToo = new SimpleBooleanProperty();
  private final BooleanBinding isTaking =
      Bindings.createBooleanBinding(this::isTaking, step, preview, doubtfulToo);
  private @Nullable BackgroundWork work;

  /** Counts what was begun, so that nothing of what was cancelled arrives. */
  private int turn;

  /** How far it is. */
  enum Step {
    ASKING,
    READING,
    LOOKING,
    TAKING
  }

  /**
   * What would be taken.
   *
   * @param from the file or address
   */
  record Preview(String from, PriceFile.Prices read, PriceDiff diff) {
    /** What would happen, the changes that matter most first. */
    List<Line> lines() {
      List<Line> lines = new ArrayList<>();
      diff.changed().forEach(change -> lines.add(new Line(say("changed"), change)));
      diff.fresh().forEach(change -> lines.add(new Line(say("new"), change)));
      diff.outdated().forEach(change -> lines.add(new Line(say("older"), change)));
      diff.gone().forEach(price -> lines.add(new Line(say("gone"), new Change(price, price))));
      return lines;
    }

    /** Whether a part of it is taken only when somebody says that its unit is right. */
    boolean isDoubtful() {
      return !read.doubtful().isEmpty() || read.isUnitDoubtful(diff);
    }

    /**
     * What is taken.
     *
     * @param doubtfulToo whether somebody said that doubtful units are right
     */
    List<Price> taken(boolean doubtfulToo) {
      if (doubtfulToo) {
        return read.prices();
      }
      return read.isUnitDoubtful(diff) ? List.of() : read.sure();
    }

    /** How many prices of the book these would change. */
    int changes(List<Price> taken) {
      Set<Price> all = Set.copyOf(taken);
      return (int)
          Stream.concat(diff.fresh().stream(), diff.changed().stream())
              .filter(change -> all.contains(change.after()))
              .count();
    }

    /** In a sentence. */
    String summary() {
      return say("%s: %,d new, %,d changed, %,d the same, %,d older than the book and not taken, %,d gone and kept.")
          .formatted(
              read.format(),
              diff.fresh().size(),
              diff.changed().size(),
              diff.same(),
              diff.outdated().size(),
              diff.gone().size());
    }

    /** What is left out or to be doubted, a sentence each. */
    List<String> doubts() {
      List<String> doubts = new ArrayList<>();
      if (!diff.warning().isEmpty()) {
        doubts.add(told(diff.warning()));
      }
      read.warnings().forEach(warning -> doubts.add(told(warning)));
      for (Loss loss : read.leftOut()) {
        doubts.add(
            say("Left out: %s (%,d). %s")
                .formatted(told(loss.what()), loss.count(), told(loss.why())));
      }
      return doubts;
    }
  }

  /** One price that would change, or stay although the file speaks otherwise of it. */
  record Line(String what, Change change) {
    Price price() {
      return change.after();
    }
  }

  /**
   * @param took told how many prices were taken, and the way back
   */
  PriceImportModel(
      PriceControl control,
      Background background,
      Supplier<LocalDate> today,
      Executor fx,
      BiConsumer<Integer, PriceControl.Back> took) {
    this.control = control;
    this.background = background;
    this.today = today;
    this.fx = fx;
    this.took = took;
  }

  /** Fetches what the address names, or reads the file when it is a path. */
  void fetch() {
    String typed = address.get().strip();
    if (typed.isEmpty()) {
      problem.set(say("Paste the https address of a price file, or choose one."));
      return;
    }
    begin(typed, PublicFile.isAddress(typed) ? () -> control.fetch(typed) : () -> Path.of(typed));
  }

  void open(Path file) {
    begin(String.valueOf(file.getFileName()), () -> file);
  }

  private interface Where {
    Path find() throws Exception;
  }

  private void begin(String from, Where where) {
    stop();
    int mine = turn;
    LocalDate day = today.get();
    DoubleConsumer told =
        share ->
            fx.execute(() -> {
              if (mine == turn) {
                // What follows the last byte has no share: it is busy and nobody knows how long.
                progress.set(share >= 1 ? -1 : share);
              }
            });
    problem.set("");
    preview.set(null);
    doubtfulToo.set(false);
    progress.set(-1);
    step.set(Step.READING);
    work =
        background.run(
            () -> {
              PriceFile.Prices read = PriceFile.read(where.find(), day, told);
              return new Preview(from, read, read.diff(control.book()));
            },
            seen -> {
              if (mine == turn) {
                preview.set(seen);
                step.set(Step.LOOKING);
              }
            },
            fault -> {
              if (mine == turn) {
                failed(fault);
              }
            });
  }

  private void failed(Exception fault) {
    problem.set(told(fault));
    step.set(Step.ASKING);
  }

  /** Ends the reading; nothing is taken. */
  void cancel() {
    stop();
    step.set(Step.ASKING);
    preview.set(null);
    doubtfulToo.set(false);
    problem.set("");
  }

  private void stop() {
    turn++;
    if (work != null) {
      work.cancel();
      work = null;
    }
  }

  private boolean isTaking() {
    Preview shown = preview.get();
    return step.get() == Step.LOOKING
        && shown != null
        && shown.changes(shown.taken(doubtfulToo.get())) > 0;
  }

  /** Takes what is shown, but for what is in a doubtful unit unless that was asked for. */
  void take() {
    Preview shown = preview.get();
    if (shown == null || !isTaking()) {
      return;
    }
    List<Price> taken = shown.taken(doubtfulToo.get());
    int count = shown.changes(taken);
    step.set(Step.TAKING);
    background.run(
        () -> control.take(taken),
        back -> {
          cancel();
          address.set("");
          took.accept(count, back);
        },
        fault -> {
          problem.set(told(fault));
          step.set(Step.LOOKING);
        });
  }

  /** Whether what is probably in another unit is taken too; set back with each file. */
  BooleanProperty doubtfulTooProperty() {
    return doubtfulToo;
  }

  /** Whether there is something that would be taken now. */
  ObservableBooleanValue isTakingProperty() {
    return isTaking;
  }

  /** What is typed as the place of the file. */
  StringProperty addressProperty() {
    return address;
  }

  ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** The share that was read, below 0 while nobody knows. */
  ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Why it was not read or taken; empty when it was. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Null unless there is something to look at. */
  ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
    return preview.getReadOnlyProperty();
  }
}
