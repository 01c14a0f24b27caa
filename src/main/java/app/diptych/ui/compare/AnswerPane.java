package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FirstShown;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Legible;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One side on the page: who answers, how fast, the answer itself, and what went wrong. */
final class AnswerPane extends VBox implements AnswerSink {
  private static final String TTFT =
      toSay(
          "Time to first token: from when the request was handed over, connecting included, to the first"
              + " non-empty delta, reasoning included (AIPerf).");
  private static final String RATE =
      toSay(
          "Output tokens per second: 1 / inter-token latency, so the wait for the first token is not in"
              + " it (AIPerf). A tilde marks a number of estimated tokens.");
  private static final String TOKENS =
      toSay(
          "Output tokens, answer and reasoning. A tilde marks an estimate: the provider has not told the"
              + " number (yet).");
  private static final String COST =
      toSay(
          "What the answer cost. A model on this machine has no price: with your tariff (diptych"
              + " prices tariff) it costs its measured electricity. A gateway's model is unpriced"
              + " until a price is known (diptych prices), which is not the same as free. A tilde marks"
              + " tokens that were not reported.");

  private static final String OUTCOME =
      toSay(
          "E2E: from when the request was handed over, connecting included, to the last delta (AIPerf)."
              + " Contended: both models ran on this machine at once, so each slowed the other down.");

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  /** How high the answer is where it is seen what to do, and where there is a picture besides. */
  private static final double ROOM_FOR_ADVICE = 64;

  private static final double ROOM_FOR_ICON = 110;

  private static final double LEAST_SOURCE = 80;
  private static final double WIDEST_NAME = 260;

  /** A line of the answer is seen in the smallest window, too. */
  private static final double LEAST_TEXT = 24;

  private final CompareModel page;
  private final SideModel side;
  private final MarkdownPane text;
  private final MarkdownPane reasoning;
  private final TitledPane reasoningPane;
  private final VBox content;
  private final CertaintyPane certainty;
  private final RunningModel running;
  private final List<Runnable> fits = new ArrayList<>();

  AnswerPane(CompareModel page, Side which) {
    this.page = page;
    this.side = page.side(which);
    this.running = page.runningOn(which);
    this.text = new MarkdownPane();
    this.reasoning = new MarkdownPane();
    this.reasoningPane = new TitledPane(say("Reasoning"), reasoning);
    getStyleClass().addAll("card", "answer-pane", "side-" + which.name().toLowerCase(Locale.ROOT));
    setId("pane-" + which);
    text.setId("answer-" + which);
    reasoning.setId("reasoning-" + which);
    text.setAccessibleHelp(say("Answer of side %s").formatted(which));
    reasoning.setAccessibleHelp(say("Reasoning of side %s").formatted(which));
    prepareReasoning();
    Region accent = new Region();
    accent.getStyleClass().add("side-accent");
    certainty = new CertaintyPane(page.certainty(), side);
    text.visibleProperty().bind(certainty.visibleProperty().not());
    StackPane body = new StackPane();
    FirstShown.into(body, text, certainty, emptyState(body));
    body.setMinHeight(LEAST_TEXT);
    VBox.setVgrow(body, Priority.ALWAYS);
    content = new VBox();
    FirstShown.into(content, reasoningPane, body, new FailureNote(page, side), footer());
    VBox.setVgrow(content, Priority.ALWAYS);
    FirstShown.into(
        this,
        accent,
        header(),
        chips(),
        new RunningCard(running, side),
        new RecordedNote(side),
        new RepeatNote(page.repeat(), side),
        new CertaintyNote(page.certainty().of(which), "certainty-" + which),
        content);
    side.showIn(this);
  }

  /** What comes first in a row keeps its words, as far as the pane is wide. */
  @Override
  protected void layoutChildren() {
    fits.forEach(Runnable::run);
    super.layoutChildren();
  }

  @Override
  public void clear() {
    text.clear();
    reasoning.clear();
    showReasoning(false);
  }

  @Override
  public void history(List<Message> before) {
    clear();
    text.showAll(ConversationText.sections(before));
  }

  @Override
  public void append(String piece) {
    text.append(piece);
  }

  @Override
  public void appendReasoning(String piece) {
    showReasoning(true);
    reasoning.append(piece);
  }

  @Override
  public void cut(int length) {
    text.cut(length);
  }

  @Override
  public void reveal(int length) {
    text.reveal(length);
  }

  @Override
  public void cutReasoning(int length) {
    reasoning.cut(length);
    showReasoning(length > 0);
  }

  /** The answer as it is read. */
  MarkdownPane answer() {
    return text;
  }

  /** Gives the keyboard to the answer, whichever way it is shown. */
  void focusAnswer() {
    (certainty.isVisible() ? certainty.tokens() : text).requestFocus();
  }

