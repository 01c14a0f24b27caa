package app.diptych.ui.diff;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.diff.Diff;
import app.diptych.diff.Differ;
import app.diptych.diff.Differ.Comparison;
import app.diptych.diff.Mode;
import app.diptych.diff.Outcome;
import app.diptych.ui.fx.Background;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of two texts without its nodes: what is compared and how, what came of it, and at
 * which difference the reader is. JavaFX thread only; the comparing is done in the background.
 */
public final class DiffModel {
  /** No difference is the one the reader is at. */
  static final int NOWHERE = -1;

  private final Background background;
  private final Differ differ = new Differ();
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.WORDS);
  private final BooleanProperty onlyDifferences = new SimpleBooleanProperty(false);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper statement = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper noStructure = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper position = new ReadOnlyStringWrapper("");
  private final StringProperty nameA = new SimpleStringProperty("A");
  private final StringProperty nameB = new SimpleStringProperty("B");
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NOWHERE);
  private final ObservableList<DiffItem> items = FXCollections.observableArrayList();
  private final ObservableList<DiffItem> readOnlyItems =
      FXCollections.unmodifiableObservableList(items);

  private @Nullable Texts texts;
  private @Nullable Diff diff;
  private DiffItems shown = DiffItems.NONE;
  private AtomicBoolean unwanted = new AtomicBoolean();

  private record Texts(String a, String b) {}

  /**
   * @param background does the comparing
   */
  public DiffModel(Background background) {
    this.background = background;
    mode.addListener((_, _, _) -> restart());
    onlyDifferences.addListener((_, _, _) -> lay());
  }

  /** Compares these texts; a comparison that still runs is given up. */
  public void compare(String a, String b) {
    texts = new Texts(a, b);
    restart();
  }

  /**
   * Shows no comparison.
   *
   * @param why what stands in its place, as a sentence
   */
  public void clear(String why) {
    unwanted.set(true);
    texts = null;
    busy.set(false);
    noStructure.set("");
    show(null, "", why);
  }

  /** Goes to the next difference; from the last to the first. */
  public void next() {
    step(1);
  }

  /** Goes to the difference before; from the first to the last. */
  public void previous() {
    step(-1);
  }

  /** Why there is no difference to go to, as a sentence; empty when there is one. */
  public String noDifferences() {
    return shown.ofDifference().isEmpty() ? say("There is no difference to go to.") : "";
  }

  /** Compares in the next way there is something to compare in. */
  public void nextMode() {
    Mode next = mode.get().next();
    mode.set(next == Mode.STRUCTURE && !noStructure.get().isEmpty() ? next.next() : next);
  }

  private void restart() {
    unwanted.set(true);
    Texts both = texts;
    if (both == null) {
      return;
    }
    AtomicBoolean given = new AtomicBoolean();
    unwanted = given;
    Mode how = mode.get();
    busy.set(true);
    background.run(
        () -> differ.compare(both.a(), both.b(), how, given::get),
        result -> {
          if (!given.get()) {
            done(result);
          }
        },
        fault -> {
          if (!given.get()) {
            busy.set(false);
            show(null, "", say("The texts could not be compared: %s").formatted(fault));
          }
        });
  }

  private void done(Comparison result) {
    busy.set(false);
    noStructure.set(result.noStructure());
    switch (result.outcome()) {
      case Diff found -> show(found, told(found.note()), "");
      case Outcome.NotCompared none -> show(null, "", told(none.reason()));
    }
  }

  private void show(@Nullable Diff found, String words, String why) {
    diff = found;
    note.set(words);
    statement.set(why);
    summary.set(found == null ? "" : summary(found));
    current.set(NOWHERE);
    lay();
    locate();
  }

  private void lay() {
    Diff found = diff;
    shown = found == null ? DiffItems.NONE : DiffItems.of(found, onlyDifferences.get());
    items.setAll(shown.items());
  }

  private void step(int by) {
    int count = shown.ofDifference().size();
    if (count > 0) {
      int from = current.get() == NOWHERE && by < 0 ? 0 : current.get();
      current.set(Math.floorMod(from + by, count));
      locate();
    }
  }

  private void locate() {
    int count = shown.ofDifference().size();
    position.set(
        current.get() == NOWHERE ? "" : say("%s of %s").formatted(current.get() + 1, count));
  }

  private static String summary(Diff diff) {
    int count = diff.differences();
    String places =
        switch (count) {
          case 0 -> say("No differences");
          case 1 -> say("1 difference");
          default -> String.format(Locale.ROOT, say("%,d differences"), count);
        };
    return say("%s, %s\u00a0%% the same").formatted(places, diff.percentSame());
  }

  /** What the text at the left is called. */
  public StringProperty nameAProperty() {
    return nameA;
  }

  /** What the text at the right is called. */
  public StringProperty nameBProperty() {
    return nameB;
  }

  public ObjectProperty<Mode> modeProperty() {
    return mode;
  }

  /** Whether rows that are the same on both sides are left out. */
  public BooleanProperty onlyDifferencesProperty() {
    return onlyDifferences;
  }

  /** Whether a comparison is being made. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why there is no comparison to see; empty when there is one. */
  public ReadOnlyStringProperty statementProperty() {
    return statement.getReadOnlyProperty();
  }

  /** How many differences there are and how much is the same; empty without a comparison. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** What the reader should know about this comparison, or empty. */
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  /** Why there is no structure to compare; empty when there is. */
  public ReadOnlyStringProperty noStructureProperty() {
    return noStructure.getReadOnlyProperty();
  }

  /** At which difference the reader is, such as "3 of 12"; empty before the first step. */
  public ReadOnlyStringProperty positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** The number of that difference, or -1. */
  ReadOnlyIntegerProperty currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** In which item that difference begins, or -1. */
  int currentItem() {
    return current.get() == NOWHERE ? NOWHERE : shown.ofDifference().get(current.get());
  }

  public ObservableList<DiffItem> items() {
    return readOnlyItems;
  }
}
