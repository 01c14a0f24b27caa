package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.batch.BatchPair;
import app.diptych.batch.BatchPairs;
import app.diptych.batch.BatchPlan;
import app.diptych.batch.BatchRecall;
import app.diptych.batch.BatchSide;
import app.diptych.batch.Dataset;
import app.diptych.batch.RowNumbers;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.session.Workspace;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Latest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/** A batch that is about to be made. JavaFX thread only. */
final class DraftModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final BatchSides sides;
  private final Latest reading;
  private final Latest counting;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper wrong = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Preview> preview =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Counted> counted =
      new ReadOnlyObjectWrapper<>(null);
  private final ObservableList<StringProperty> templates = FXCollections.observableArrayList();
  private final OtherModels others = new OtherModels();
  private final StringProperty title = new SimpleStringProperty("");
  private final StringProperty system = text("");
  private final StringProperty temperatures = text("");
  private final StringProperty maxTokens = text("");
  private final StringProperty repeats = text("1");
  private final StringProperty concurrency = text("4");
  private final StringProperty warmUp = text("0");
  private final StringProperty shuffle = text("");
  private final StringProperty rate = text("");
  private final StringProperty checks = text("");
  private final BooleanProperty poisson = new SimpleBooleanProperty(false);
  private final BooleanProperty inTurn = new SimpleBooleanProperty(false);
  private @Nullable Earlier earlier;

  /** How an earlier batch asked, which holds as long as nothing in the form is changed. */
  private record Earlier(Wish wish, BatchPlan plan) {
    BatchPlan of(String a, String b) {
      return new BatchPlan(
          a,
          b,
          plan.prompts(),
          plan.system(),
          plan.samplings(),
          plan.repeat(),
          plan.order(),
          plan.checks(),
          plan.checksText());
    }
  }

  /** How far the data set is. */
  enum State {
    EMPTY,
    READING,
    READY,
    FAILED
  }

  DraftModel(Supplier<Optional<Workspace>> workspace, BatchSides sides, Background background) {
    this.workspace = workspace;
    this.sides = sides;
    this.reading = new Latest(background);
    this.counting = new Latest(background);
    addTemplate("");
    poisson.addListener((_, _, _) -> count());
    inTurn.addListener((_, _, _) -> count());
    others.names().subscribe(this::count);
    for (Side side : Side.values()) {
      sides.name(side).subscribe((_, _) -> count());
    }
  }

  private StringProperty text(String usual) {
    StringProperty property = new SimpleStringProperty(usual);
    property.addListener((_, _, _) -> count());
    return property;
  }

  /** Another prompt that is asked of every row. */
  void addTemplate(String words) {
    templates.add(text(words));
    count();
  }

  void removeTemplate(StringProperty template) {
    templates.remove(template);
    if (templates.isEmpty()) {
      addTemplate("");
    }
    count();
  }

  /** Takes a file as the data set. */
  void choose(Path file) {
    earlier = null;
    read(() -> Preview.of(Dataset.of(file)));
  }

  /** Takes the prompts of the library with those words as the data set. */
  void chooseLibrary(String words) {
    Workspace from = workspace.get().orElse(null);
    if (from != null) {
      earlier = null;
      read(() -> Preview.of(BatchRecall.dataset(from, BatchRecall.LIBRARY + words.strip())));
    }
  }

  private void read(Callable<Preview> look) {
    state.set(State.READING);
    preview.set(null);
    counted.set(null);
    problem.set("");
    reading.run(look, this::taken, this::refused);
  }

  private void refused(Exception fault) {
    problem.set(Words.of(fault));
    state.set(State.FAILED);
  }

  private void taken(Preview found) {
    preview.set(found);
    state.set(State.READY);
    count();
  }

  /**
   * Some rows of an earlier batch, to be asked as it asked them.
   *
   * @param times how often each, of as often as it was asked then
   */
  void take(BatchRecall recall, RowNumbers rows, int times, String name) {
    counting.cancel();
    others.clear();
    BatchPlan plan = recall.plan().times(times);
    Dataset few = recall.dataset().only(rows);
    boolean own = recall.dataset().prompts().size() == plan.prompts().size();
    templates.clear();
    if (!own || recall.dataset().prompts().isEmpty()) {
      plan.prompts().forEach(prompt -> addTemplate(last(prompt.messages())));
    }
    if (templates.isEmpty()) {
      addTemplate("");
    }
    title.set(name + " (again)");
    system.set(systemOf(plan));
    temperatures.set(
        plan.samplings().stream()
            .map(Sampling::temperature)
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .distinct()
            .collect(Collectors.joining(", ")));
    Integer most = plan.samplings().getFirst().maxTokens();
    maxTokens.set(most == null ? "" : most.toString());
    repeats.set(String.valueOf(plan.repeat()));
    checks.set(recall.origin().checks());
    earlier = new Earlier(wish(), plan);
    read(() -> Preview.of(few));
  }

  private static String last(List<Message> messages) {
    return messages.isEmpty() ? "" : messages.getLast().content();
  }

  private static String systemOf(BatchPlan plan) {
    return plan.prompts().stream()
        .flatMap(prompt -> prompt.messages().stream())
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst()
        .orElse(plan.system());
  }

  /** Counts again what would be asked, and what it can cost; nothing of it is waited for. */
  void count() {
    counting.cancel();
    counted.set(null);
    wrong.set("");
    Preview shown = preview.get();
    if (shown == null) {
      return;
    }
    Map<Side, BatchSide> who = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      sides.on(side).ifPresent(found -> who.put(side, found));
    }
    Wish wish = wish();
    if (who.size() < 2) {
      wrong.set(
          say("Choose a model for side %s first.").formatted(who.containsKey(Side.A) ? "B" : "A"));
      return;
    }
    String missing = shown.problem(wish.templates());
    String twice = others.problem(who);
    if (!missing.isEmpty() || !twice.isEmpty()) {
      wrong.set(missing.isEmpty() ? twice : missing);
      return;
    }
    Earlier then = earlier;
    Earlier before = then != null && then.wish().equals(wish) ? then : null;
    List<String> more = others.now();
    counting.run(
        () -> counted(shown.dataset(), wish, before, pairs(who, more)),
        counted::set,
        fault -> wrong.set(Words.of(fault)));
  }

  /** Who would be asked in each pair: A is in all of them. */
  private List<Map<Side, BatchSide>> pairs(Map<Side, BatchSide> who, List<String> more) {
    List<Map<Side, BatchSide>> pairs = new ArrayList<>();
    pairs.add(who);
    for (String model : more) {
      Map<Side, BatchSide> pair = new EnumMap<>(who);
      pair.put(Side.B, sides.beside(model));
      pairs.add(pair);
    }
    BatchPairs.requireDifferent(
        name(who, Side.A), pairs.stream().map(pair -> name(pair, Side.B)).toList());
    return pairs;
  }

  private static String name(Map<Side, BatchSide> pair, Side side) {
    return Objects.requireNonNull(pair.get(side)).model();
  }

  private static Counted counted(
      Dataset dataset, Wish wish, @Nullable Earlier before, List<Map<Side, BatchSide>> pairs)
      throws Exception {
    Map<Side, BatchSide> first = pairs.getFirst();
    String a = name(first, Side.A);
    String b = name(first, Side.B);
    BatchPlan plan = before == null ? wish.plan(a, b) : before.of(a, b);
    // Checked before anything is counted, which may take long.
    var _ = wish.pace(false);
    Set<String> leftOut = new HashSet<>(before == null ? wish.leftOut() : Set.of());
    List<BatchPair> all = new ArrayList<>();
    for (Map<Side, BatchSide> pair : pairs) {
      all.add(BatchPair.of(plan.against(name(pair, Side.B)), dataset, pair));
    }
    leftOut.addAll(dataset.leftOut());
    return new Counted(dataset, wish, new BatchPairs(all), leftOut);
  }

  private Wish wish() {
    return new Wish(
        templates.stream().map(StringProperty::get).filter(text -> !text.isBlank()).toList(),
        system.get(),
        temperatures.get(),
        maxTokens.get(),
        repeats.get(),
        concurrency.get(),
        warmUp.get(),
        shuffle.get(),
        rate.get(),
        poisson.get(),
        inTurn.get(),
        checks.get());
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Why the data set cannot be read, for people. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Why it cannot begin, in a sentence; empty when it can, or is still counted. */
  ReadOnlyStringProperty wrongProperty() {
    return wrong.getReadOnlyProperty();
  }

  /** The first rows; null while there are none. */
  ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** What would be asked; null while it is counted, or cannot be. */
  ReadOnlyObjectProperty<@Nullable Counted> countedProperty() {
    return counted.getReadOnlyProperty();
  }

  ObservableList<StringProperty> templates() {
    return templates;
  }

  /** The models that side A is held against besides that of side B. */
  OtherModels others() {
    return others;
  }

  StringProperty titleProperty() {
    return title;
  }

  StringProperty systemProperty() {
    return system;
  }

  StringProperty temperaturesProperty() {
    return temperatures;
  }

  StringProperty maxTokensProperty() {
    return maxTokens;
  }

  StringProperty repeatsProperty() {
    return repeats;
  }

  StringProperty concurrencyProperty() {
    return concurrency;
  }

  StringProperty warmUpProperty() {
    return warmUp;
  }

  StringProperty shuffleProperty() {
    return shuffle;
  }

  StringProperty rateProperty() {
    return rate;
  }

  StringProperty checksProperty() {
    return checks;
  }

  BooleanProperty poissonProperty() {
    return poisson;
  }

  BooleanProperty inTurnProperty() {
    return inTurn;
  }
}