  /** Shows whether the keys for one side mean this one. */
  void markCurrent(boolean current) {
    pseudoClassStateChanged(CURRENT, current);
  }

  /** Leaves only who answered and how fast, while something else shows what was answered. */
  void showContent(boolean shown) {
    content.setVisible(shown);
    content.setManaged(shown);
  }

  void copyText() {
    copy(text.plainText());
  }

  void copyMarkdown() {
    // What is pasted into a terminal must not steer it.
    copy(VisibleText.ofLines(text.markdown()));
  }

  private static void copy(String words) {
    if (words.isEmpty()) {
      return;
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(words);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private HBox header() {
    Label letter = new Label(side.side().name());
    letter.getStyleClass().addAll("side-letter");
    ModelPicker picker = new ModelPicker(page, side);
    Label source = new Label();
    source.getStyleClass().addAll("muted", "small-text");
    source.textProperty().bind(side.sourceProperty());
    Tip.on(source, source.textProperty());
    source.setMinWidth(0);
    source.setOnMouseClicked(_ -> running.show(!running.shownProperty().get()));
    Legible.atLeast(source, LEAST_SOURCE);
    // A recording says more about itself below the head.
    side.recordedProperty()
        .subscribe(note -> {
          source.setVisible(note.words().isEmpty());
          source.setManaged(note.words().isEmpty());
        });
    picker.maxWidthProperty().bind(Styles.factor(this).map(factor -> WIDEST_NAME * factor));
    picker.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    List<Region> others =
        List.of(letter, badge(), stopButton(), copyMenu(), new RecordingMenu(page, side, running));
    HBox header = new HBox(letter, picker, source, space);
    header.getChildren().addAll(others.subList(1, others.size()));
    // Who answers is read before where from.
    fits.add(() -> picker.setMinWidth(Math.min(picker.prefWidth(-1), roomBeside(header, others))));
    header.getStyleClass().add("pane-header");
    return header;
  }

  /**
   * What a head has left beside those. The room is the pane's: the head itself may have grown over
   * its edge with a name that was shorter than now or in a window that was wider.
   */
  private double roomBeside(HBox header, List<Region> others) {
    return Math.max(
        0, room(header) - others.stream().mapToDouble(other -> other.prefWidth(-1)).sum());
  }

  /** What a row as wide as the pane has for all that stands in it. */
  private double room(HBox row) {
    double edges = snappedLeftInset() + snappedRightInset();
    double padding = row.snappedLeftInset() + row.snappedRightInset();
    double gaps = row.getSpacing() * (row.getChildren().size() - 1);
    return Math.max(0, getWidth() - edges - padding - gaps);
  }

  private Label badge() {
    Label badge = new Label();
    badge.setId("badge-" + side.side());
    badge.getStyleClass().add("badge");
    badge.setMinWidth(USE_PREF_SIZE);
    Runnable look =
        () -> {
          Moment then = side.momentProperty().get();
          badge(badge, then == null ? side.phaseProperty().get() : then.phase());
        };
    side.phaseProperty().subscribe(look);
    side.momentProperty().subscribe(look);
    look.run();
    return badge;
  }

  private static void badge(Label badge, PanePhase phase) {
    badge.getStyleClass().setAll("label", "badge", phase.styleClass());
    badge.setText(say(phase.word()));
  }

  private Button stopButton() {
    Button stop =
        Shortcut.STOP_SIDE.on(iconButton(Icon.STOP), say("Stop side %s").formatted(side.side()));
    stop.setId("stop-" + side.side());
    stop.disableProperty().bind(side.runningProperty().not());
    stop.setOnAction(_ -> page.stop(side.side()));
    return stop;
  }

  private MenuButton copyMenu() {
    MenuItem asText = new MenuItem(Shortcut.COPY_TEXT.action());
    asText.setOnAction(_ -> copyText());
    MenuItem asMarkdown = new MenuItem(Shortcut.COPY_MARKDOWN.action());
    asMarkdown.setOnAction(_ -> copyMarkdown());
    MenuButton copy = new MenuButton("", Icon.COPY.node(), asText, asMarkdown);
    copy.getStyleClass().addAll("button-icon", "flat", "no-arrow");
    copy.setId("copy-" + side.side());
    StringProperty ways = new SimpleStringProperty("");
    Shortcut.COPY_TEXT.tell(
        ways,
        keys ->
            say("Copy the answer: as text  %s, as Markdown  %s")
                .formatted(keys, Shortcut.COPY_MARKDOWN.keys()));
    Tip.on(copy, ways);
    copy.setAccessibleText(say("Copy the answer of side %s").formatted(side.side()));
    copy.disableProperty().bind(side.answeredProperty().not());
    return copy;
  }

  static Button iconButton(Icon icon) {
    Button button = new Button("", icon.node());
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  private ChipRow chips() {
    MetricChip ttft = new MetricChip(Icon.TTFT, "TTFT", say(TTFT));
    MetricChip rate = new MetricChip(Icon.RATE, "tok/s", say(RATE));
    MetricChip tokens = new MetricChip(Icon.TOKENS, "tok", say(TOKENS));
    MetricChip cost = new MetricChip(Icon.COST, say("cost"), say(COST));
    Runnable look =
        () -> {
          Moment then = side.momentProperty().get();
          Chips chips = then == null ? side.chipsProperty().get() : then.chips();
          ttft.show(chips.ttft(), chips.ttftNote());
          rate.show(chips.rate(), chips.rateNote());
          tokens.show(chips.tokens(), chips.tokensNote());
          cost.show(chips.cost(), chips.costNote());
        };
    side.chipsProperty().subscribe(look);
    side.momentProperty().subscribe(look);
    look.run();
    ChipRow row = new ChipRow(ttft, rate, tokens, cost);
    row.setId("chips-" + side.side());
    return row;
  }

  private void prepareReasoning() {
    reasoningPane.getStyleClass().add("reasoning");
    reasoningPane.setGraphic(Icon.REASONING.node());
    reasoningPane.setExpanded(false);
    reasoningPane.setAnimated(false);
    reasoning.getStyleClass().add("reasoning-text");
    showReasoning(false);
  }

  private void showReasoning(boolean shown) {
    reasoningPane.setVisible(shown);
    reasoningPane.setManaged(shown);
  }

  private VBox emptyState(Region body) {
    Label title = new Label();
    title.getStyleClass().add("empty-title");
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::emptyWords, side.phaseProperty(), side.modelProperty()));
    Label advice = new Label();
    Shortcut.RUN.tell(
        advice.textProperty(),
        keys -> say("Type a prompt or choose one, then %s.").formatted(keys));
    advice.getStyleClass().add("muted");
    Node icon = Icon.EMPTY.node();
    whenHigh(body, icon, ROOM_FOR_ICON);
    whenHigh(body, advice, ROOM_FOR_ADVICE);
    VBox empty = new VBox(icon, title, advice);
    empty.getStyleClass().add("empty-state");
    empty.setMouseTransparent(true);
    empty
        .visibleProperty()
        .bind(
            side.answeredProperty()
                .or(side.runningProperty())
                .or(side.failureProperty().isNotNull())
                .not());
    return empty;
  }

  /** A low pane has its name, and no more than it has room for. */
  private static void whenHigh(Region body, Node part, double room) {
    part.visibleProperty()
        .bind(
            Styles.factor(body)
                .flatMap(factor ->
                    body.heightProperty().map(height -> height.doubleValue() >= room * factor)));
    part.managedProperty().bind(part.visibleProperty());
  }

  private String emptyWords() {
    String model = side.modelProperty().get();
    return switch (side.phaseProperty().get()) {
      case LOADING -> say("Loading %s").formatted(model);
      case QUEUED -> say("%s waits for its turn").formatted(model);
      case STOPPED -> say("Stopped before the first word");
      case READY, WAITING, REASONING, STREAMING, FINISHED, CUT, INTERRUPTED, FAILED ->
          say("%s is ready").formatted(model);
    };
  }

  /** The form may have changed since the answer was asked for. */
  private String samplingWords() {
    Sampling asked = side.askedProperty().get();
    return asked == null ? page.sampling().summaryProperty().get() : SamplingModel.words(asked);
  }

  private String outcomeWords() {
    Moment then = side.momentProperty().get();
    return then == null ? side.outcomeProperty().get() : then.outcome();
  }

  private HBox footer() {
    Label outcome = new Label();
    outcome.setId("outcome-" + side.side());
    outcome.getStyleClass().addAll("muted", "small-text");
    outcome
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::outcomeWords, side.outcomeProperty(), side.momentProperty()));
    // Where there is little room, the line under the answer is cut.
    Tip.on(
        outcome,
        outcome
            .textProperty()
            .map(words -> words.isEmpty() ? say(OUTCOME) : words + "\n\n" + say(OUTCOME)));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label sampling = new Label();
    sampling.getStyleClass().addAll("muted", "small-text");
    sampling.setId("sampling-" + side.side());
    sampling
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::samplingWords, side.askedProperty(), page.sampling().summaryProperty()));
    Tip.on(sampling, sampling.textProperty());
    sampling.setMinWidth(0);
    Legible.atLeast(sampling, LEAST_SOURCE);
    HBox footer = new HBox(outcome, space, sampling);
    footer.getStyleClass().add("pane-footer");
    // Whether the times compare is its last words: the sampling gives way first.
    fits.add(() -> outcome.setMinWidth(Math.min(outcome.prefWidth(-1), room(footer))));
    return footer;
  }
}
