package app.diptych.ui.measure;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.report.LeftOut.Why;
import app.diptych.session.SavedTrial;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.ui.charts.Palette;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.measure.MeasureModel.State;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The measure page: filters, four charts and the benchmark sheet of recorded answers. */
public final class MeasureView extends VBox {
  /** Narrower than this, charts stand below one another. */
  private static final double ROOM_FOR_TWO = 900;

  private static final Duration AGAIN = Duration.millis(300);

  private final MeasureModel model;
  private final PauseTransition again = new PauseTransition(AGAIN);
  private final FirstFrame firstFrame = new FirstFrame();
  private final ObservableValue<String> whyNotOpen;
  private final Consumer<SavedTrial> open;
  private final Node samples;
  private final Palette palette = new Palette();
  private final HistoryCard ecdf;
  private final HistoryCard boxes;
  private final HistoryCard hours;
  private final HistoryCard tradeOff;
  private final SheetCard sheet;
  private final Legend legend;
  private final Label leftOut = new Label();
  private final Button showContended = new Button(say("Count contended answers"));
  private final GridPane charts = new GridPane();
  private final MeasureBar bar;

  /**
   * @param open shows a saved trial on the compare page
   * @param whyNotOpen why it cannot be shown now, as a sentence; empty when it can
   * @param samples offers something to look at while there is no answer
   */
  public MeasureView(
      MeasureModel model,
      Consumer<SavedTrial> open,
      ObservableValue<String> whyNotOpen,
      Node samples) {
    this.model = model;
    this.open = open;
    this.whyNotOpen = whyNotOpen;
    this.samples = samples;
    this.ecdf = card(toSay("Distribution"));
    this.boxes = card(toSay("Spread"));
    this.hours = card(toSay("Hour of day"));
    this.tradeOff = card(toSay("Quality, cost and latency"));
    this.sheet = new SheetCard(model);
    this.legend = new Legend(model, palette);
    this.bar = new MeasureBar(model);
    again.setOnFinished(_ -> model.refresh());
    getStyleClass().add("measure");
    setId("measure-page");
    StackPane body = new StackPane(content(), waiting(), emptyState());
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head(), body);
    getChildren().addAll(palette.nodes());
    palette.onChange(this::redraw);
    model.shownProperty().subscribe(this::show);
    model
        .comparedProperty()
        .subscribe(() -> {
          compare();
          list();
        });
    model.filters().logProperty().subscribe(this::show);
    // What was read ahead is there already; the sheet below the charts follows them.
    show();
    compare();
  }

  private HistoryCard card(String title) {
    return new HistoryCard(model, title, palette, this::open);
  }

  private void open(MeasuredAnswer answer) {
    String why = whyNotOpen.getValue();
    if (why.isEmpty()) {
      model.open(answer, open);
    } else {
      model.tell(why);
    }
  }

  private VBox head() {
    leftOut.setId("left-out");
    leftOut.getStyleClass().addAll("muted", "small-text");
    leftOut.setWrapText(true);
    leftOut.setMinHeight(USE_PREF_SIZE);
    leftOut.managedProperty().bind(leftOut.textProperty().isNotEmpty());
    showContended.setId("show-contended");
    showContended.getStyleClass().add("small");
    showContended.setMinWidth(USE_PREF_SIZE);
    showContended.setOnAction(_ -> bar.countContended());
    shown(showContended, false);
    Label news = new Label();
    news.setId("measure-news");
    news.getStyleClass().add("small-text");
    news.setWrapText(true);
    news.textProperty().bind(model.newsProperty());
    news.managedProperty().bind(news.textProperty().isNotEmpty());
    HBox note = new HBox(leftOut, showContended);
    note.getStyleClass().add("measure-note");
    note.managedProperty().bind(leftOut.managedProperty());
    VBox head = new VBox(bar, legend, note, news);
    head.getStyleClass().addAll("card", "measure-head");
    head.setMinHeight(USE_PREF_SIZE);
    return head;
  }

  private ScrollPane content() {
    charts.getStyleClass().add("measure-charts");
    VBox all = new VBox(charts, sheet);
    all.getStyleClass().add("measure-content");
    ScrollPane scrolled = new ScrollPane(all);
    scrolled.setId("measure-scroll");
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setFitToWidth(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    // Charts that come only once the width is known would come with a second frame.
    Styles.room(this).subscribe(width -> arrange(width == 0 || width >= ROOM_FOR_TWO));
    model.stateProperty().subscribe(state -> scrolled.setVisible(state == State.SHOWN));
    return scrolled;
  }

  private void arrange(boolean two) {
    if (charts.getColumnCount() == (two ? 2 : 1) && !charts.getChildren().isEmpty()) {
      return;
    }
    charts.getChildren().clear();
    charts.getColumnConstraints().clear();
    for (int i = 0; i < (two ? 2 : 1); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(two ? 50 : 100);
      column.setHgrow(Priority.ALWAYS);
      charts.getColumnConstraints().add(column);
    }
    if (two) {
      charts.addRow(0, ecdf, boxes);
      charts.addRow(1, hours, tradeOff);
    } else {
      charts.addColumn(0, List.of(ecdf, boxes, hours, tradeOff).toArray(Node[]::new));
    }
  }

  private ProgressIndicator waiting() {
    ProgressIndicator waiting = new ProgressIndicator();
    waiting.setMaxSize(48, 48);
    waiting.setAccessibleText(say("Reading what was measured"));
    model.stateProperty().subscribe(state -> waiting.setVisible(state == State.LOADING));
    return waiting;
  }

  private void show() {
    Shown shown = model.shownProperty().get();
    legend.show();
    if (shown == null) {
      leftOut.setText("");
      shown(showContended, false);
      List.of(ecdf, boxes, hours).forEach(card -> card.show(null));
      return;
    }
    boolean log = model.filters().logProperty().get();
    String zone = shown.zone().getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH);
    ecdf.show(new EcdfPlot(shown.metric(), log, shown.drawn()));
    boxes.show(new BoxPlot(shown.metric(), log, shown.drawn()));
    hours.show(new HoursPlot(shown.metric(), zone, shown.days()));
    leftOut.setText(shown.metric().label() + ": " + words(shown));
    shown(
        showContended,
        shown.leftOut().reasons().getOrDefault(Why.CONTENDED, 0) > shown.leftOut().counted());
  }

  private void compare() {
    Compared compared = model.comparedProperty().get();
    tradeOff.show(compared == null ? null : compared.tradeOff());
  }

  private void list() {
    Compared compared = model.comparedProperty().get();
    if (compared != null) {
      sheet.show(compared.sheet());
    }
  }

  private String words(Shown shown) {
    int copies = copies();
    return LeftOutWords.of(shown.leftOut())
        + (copies == 0
            ? ""
            : copies == 1
                ? say(" One copy of a request counts once.")
                : say(" %,d copies of requests count once.").formatted(copies));
  }

  private int copies() {
    History history = model.historyProperty().get();
    return history == null ? 0 : history.copies();
  }

  private void redraw() {
    legend.draw();
    List.of(ecdf, boxes, hours, tradeOff).forEach(HistoryCard::draw);
  }

  /** The page is about to be seen. */
  public void shown() {
    if (model.shownProperty().get() == null) {
      model.refresh();
    } else {
      // The charts are seen before the sheet below them is made and anything is read again.
      firstFrame.start();
    }
    bar.getChildren().getFirst().requestFocus();
  }

  /** Another page is shown instead. */
  public void left() {
    firstFrame.stop();
    again.stop();
    model.left();
  }

  private VBox emptyState() {
    Label title = new Label();
    title.setId("measure-empty");
    title.getStyleClass().add("empty-title");
    Label advice = new Label();
    advice.getStyleClass().add("muted");
    advice.setWrapText(true);
    Button all = new Button(say("Show all answers"));
    all.setId("measure-all");
    all.setOnAction(_ -> model.filters().clear());
    Button retry = new Button(say("Try again"), Icon.RESTART.node());
    retry.setId("retry-measure");
    retry.setOnAction(_ -> model.refresh());
    VBox empty = new VBox(Icon.RATE.node(), title, advice, all, retry, samples);
    empty.getStyleClass().add("empty-state");
    Runnable show =
        () -> {
          State state = model.stateProperty().get();
          empty.setVisible(state != State.SHOWN && state != State.LOADING);
          shown(all, state == State.NONE_FITS);
          shown(retry, state == State.FAILED);
          shown(samples, state == State.NONE_YET);
          title.setText(title(state));
          advice.setText(advice(state));
        };
    model.stateProperty().subscribe(show);
    model.problemProperty().subscribe(show);
    show.run();
    return empty;
  }

  private static void shown(@Nullable Node part, boolean shown) {
    if (part != null) {
      part.setVisible(shown);
      part.setManaged(shown);
    }
  }

  private static String title(State state) {
    return switch (state) {
      case LOADING, SHOWN -> "";
      case NONE_FITS -> say("No answer fits");
      case NONE_YET -> say("Nothing measured yet");
      case FAILED -> say("The measurements cannot be read");
    };
  }

  private String advice(State state) {
    return switch (state) {
      case LOADING, SHOWN -> "";
      case NONE_FITS -> say("No recorded answer is in that session, tag and time.");
      case NONE_YET ->
          say("Run a comparison: every answer is measured while it comes. Or look at a sample.");
      case FAILED -> model.problemProperty().get();
    };
  }

  /** While the first frame is drawn, which was made before the second pulse. */
  private final class FirstFrame extends AnimationTimer {
    private boolean made;

    @Override
    public void start() {
      made = false;
      super.start();
    }

    @Override
    public void handle(long now) {
      if (made) {
        stop();
        list();
        again.playFromStart();
      }
      made = true;
    }
  }
}
