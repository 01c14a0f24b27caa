package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.batch.BatchIndex;
import app.diptych.batch.BatchIndex.Entry;
import app.diptych.batch.BatchScores;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Latest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What came of a batch as lines that can be sorted, filtered and grouped. JavaFX thread only. */
final class GridModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final Latest reading;
  private final Latest arranging;
  private final AnswerTexts texts;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable BatchIndex> index =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable BatchScores> scores =
      new ReadOnlyObjectWrapper<>(null);
  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final BooleanProperty failed = flag();
  private final BooleanProperty differing = flag();
  private final BooleanProperty checkFailed = flag();
  private final BooleanProperty grouped = flag();
  private final StringProperty slower = text();
  private final StringProperty search = text();
  private final Set<String> opened = new HashSet<>();
  private @Nullable SavedBatch batch;
  private boolean reads;

  /** Whether the lines that are shown may wait for texts that were forgotten. */
  private boolean forgotten;

  private @Nullable SortKey sort;

  /** What the table shows. */
  enum State {
    LOADING,
    SHOWN,
    /** Nothing is settled yet. */
    NONE_YET,
    /** No item fits the filters. */
    NONE_FITS,
    FAILED
  }

  GridModel(Supplier<Optional<Workspace>> workspace, Background background, Executor fx) {
    this.workspace = workspace;
    this.background = background;
    this.reading = new Latest(background);
    this.arranging = new Latest(background);
    this.texts = new AnswerTexts(workspace, background, fx);
  }

  private BooleanProperty flag() {
    BooleanProperty property = new SimpleBooleanProperty(false);
    property.addListener((_, _, _) -> arrange());
    return property;
  }

  private StringProperty text() {
    StringProperty property = new SimpleStringProperty("");
    property.addListener((_, _, _) -> arrange());
    return property;
  }

  /** Shows a batch, or what has been added to it. */
  void show(SavedBatch wanted) {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      return;
    }
    SavedBatch before = batch;
    batch = wanted;
    if (before == null || !before.id().equals(wanted.id())) {
      lines.clear();
      index.set(null);
      scores.set(null);
      opened.clear();
      words.set("");
      state.set(State.LOADING);
    }
    reads = true;
    reading.run(
        () -> {
          BatchIndex all = BatchIndex.of(from, wanted);
          return new Found(all, BatchScores.of(all));
        },
        found -> {
          reads = false;
          BatchIndex last = index.get();
          if (last == null || !last.entries().equals(found.index().entries())) {
            // What was asked again has another answer by the same name.
            texts.forget();
            forgotten = true;
          }
          index.set(found.index());
          scores.set(found.scores());
          arrange();
        },
        this::broken);
  }

  /**
   * Follows a batch that runs: it is read again whenever it has grown by a quarter, so that all of
   * that takes no longer than a few readings of the whole.
   *
   * @param settled how many items are there by now
   */
  void follow(SavedBatch running, long settled) {
    BatchIndex now = index.get();
    SavedBatch seen = batch;
    if (!reads
        && now != null
        && seen != null
        && seen.id().equals(running.id())
        && settled > now.entries().size() * 5L / 4) {
      show(running);
    }
  }

  private void broken(Exception fault) {
    reads = false;
    problem.set(Words.of(fault));
    state.set(State.FAILED);
  }

  /** Sorts by that; null brings the order of the plan back. */
  void sort(@Nullable SortKey by) {
    if (by == null ? sort != null : !by.equals(sort)) {
      sort = by;
      arrange();
    }
  }

  /** Shows the items of a group below it, or no longer. */
  void toggle(Group group) {
    if (!opened.remove(group.tag())) {
      opened.add(group.tag());
    }
    arrange();
  }

  /** What is to be arranged, as it is at one moment. */
  private record Order(
      boolean failed,
      boolean differing,
      boolean checkFailed,
      double slower,
      String words,
      boolean grouped,
      Set<String> opened,
      @Nullable SortKey sort) {}

  private record Found(BatchIndex index, BatchScores scores) {}

  private record Arranged(List<Line> lines, long items, boolean grouped) {}

  private void arrange() {
    BatchIndex all = index.get();
    SavedBatch of = batch;
    Workspace from = workspace.get().orElse(null);
    if (all == null || of == null || from == null) {
      return;
    }
    Order order =
        new Order(
            failed.get(),
            differing.get(),
            checkFailed.get(),
            slowerThan(),
            search.get().strip(),
            grouped.get(),
            Set.copyOf(opened),
            sort);
    arranging.run(() -> arranged(from, of, all, order), found -> shown(found, all), this::broken);
  }

  /** What is no number leaves nothing out. */
  private double slowerThan() {
    String typed = slower.get().strip().replace(",", "");
    return typed.matches("\\d{1,9}(\\.\\d{1,3})?") ? Double.parseDouble(typed) : -1;
  }

  private static Arranged arranged(Workspace from, SavedBatch of, BatchIndex all, Order order)
      throws Exception {
    GridFilter filter =
        new GridFilter(
            order.failed(),
            order.differing() ? from.batches().differing(of) : null,
            order.checkFailed(),
            order.slower(),
            order.words(),
            order.words().isEmpty() ? Set.of() : from.batches().matching(of, order.words()));
    Stream<Entry> wanted = all.entries().stream().filter(filter::takes);
    SortKey by = order.sort();
    List<Entry> sorted = (by == null ? wanted : wanted.sorted(by.comparator())).toList();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Arranged(
        order.grouped() ? groups(sorted, order.opened()) : items(sorted),
        sorted.size(),
        order.grouped());
  }

  private static List<Line> items(List<Entry> entries) {
    List<Line> lines = new ArrayList<>(entries.size());
    entries.forEach(entry -> lines.add(new Line.OfItem(entry)));
    return lines;
  }

  private static List<Line> groups(List<Entry> entries, Set<String> opened) {
    Map<String, List<Entry>> byTag = new TreeMap<>();
    for (Entry entry : entries) {
      List<String> tags = entry.tags().isEmpty() ? List.of("") : entry.tags();
      tags.forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(entry));
    }
    List<Line> lines = new ArrayList<>();
    byTag.forEach((tag, some) -> {
      boolean open = opened.contains(tag);
      lines.add(new Line.OfGroup(Group.of(tag, some), open));
      if (open) {
        lines.addAll(items(some));
      }
    });
    return lines;
  }

  private void shown(Arranged found, BatchIndex all) {
    // Lines that are what they were stay, and with them what is selected.
    if (forgotten || !lines.equals(found.lines())) {
      forgotten = false;
      lines.setAll(found.lines());
    }
    long whole = all.entries().size();
    words.set(
        (found.items() == whole
                ? Words.count(whole, say("row"), say("rows"))
                : say("%,d of %s")
                    .formatted(found.items(), Words.count(whole, say("row"), say("rows"))))
            + (all.isCut() ? say(", the first million only") : ""));
    state.set(
        whole == 0 ? State.NONE_YET : found.lines().isEmpty() ? State.NONE_FITS : State.SHOWN);
  }

  /** Takes every filter away. */
  void clearFilters() {
    failed.set(false);
    differing.set(false);
    checkFailed.set(false);
    slower.set("");
    search.set("");
  }

  /** Reads the trial of an item and hands it on. */
  void open(Entry entry, Consumer<SavedTrial> use, Consumer<String> refused) {
    Workspace from = workspace.get().orElse(null);
    String trial = entry.trial();
    if (from == null || trial == null) {
      refused.accept(
          entry.problem().isEmpty() ? say("This row was not asked.") : told(entry.problem()));
      return;
    }
    background.run(
        () -> from.sessions().trial(trial),
        found ->
            found.ifPresentOrElse(
                use, () -> refused.accept(say("That row is not in the workspace any more."))),
        fault -> refused.accept(say("That row cannot be read: %s").formatted(Words.of(fault))));
  }

  /** How many items failed. */
  long failures() {
    BatchIndex all = index.get();
    return all == null
        ? 0
        : all.entries().stream().filter(one -> one.failed() && one.trial() != null).count();
  }

  ObservableList<Line> lines() {
    return lines;
  }

  AnswerTexts texts() {
    return texts;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What went wrong, for people. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** How many rows are shown, for people. */
  ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /** Every item's numbers; null before they were read. */
  ReadOnlyObjectProperty<@Nullable BatchIndex> indexProperty() {
    return index.getReadOnlyProperty();
  }

  /** What the sides come to, all rows together; null before they were read. */
  ReadOnlyObjectProperty<@Nullable BatchScores> scoresProperty() {
    return scores.getReadOnlyProperty();
  }

  BooleanProperty failedProperty() {
    return failed;
  }

  BooleanProperty differingProperty() {
    return differing;
  }

  BooleanProperty checkFailedProperty() {
    return checkFailed;
  }

  BooleanProperty groupedProperty() {
    return grouped;
  }

  /** Milliseconds, as they are typed. */
  StringProperty slowerProperty() {
    return slower;
  }

  StringProperty searchProperty() {
    return search;
  }
}
