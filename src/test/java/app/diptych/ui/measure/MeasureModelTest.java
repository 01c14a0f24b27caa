package app.diptych.ui.measure;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.report.GroupBy;
import app.diptych.report.PastAnswers;
import app.diptych.report.SheetFormat;
import app.diptych.report.SheetRow;
import app.diptych.review.Verdict;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.MetricName;
import app.diptych.timing.NanoClock;
import app.diptych.ui.fx.Background;
import app.diptych.ui.measure.MeasureModel.State;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measure page without a window, on a real workspace. */
class MeasureModelTest {
  @TempDir Path home;

  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private Workspace workspace;
  private MeasureModel model;
  private ExchangeRates rates = ExchangeRates.NONE;

  @BeforeEach
  void open() throws Exception {
    workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system());
    model = model(new Background(Runnable::run, Runnable::run));
  }

  private MeasureModel model(Background background) {
    return new MeasureModel(
        () -> Optional.of(workspace),
        () -> "",
        () -> rates,
        background,
        NanoClock.system(),
        ZoneOffset.UTC);
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdownNow();
  }

  @Test
  void saysThatNothingIsMeasuredYet() {
    model.refresh();
    assertThat(model.stateProperty().get()).isEqualTo(State.NONE_YET);
    assertThat(model.shownProperty().get()).isNull();
  }

  @Test
  void saysWhyNothingCanBeRead() {
    MeasureModel without =
        new MeasureModel(
            Optional::empty,
            () -> "The disk is full.",
            () -> ExchangeRates.NONE,
            new Background(Runnable::run, Runnable::run),
            NanoClock.system(),
            ZoneOffset.UTC);
    without.refresh();
    assertThat(without.stateProperty().get()).isEqualTo(State.FAILED);
    assertThat(without.problemProperty().get()).isEqualTo("The disk is full.");
  }

  @Test
  void hasManyAnswersReadyBeforeAnybodyLooks() throws Exception {
    add(0);
    var measuring = new SimpleBooleanProperty(false);
    readAhead(measuring).begin();
    assertThat(model.shownProperty().get()).as("120 answers are read in no time").isNull();
    add(1, 2);
    measuring.set(true);
    readAhead(measuring).begin();
    assertThat(model.shownProperty().get()).as("something is being measured").isNull();
    measuring.set(false);
    readAhead(measuring).begin();
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
    assertThat(shown().leftOut().all()).isEqualTo(360);
  }

  @Test
  void stopsReadingAheadForWhatIsMeasuredButNotForWhoeverLooks() throws Exception {
    add(0, 1, 2);
    List<Runnable> work = new ArrayList<>();
    model = model(new Background(work::add, Runnable::run));
    var measuring = new SimpleBooleanProperty(false);
    readAhead(measuring).begin();
    measuring.set(true);
    work.removeFirst().run();
    assertThat(work).isEmpty();
    assertThat(model.historyProperty().get()).as("its result is not wanted").isNull();
    measuring.set(false);
    model.refresh();
    measuring.set(true);
    work.removeFirst().run();
    assertThat(model.historyProperty().get()).isNotNull();
  }

  @Test
  void doesNotBeginAnewWhenSomebodyLooksAtWhatIsBeingReadAhead() throws Exception {
    add(0, 1);
    List<Runnable> work = new ArrayList<>();
    List<Runnable> results = new ArrayList<>();
    model = model(new Background(work::add, results::add));
    model.readAhead();
    Runnable reading = work.removeFirst();
    reading.run();
    add(2);
    model.refresh();
    assertThat(work).as("the choices of the filters, and nothing else").hasSize(1);
    results.removeFirst().run();
    assertThat(Objects.requireNonNull(model.historyProperty().get()).models()).isNotEmpty();
    while (!work.isEmpty() || !results.isEmpty()) {
      (work.isEmpty() ? results : work).removeFirst().run();
    }
    assertThat(shown().leftOut().all()).as("with what was saved meanwhile").isEqualTo(360);
  }

  private ReadAhead readAhead(ObservableValue<Boolean> measuring) {
    return new ReadAhead(
        model,
        () -> Optional.of(workspace),
        new Background(Runnable::run, Runnable::run),
        measuring,
        300);
  }

  @Test
  void showsEveryModelWithTheSameNumbersAsTheSheet() throws Exception {
    add(0, 1, 2);
    model.refresh();
    Shown shown = shown();
    assertThat(shown.drawn()).hasSize(4);
    assertThat(shown.leftOut().all()).as("three sessions of 60 trials").isEqualTo(360);
    for (Drawn one : shown.drawn()) {
      int place =
          compared().sheet().columns().stream()
              .map(column -> column.model())
              .toList()
              .indexOf(one.series().model());
      var column = compared().sheet().columns().get(place);
      assertThat(one.percentile(50).orElseThrow()).isEqualTo(column.cell(SheetRow.P50).value());
    }
    assertThat(compared().tradeOff().summary()).contains("won ").contains("USD");
    assertThat(compared().tradeOff().beside())
        .contains("demo/base (no price applies to this machine)");
  }

  @Test
  void countsGoodRequestsOnceALimitIsTyped() throws Exception {
    add(0);
    model.refresh();
    assertThat(compared().sheet().rows()).doesNotContain(SheetRow.GOOD);
    model.filters().good().text(MetricName.E2E).set("1");
    assertThat(compared().sheet().rows()).contains(SheetRow.GOOD, SheetRow.GOODPUT);
    assertThat(compared().sheet().columns().getFirst().cell(SheetRow.GOOD).value()).isZero();
    model.filters().good().text(MetricName.E2E).set("1000000");
    assertThat(compared().sheet().columns().getFirst().cell(SheetRow.GOOD).value()).isPositive();
    model.filters().good().text(MetricName.TTFT).set("quick");
    assertThat(model.filters().good().problemProperty().get()).contains("\"quick\" is no number");
    assertThat(compared().sheet().notes()).contains("A good request: E2E at most 1000000 ms.");
    model.filters().good().clear();
    assertThat(compared().sheet().rows()).doesNotContain(SheetRow.GOOD);
    assertThat(model.filters().good().problemProperty().get()).isEmpty();
  }

  @Test
  void takesAnotherMetricOfTheSameAnswers() throws Exception {
    add(0);
    model.refresh();
    model.filters().metricProperty().set(MetricName.TTFT);
    Shown shown = shown();
    assertThat(shown.metric()).isEqualTo(MetricName.TTFT);
    assertThat(compared().tradeOff().latency()).isEqualTo(MetricName.TTFT);
  }

  @Test
  void looksAtOneSessionOrTagOrTime() throws Exception {
    add(0, 1);
    model.refresh();
    assertThat(model.filters().sessions()).hasSize(2);
    assertThat(model.filters().title("past-1")).isEqualTo("Migration, day 2");
    model.filters().sessionProperty().set("past-1");
    assertThat(shown().leftOut().all()).isEqualTo(120);
    model.filters().tagProperty().set("migration");
    assertThat(model.stateProperty().get())
        .as("that session is nightly")
        .isEqualTo(State.NONE_FITS);
    assertThat(model.shownProperty().get()).isNull();
    model.filters().clear();
    assertThat(shown().leftOut().all()).isEqualTo(240);
  }

  @Test
  void looksAtHoursOfTheDayAndKeepsThemWhileOthersAreTyped() throws Exception {
    add(0, 1);
    model.refresh();
    int all = shown().leftOut().all();
    int hour =
        model
            .historyProperty()
            .get()
            .of(slotOfFirst())
            .getFirst()
            .sentAt()
            .atZone(ZoneOffset.UTC)
            .getHour();
    model.filters().hoursTextProperty().set(hour + "-" + (hour + 1));
    int few = shown().leftOut().all();
    assertThat(few).isPositive().isLessThanOrEqualTo(all);
    model.filters().hoursTextProperty().set(hour + "-");
    assertThat(model.filters().hoursProblemProperty().get()).contains("is no part of a day");
    assertThat(shown().leftOut().all()).isEqualTo(few);
    assertThat(model.filters().isNone()).isFalse();
    model.filters().clear();
    assertThat(shown().leftOut().all()).isEqualTo(all);
  }

  private String slotOfFirst() {
    return model.historyProperty().get().models().getFirst().name();
  }

  @Test
  void keepsTheColourOfAModelWhateverElseIsChosen() throws Exception {
    add(0, 1, 2);
    model.refresh();
    Series last = shown().drawn().getLast().series();
    for (Drawn one : List.copyOf(shown().drawn())) {
      if (!one.series().equals(last)) {
        model.choose(one.series().model(), false);
      }
    }
    assertThat(shown().drawn()).extracting(Drawn::series).containsExactly(last);
    model.choose(last.model(), false);
    assertThat(shown().drawn()).isEmpty();
    model.choose(last.model(), true);
    assertThat(shown().drawn()).extracting(Drawn::series).containsExactly(last);
  }

  @Test
  void drawsNoMoreModelsThanCanBeToldApart() {
    ModelSlots slots = new ModelSlots();
    for (int i = 0; i < 9; i++) {
      slots.add("m" + i);
    }
    assertThat(slots.series()).hasSize(8).extracting(Series::slot).doesNotHaveDuplicates();
    assertThat(slots.isChosen("m8")).isFalse();
    slots.remove("m3");
    slots.add("m8");
    assertThat(slots.series()).contains(new Series(3, "m8")).contains(new Series(0, "m0"));
  }

  @Test
  void forgetsWhatNobodyWantsAnyMore() throws Exception {
    add(0, 1);
    List<Runnable> waiting = new ArrayList<>();
    MeasureModel slow = model(new Background(waiting::add, Runnable::run));
    slow.refresh();
    slow.filters().sessionProperty().set("past-0");
    while (!waiting.isEmpty()) {
      waiting.removeLast().run();
    }
    assertThat(slow.historyProperty().get().models()).hasSize(2);
    assertThat(slow.shownProperty().get().leftOut().all()).isEqualTo(120);
  }

  @Test
  void findsTheTrialOfAnAnswer() throws Exception {
    add(0);
    model.refresh();
    List<SavedTrial> opened = new ArrayList<>();
    var sample = shown().drawn().getFirst().samples().get(0);
    model.open(sample.answer(), opened::add);
    assertThat(opened).extracting(SavedTrial::id).containsExactly(sample.answer().trial());
  }

  @Test
  void writesTheSheetOrSaysWhyNot() throws Exception {
    add(0);
    model.refresh();
    Path file = home.resolve("sheet.md");
    model.save(SheetFormat.MD, file);
    assertThat(Files.readString(file)).isEqualTo(SheetFormat.MD.write(compared().sheet()));
    assertThat(model.newsProperty().get()).isEqualTo("Saved as " + file + ".");
    model.save(SheetFormat.CSV, home.resolve("nowhere").resolve("sheet.csv"));
    assertThat(model.newsProperty().get()).contains("was not written: ");
  }

  @Test
  void writesAllMetricsOfTheAnswersOnTheSheetByOtherGroups() throws Exception {
    add(0, 1);
    model.refresh();
    Path file = home.resolve("metrics.csv");
    model.saveMetrics(GroupBy.TAG, file);
    assertThat(model.newsProperty().get()).isEqualTo("Saved as " + file + ".");
    assertThat(Files.readString(file))
        .startsWith("by,group,title,metric,unit,samples,")
        .contains("\r\ntag,migration,,requests,,120,,120.0,")
        .contains("\r\ntag,nightly,,requests,,120,,120.0,");
    List<String> made = new ArrayList<>();
    model.makeMetrics(GroupBy.SESSION, "Done.", made::add);
    assertThat(model.newsProperty().get()).isEqualTo("Done.");
    assertThat(made.getFirst()).contains("session,past-1,\"Migration, day 2\",E2E,ms,");
    model.makeMetrics(GroupBy.HOUR_OF_DAY, "Done.", made::add);
    assertThat(made.getLast()).contains("\r\nhour in Z,06:00,,requests,");

    Shown shown = shown();
    String left = shown.drawn().getFirst().series().model();
    model.choose(left, false);
    model.makeMetrics(GroupBy.MODEL, "Done.", made::add);
    assertThat(made.getLast())
        .as("as on the sheet")
        .doesNotContain("model," + left + ",")
        .contains("model," + shown.drawn().getLast().series().model() + ",");
  }

  @Test
  void poolsTheGapsOfEveryAnswerOnTheSheetAndStopsWhenToldSo() throws Exception {
    add(0);
    List<Runnable> waiting = new ArrayList<>();
    MeasureModel slow = model(new Background(waiting::add, Runnable::run));
    slow.refresh();
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
    List<String> made = new ArrayList<>();
    assertThat(slow.metrics().busyProperty().get()).isFalse();
    slow.makeMetrics(GroupBy.MODEL, "Done.", made::add);
    assertThat(slow.metrics().busyProperty().get()).as("while the deltas are read").isTrue();
    waiting.removeFirst().run();
    assertThat(slow.metrics().busyProperty().get()).isFalse();
    assertThat(slow.newsProperty().get()).isEqualTo("Done.");
    assertThat(made).hasSize(1);
    assertThat(made.getFirst()).containsPattern(",ICL,ms,[1-9]\\d*,0,,,,,\\d");

    Path file = home.resolve("metrics.csv");
    slow.saveMetrics(GroupBy.MODEL, file);
    slow.metrics().stop();
    assertThat(slow.metrics().busyProperty().get()).isFalse();
    assertThat(slow.newsProperty().get()).isEqualTo("The table of all metrics was stopped.");
    waiting.removeFirst().run();
    assertThat(file).doesNotExist();
    assertThat(slow.newsProperty().get()).isEqualTo("The table of all metrics was stopped.");
  }

  @Test
  void makesOneTableOfAllMetricsAtATimeAndSaysSo() throws Exception {
    List<Runnable> waiting = new ArrayList<>();
    List<String> told = new ArrayList<>();
    List<String> made = new ArrayList<>();
    MetricExport export = new MetricExport(new Background(waiting::add, Runnable::run), told::add);
    export.make(() -> "first", "Done.", made::add);
    Path file = home.resolve("second.csv");
    export.save(() -> "second", file);
    assertThat(told)
        .containsExactly("Another table of all metrics is being made: wait for it, or stop it.");
    assertThat(waiting).hasSize(1);
    waiting.removeFirst().run();
    assertThat(made).as("the first is not given up").containsExactly("first");
    assertThat(told).last().isEqualTo("Done.");
    assertThat(file).doesNotExist();
  }

  @Test
  void doesNotSayThatATableWasStoppedWhoseFileIsThere() throws Exception {
    List<Runnable> later = new ArrayList<>();
    List<String> told = new ArrayList<>();
    MetricExport export = new MetricExport(new Background(Runnable::run, later::add), told::add);
    Path file = home.resolve("metrics.csv");
    export.save(() -> "table", file);
    assertThat(file).hasContent("table");
    export.stop();
    assertThat(told).isEmpty();
    assertThat(export.busyProperty().get()).isTrue();
    later.removeFirst().run();
    assertThat(told).containsExactly("Saved as " + file + ".");
    assertThat(export.busyProperty().get()).isFalse();
  }

  @Test
  void saysThatNoAnswerOnTheSheetHasATag() throws Exception {
    SavedSession session = PastAnswers.session(0);
    SessionSummary one = session.summary();
    workspace
        .sessions()
        .add(
            new SavedSession(
                new SessionSummary(
                    one.id(),
                    one.title(),
                    one.notes(),
                    one.createdAt(),
                    one.changedAt(),
                    one.pinned(),
                    one.archived(),
                    one.deleted(),
                    one.madeFrom(),
                    one.trials(),
                    one.failures(),
                    one.votes(),
                    one.models(),
                    List.of()),
                session.trials()))
        .get(30, TimeUnit.SECONDS);
    model.refresh();
    Path file = home.resolve("metrics.csv");
    model.saveMetrics(GroupBy.TAG, file);
    assertThat(model.newsProperty().get()).isEqualTo("No session of these answers has a tag.");
    assertThat(file).doesNotExist();
  }

  @Test
  void seesANewVerdictAndReadsNothingElseAgain() throws Exception {
    add(0);
    model.refresh();
    long before = judged();
    workspace.sessions().vote("past-0-0", Verdict.A, "").get();
    model.refresh();
    assertThat(judged()).as("both sides").isEqualTo(before + 2);
  }

  @Test
  void readsNothingAgainWhileNothingWasWritten() throws Exception {
    add(0);
    model.refresh();
    List<String> again = new ArrayList<>();
    model.historyProperty().addListener((_, _, _) -> again.add("read"));
    model.shownProperty().addListener((_, _, _) -> again.add("counted"));
    model.left();
    model.refresh();
    assertThat(again).isEmpty();
    add(1);
    model.refresh();
    assertThat(shown().leftOut().all()).isEqualTo(240);
  }

  @Test
  void takesARateThatWasGivenMeanwhileAndReadsNothingElseAgain() throws Exception {
    add(0);
    model.refresh();
    Compared before = compared();
    List<String> again = new ArrayList<>();
    model.historyProperty().addListener((_, _, _) -> again.add("read"));
    model.refresh();
    assertThat(compared()).isSameAs(before);
    rates =
        ExchangeRates.NONE.with(
            new ExchangeRate(
                "CNY", "USD", new BigDecimal("0.14"), "ECB", LocalDate.of(2026, 11, 26)));
    model.refresh();
    assertThat(compared()).as("made anew with the rate").isNotSameAs(before);
    assertThat(again).isEmpty();
  }

  @Test
  void countsAgainWhatWasLeftBeforeItWasCounted() throws Exception {
    add(0);
    List<Runnable> waiting = new ArrayList<>();
    MeasureModel slow = model(new Background(waiting::add, Runnable::run));
    slow.readAhead();
    waiting.removeFirst().run();
    assertThat(slow.historyProperty().get()).isNotNull();
    slow.giveWay();
    slow.refresh();
    while (!waiting.isEmpty()) {
      waiting.removeFirst().run();
    }
    assertThat(slow.shownProperty().get()).isNotNull();
    assertThat(slow.comparedProperty().get()).isNotNull();
  }

  private long judged() {
    return compared().tradeOff().all().stream().mapToLong(one -> one.known().won().all()).sum();
  }

  private void add(int... numbers) throws Exception {
    for (int number : numbers) {
      workspace.sessions().add(PastAnswers.session(number)).get(30, TimeUnit.SECONDS);
    }
  }

  private Compared compared() {
    return Objects.requireNonNull(model.comparedProperty().get());
  }

  private Shown shown() {
    assertThat(model.stateProperty().get()).isEqualTo(State.SHOWN);
    return Objects.requireNonNull(model.shownProperty().get());
  }
}
