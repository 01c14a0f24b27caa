package app.diptych.ui.measure;

import app.diptych.aim.Aim;
import app.diptych.cost.ExchangeRates;
import app.diptych.report.GroupBy;
import app.diptych.report.MetricTable;
import app.diptych.report.PastAnswers;
import app.diptych.report.SheetFormat;
import app.diptych.report.claim.ClaimCheck;
import app.diptych.report.claim.ClaimFile;
import app.diptych.report.claim.Measured;
import app.diptych.report.claim.OwnMeasurements;
import app.diptych.session.MeasureQuery;
import app.diptych.session.SavedSession;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.timing.MetricName;
import app.diptych.timing.NanoClock;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.ui.charts.Palette;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long the measure page takes with 100,000 recorded requests. */
@Tag("bench")
@Timeout(900)
class MeasureBenchTest {
  private static final int SESSIONS = 834;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ROUNDS = 9;

  @TempDir Path home;

  @Test
  void opensChartsOfAHundredThousandRequestsInAMoment() throws Exception {
    FxTest.start();
    ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    try (Workspace workspace =
        Workspace.open(home.resolve("workspace.db"), Role.OWNER, writer, NanoClock.system())) {
      for (int i = 0; i < SESSIONS; i++) {
        SavedSession session = PastAnswers.session(i);
        // Verdicts on every tenth: nobody judges a hundred thousand answers.
        workspace
            .sessions()
            .add(i % 10 == 0 ? session : PastAnswers.unjudged(session))
            .get(60, TimeUnit.SECONDS);
      }
      MeasureModel model =
          FxTest.run(() ->
              new MeasureModel(
                  () -> Optional.of(workspace),
                  () -> "",
                  () -> ExchangeRates.NONE,
                  new Background(workers, FxThread::later),
                  NanoClock.system(),
                  ZoneOffset.UTC));
      Stage stage = FxTest.run(() -> new Stage());
      FxTest.run(() -> {
        MeasureView view =
            new MeasureView(model, _ -> {}, new SimpleStringProperty(""), new VBox());
        Scene scene = new Scene(view, 1440, 900);
        Theme.DARK.dress(scene);
        stage.setScene(scene);
        stage.show();
      });
      double[] open = new double[ROUNDS];
      double[] metric = new double[ROUNDS];
      double[] sheet = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        // While nothing is written, nothing is read again.
        workspace.sessions().rename("past-0", "Round " + i).get(60, TimeUnit.SECONDS);
        Read all = until(model, model::refresh);
        open[i] = all.charts();
        sheet[i] = all.sheet();
        MetricName next = i % 2 == 0 ? MetricName.TTFT : MetricName.TTFO;
        metric[i] = until(model, () -> model.filters().metricProperty().set(next)).charts();
      }
      Shown shown = Objects.requireNonNull(model.shownProperty().get());
      System.out.printf(
          Locale.ROOT,
          "  %,d requests: distributions %.0f ms (aim 500; first %.0f), trade-off and sheet %.0f ms (aim 500; first %.0f), another metric %.0f ms%n",
          shown.leftOut().all(),
          median(open),
          open[0],
          median(sheet),
          sheet[0],
          median(metric));
      Aim.HISTORY.measured(median(open));
      Aim.HISTORY_SHEET.measured(median(sheet));
      double[] claims = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        long begun = System.nanoTime();
        List<Measured> own =
            OwnMeasurements.of(workspace.measurements(MeasureQuery.all()).answers());
        if (ClaimCheck.of(ClaimFile.bundled(), own).isEmpty()) {
          throw new IllegalStateException("No claim was checked");
        }
        claims[i] = (System.nanoTime() - begun) / 1e6;
      }
      System.out.printf(
          Locale.ROOT, "  claim sheet %.0f ms (aim 500; first %.0f)%n", median(claims), claims[0]);
      Aim.HISTORY_CLAIMS.measured(median(claims));
      for (GroupBy by : List.of(GroupBy.SESSION, GroupBy.HOUR_OF_DAY, GroupBy.MODEL)) {
        double[] tables = tables(workspace, by);
        System.out.printf(
            Locale.ROOT,
            "  table of all metrics by %s %.0f ms (aim 500; first %.0f)%n",
            by.word(),
            median(tables),
            tables[0]);
        if (by == GroupBy.MODEL) {
          Aim.HISTORY_METRICS.measured(median(tables));
        }
      }
      draw(shown, Objects.requireNonNull(model.comparedProperty().get()));
      FxTest.run(() -> stage.hide());
    } finally {
      writer.shutdownNow();
      workers.shutdownNow();
    }
  }

  /** Milliseconds until there was a table of all metrics as CSV, each time. */
  private static double[] tables(Workspace workspace, GroupBy by) throws Exception {
    List<MeasuredAnswer> answers = workspace.measurements(MeasureQuery.all()).answers();
    double[] tables = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      String csv =
          SheetFormat.CSV.write(
              MetricTable.of(answers, by, ZoneOffset.UTC, 0, false, null, workspace::gaps));
      if (!csv.contains(",ICL,")) {
        throw new IllegalStateException("No gaps in the table");
      }
      tables[i] = (System.nanoTime() - begun) / 1e6;
    }
    return tables;
  }

  /** Milliseconds from the wish until the charts, and the comparison below them, had numbers. */
  private record Read(double charts, double sheet) {}

  /** Waits for both, so that nothing of one wish is left when the next is timed. */
  private static Read until(MeasureModel model, Runnable wish) {
    AtomicLong charts = new AtomicLong();
    AtomicLong sheet = new AtomicLong();
    Subscription listening =
        FxTest.run(() ->
            arrival(model.shownProperty(), charts).and(arrival(model.comparedProperty(), sheet)));
    long begun = System.nanoTime();
    FxTest.run(() -> wish.run());
    FxTest.waitFor(() -> charts.get() != 0 && sheet.get() != 0, PATIENCE);
    FxTest.run(() -> listening.unsubscribe());
    return new Read((charts.get() - begun) / 1e6, (sheet.get() - begun) / 1e6);
  }

  /** Also of a value that is equal to the one before, which tells no listener of changes. */
  private static Subscription arrival(ReadOnlyObjectProperty<?> value, AtomicLong at) {
    return value.subscribe(() -> {
      value.get();
      at.set(System.nanoTime());
    });
  }

  private static void draw(Shown shown, Compared compared) {
    for (HistoryPlot plot :
        List.of(
            new EcdfPlot(shown.metric(), false, shown.drawn()),
            new EcdfPlot(shown.metric(), true, shown.drawn()),
            new BoxPlot(shown.metric(), false, shown.drawn()),
            new HoursPlot(shown.metric(), "UTC", shown.days()),
            compared.tradeOff())) {
      double[] drawn = new double[31];
      double[] pointed = new double[31];
      FxTest.run(() -> {
        Canvas canvas = new Canvas(700, 300);
        Frame frame = new Frame(700, 300);
        Palette palette = new Palette();
        for (int i = 0; i < drawn.length; i++) {
          long begun = System.nanoTime();
          plot.draw(new Board(canvas.getGraphicsContext2D(), palette, frame));
          drawn[i] = (System.nanoTime() - begun) / 1e6;
          begun = System.nanoTime();
          plot.at(frame, 60 + 15.0 * i, 120);
          pointed[i] = (System.nanoTime() - begun) / 1e6;
        }
      });
      System.out.printf(
          Locale.ROOT,
          "  %-14s draw %.2f ms (aim 16; first %.1f), point at %.2f ms%n",
          plot.getClass().getSimpleName(),
          median(drawn),
          drawn[0],
          median(pointed));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
