package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.ExchangeRates;
import app.diptych.report.BenchmarkSheet.Column;
import app.diptych.report.GroupBy;
import app.diptych.report.MetricTable;
import app.diptych.report.SheetFormat;
import app.diptych.session.MeasureQuery;
import app.diptych.session.Revision;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Goodput;
import app.diptych.timing.NanoClock;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Latest;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The measure page without its nodes. JavaFX thread only. */
public final class MeasureModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Supplier<String> nothingSaved;
  private final Supplier<ExchangeRates> rates;
  private final Background background;
  private final NanoClock clock;
  private final ZoneId zone;
  private final MeasureFilters filters = new MeasureFilters();
  private final ModelSlots slots = new ModelSlots();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable History> history =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Compared> compared =
      new ReadOnlyObjectWrapper<>(null);
  private final Latest reading;
  private final Latest counting;
  private final Latest comparing;
  private final MetricExport metrics;
  private Compared.@Nullable Wish comparedFor;
  private @Nullable Known known;
  private @Nullable Asked asked;
  private boolean askedAgain;
  private ExchangeRates exchange = ExchangeRates.NONE;
  private boolean picked;
  private boolean looking;

  /** What the page shows. */
  public enum State {
    LOADING,
    SHOWN,
    /** No answer fits the filters. */
    NONE_FITS,
    /** There is no recorded answer at all. */
    NONE_YET,
    FAILED
  }

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param nothingSaved asked why nothing is saved
   * @param rates between currencies, as they are when it is asked; may block
   * @param zone whose hours of the day are shown
   */
  public MeasureModel(
      Supplier<Optional<Workspace>> workspace,
      Supplier<String> nothingSaved,
      Supplier<ExchangeRates> rates,
      Background background,
      NanoClock clock,
      ZoneId zone) {
    this.workspace = workspace;
    this.nothingSaved = nothingSaved;
    this.rates = rates;
    this.background = background;
    this.clock = clock;
    this.zone = zone;
    this.reading = new Latest(background);
    this.counting = new Latest(background);
    this.comparing = new Latest(background);
    this.metrics = new MetricExport(background, news::set);
    filters.onChange(this::read, this::count);
  }

  /** What is being read. */
  private record Asked(Workspace workspace, MeasureQuery query) {}

  /** What was read last; while nothing was written since, it is not read again. */
  private record Known(Workspace workspace, MeasureQuery query, Revision revision) {}

  /**
   * @param history null when it is the one that is there
   */
  private record Read(Known known, @Nullable History history, ExchangeRates rates) {}

  private record Choices(List<SessionSummary> sessions, List<String> tags) {}

  /** Reads again; called whenever the page is shown. */
  public void refresh() {
    looking = true;
    news.set("");
    read();
    workspace
        .get()
        .ifPresent(from ->
            background.run(
                () -> new Choices(from.sessions().list(SessionQuery.all()), from.sessions().tags()),
                choices -> filters.offer(choices.sessions(), choices.tags()),
                this::failed));
  }

  /** Reads once before anybody looks, so that the page is there at once. */
  void readAhead() {
    if (!looking && shown.get() == null) {
      read();
    }
  }

  /** Ends what is read ahead. */
  void giveWay() {
    if (!looking) {
      left();
    }
  }

  /** Nobody looks any more: what is being read is not wanted. */
  public void left() {
    looking = false;
    askedAgain = false;
    if (counting.isRunning() || comparing.isRunning()) {
      known = null;
    }
    reading.cancel();
    counting.cancel();
    comparing.cancel();
  }

  private void read() {
    Workspace from = workspace.get().orElse(null);
    if (from == null) {
      problem.set(nothingSaved.get());
      state.set(State.FAILED);
      return;
    }
    if (shown.get() == null) {
      state.set(State.LOADING);
    }
    MeasureQuery query = filters.query(clock.now());
    Asked wanted = new Asked(from, query);
    if (reading.isRunning() && wanted.equals(asked)) {
      // It is not begun anew: what is written meanwhile is read after it.
      askedAgain = true;
      return;
    }
    asked = wanted;
    askedAgain = false;
    Known before = known;
    reading.run(() -> read(from, query, before), this::taken, this::notRead);
  }

  private Read read(Workspace from, MeasureQuery query, @Nullable Known before)
      throws WorkspaceException {
    // Before what is read: whatever is written meanwhile makes it another one.
    Known now = new Known(from, query, from.revision());
    History found = now.equals(before) ? null : History.of(from.measurements(query));
    return new Read(now, found, rates.get());
  }

  private void taken(Read read) {
    History found = read.history();
    boolean otherRates = !exchange.equals(read.rates());
    exchange = read.rates();
    if (found != null) {
      known = read.known();
      taken(found);
    } else if (!read.known().equals(known)) {
      // Something failed meanwhile, and what was there is not shown any more.
      read();
    } else if (otherRates) {
      count();
    }
    if (!counting.isRunning()) {
      readWhatCameMeanwhile();
    }
  }

  /** Once what was read is counted, which it would only hold up. */
  private void readWhatCameMeanwhile() {
    if (askedAgain && !reading.isRunning()) {
      askedAgain = false;
      read();
    }
  }

  private void taken(History found) {
    history.set(found);
    comparedFor = null;
    if (found.models().isEmpty()) {
      clear();
      state.set(filters.isNone() ? State.NONE_YET : State.NONE_FITS);
      return;
    }
    boolean some = found.models().stream().anyMatch(model -> slots.isChosen(model.name()));
    if (!picked || !some) {
      slots.addAll(
          found.models().stream().map(History.Asked::name).toList(), model -> onA(found, model));
    }
    count();
  }

  /** How much of a model was asked on side A, from 0 to 1. */
  private static double onA(History found, String model) {
    List<MeasuredAnswer> answers = found.of(model);
    long onA = answers.stream().filter(answer -> answer.side() == Side.A).count();
    return (double) onA / Math.max(1, answers.size());
  }

  /** Takes the numbers of the answers that are there. */
  private void count() {
    History from = history.get();
    if (from == null || from.models().isEmpty()) {
      return;
    }
    Shown.Wish wish =
        new Shown.Wish(
            filters.metricProperty().get(),
            filters.contendedProperty().get(),
            zone,
            slots.series().stream().filter(series -> !from.of(series.model()).isEmpty()).toList());
    counting.run(
        () -> Shown.of(from, wish),
        made -> {
          shown.set(made);
          state.set(State.SHOWN);
          readWhatCameMeanwhile();
        },
        this::failed);
    compare(from, Compared.Wish.of(wish, filters.good().goodputProperty().get(), exchange));
  }

  /** Puts the models beside each other again, unless that would come to the same. */
  private void compare(History from, Compared.Wish wish) {
    Workspace saved = workspace.get().orElse(null);
    if (saved != null && !wish.equals(comparedFor)) {
      comparedFor = wish;
      comparing.run(() -> Compared.of(from, saved, wish), compared::set, this::failed);
    }
  }

  /** Whoever asked meanwhile gets a reading of their own. */
  private void notRead(Exception fault) {
    if (askedAgain) {
      readWhatCameMeanwhile();
    } else {
      failed(fault);
    }
  }

  private void failed(Exception fault) {
    problem.set(told(fault));
    clear();
    state.set(State.FAILED);
  }

  private void clear() {
    counting.cancel();
    comparing.cancel();
    comparedFor = null;
    known = null;
    shown.set(null);
    compared.set(null);
  }

  /** Draws a model, or no longer. */
  void choose(String model, boolean wanted) {
    picked = true;
    if (wanted) {
      slots.add(model);
    } else {
      slots.remove(model);
    }
    count();
  }

  ModelSlots slots() {
    return slots;
  }

  /** Finds the trial of an answer and hands it on. */
  void open(MeasuredAnswer answer, Consumer<SavedTrial> use) {
    workspace
        .get()
        .ifPresent(from ->
            background.run(
                () -> from.sessions().trial(answer.trial()),
                trial ->
                    trial.ifPresentOrElse(
                        use, () -> news.set(say("That trial is not in the workspace any more."))),
                fault -> news.set(say("That trial cannot be read: %s").formatted(told(fault)))));
  }

  /** Makes a text elsewhere, for it may be long, and hands it on. */
  void make(Callable<String> text, String done, Consumer<String> use) {
    background.run(
        text,
        made -> {
          use.accept(made);
          news.set(done);
        },
        fault -> news.set(MetricExport.notMade(fault)));
  }

  /** Writes the sheet into a file. */
  void save(SheetFormat format, Path file) {
    Compared now = compared.get();
    if (now != null) {
      background.run(
          () -> MetricExport.write(() -> format.write(now.sheet()), file),
          news::set,
          fault -> news.set(MetricExport.notWritten(file, fault)));
    }
  }

  /** Makes a table of all metrics of the answers on the sheet as CSV, and hands it on. */
  void makeMetrics(GroupBy by, String done, Consumer<String> use) {
    Callable<String> text = metrics(by);
    if (text != null) {
      metrics.make(text, done, use);
    }
  }

  /** Writes the same into a file. */
  void saveMetrics(GroupBy by, Path file) {
    Callable<String> text = metrics(by);
    if (text != null) {
      metrics.save(text, file);
    }
  }

  /** What makes such tables: how far it is, and how to stop it. */
  MetricExport metrics() {
    return metrics;
  }

  /** Null while there is no sheet, and where no answer would be in a group. */
  private @Nullable Callable<String> metrics(GroupBy by) {
    Compared now = compared.get();
    History from = history.get();
    Workspace saved = workspace.get().orElse(null);
    if (now == null || from == null || saved == null) {
      return null;
    }
    Set<String> models =
        now.sheet().columns().stream().map(Column::model).collect(Collectors.toSet());
    List<MeasuredAnswer> answers = from.of(models);
    if (by == GroupBy.TAG && answers.stream().allMatch(answer -> answer.tags().isEmpty())) {
      news.set(say("No session of these answers has a tag."));
      return null;
    }
    boolean contended = filters.contendedProperty().get();
    Goodput good = filters.good().goodputProperty().get();
    Map<String, String> titles = by == GroupBy.SESSION ? filters.titles() : Map.of();
    return () ->
        SheetFormat.CSV.write(
            MetricTable.of(answers, by, zone, from.copies(), contended, good, saved::gaps)
                .titled(titles));
  }

  /** Says that, until something else is to be said. */
  void tell(String words) {
    news.set(words);
  }

  MeasureFilters filters() {
    return filters;
  }

  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What went wrong, for people. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What was done last, for people. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }

  /** What is shown; null when there is nothing to show. */
  ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The models beside each other; null when there is nothing, or not yet. */
  ReadOnlyObjectProperty<@Nullable Compared> comparedProperty() {
    return compared.getReadOnlyProperty();
  }

  /** The answers there are; null before any were read. */
  ReadOnlyObjectProperty<@Nullable History> historyProperty() {
    return history.getReadOnlyProperty();
  }
}
