package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.cost.ExchangeRates;
import app.diptych.local.power.PowerMeter;
import app.diptych.prompt.Blanks;
import app.diptych.prompt.Prompt;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Order;
import app.diptych.trial.RunningTrial;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.SideState;
import app.diptych.trial.TrialListener;
import app.diptych.trial.TrialRunner;
import app.diptych.ui.compare.RerunTalk.Question;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxThread;
import app.diptych.ui.fx.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The compare page without its nodes: one prompt, two sides, one trial at a time. JavaFX thread
 * only.
 */
public final class CompareModel {
  private final TrialRunner runner;
  private Runnable budgets = () -> {};
  private Consumer<String> gatewaySettings = _ -> {};
  private final ModelCatalog catalog;
  private final Background background;
  private final PromptShelf shelf;
  private final Gateways gateways;
  private final SideModel a;
  private final SideModel b;
  private final AnswerDiff diff;
  private final AnswerReplay replay;
  private final AnswerCertainty certainty;
  private final AnswerCharts charts;
  private final TurnTaking turns = new TurnTaking(this);
  private final ExactRepeat repeat = new ExactRepeat(this);
  private final SavedWork saved;
  private final ImagesModel images;
  private final SamplingModel sampling = new SamplingModel();
  private final StringProperty prompt = new SimpleStringProperty("");
  private final StringProperty system = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final VariablesModel variables;
  private final PromptSettings settings;
  private final PromptOrigin origin;
  private final PromptSaver saver;
  private final BooleanBinding running;
  private final SessionModel session;
  private final ObjectProperty<Turn> turn = new SimpleObjectProperty<>(Turn.NEW);
  private final BooleanBinding bothAnswered;
  private final BooleanProperty held = new SimpleBooleanProperty(false);
  private @Nullable PowerMeter meter;
  private Supplier<ExchangeRates> rates = () -> ExchangeRates.NONE;
  private @Nullable RunningTrial trial;
  private boolean stopped;

  public CompareModel(
      TrialRunner runner,
      ModelCatalog catalog,
      PromptShelf shelf,
      Gateways gateways,
      Background background,
      SideModel.Mailboxes mailboxes,
      SessionModel session) {
    this.session = session;
    this.saved = new SavedWork(this);
    this.runner = runner;
    this.catalog = catalog;
    this.background = background;
    this.shelf = shelf;
    this.gateways = gateways;
    this.a = new SideModel(Side.A, catalog, background, mailboxes);
    this.b = new SideModel(Side.B, catalog, background, mailboxes);
    this.diff = new AnswerDiff(a, b, background);
    this.certainty = new AnswerCertainty(a, b);
    this.replay = new AnswerReplay(a, b, session, background);
    this.charts = new AnswerCharts(a, b, replay, session, background, this::rates);
    this.running =
        Bindings.or(a.runningProperty(), b.runningProperty())
            .or(repeat.preparingProperty())
            .or(held);
    this.bothAnswered = a.answeredProperty().and(b.answeredProperty());
    this.variables = new VariablesModel(system, prompt, background);
    this.settings = new PromptSettings(system, sampling);
    this.origin = new PromptOrigin(system, prompt);
    this.saver = new PromptSaver(this, origin);
    this.images = new ImagesModel(background, problem::set);
    prompt.addListener((_, _, _) -> problem.set(""));
    replay.problemProperty().addListener((_, _, why) -> problem.set(why));
    exclude(replay.shownProperty(), diff.shownProperty());
    exclude(diff.shownProperty(), replay.shownProperty());
    exclude(replay.shownProperty(), certainty.wantedProperty());
    exclude(certainty.wantedProperty(), replay.shownProperty());
    exclude(diff.shownProperty(), certainty.wantedProperty());
    exclude(certainty.wantedProperty(), diff.shownProperty());
    variables.addListener(() -> problem.set(""));
    running.addListener((_, _, runs) -> {
      if (!runs) {
        // What was asked counts for its prompt once it is on the disk.
        session.whenSaved(shelf::refresh);
      }
    });
    repeat.follow();
    sides().forEach(side -> side.endedProperty().subscribe(this::failed));
    sides()
        .forEach(side ->
            side.modelProperty()
                .subscribe(() ->
                    session.sidesAre(
                        Map.of(Side.A, a.modelProperty().get(), Side.B, b.modelProperty().get()))));
  }

  /** Only of what runs: a saved answer is known to have failed. */
  private void failed(@Nullable Answer answer) {
    if (answer != null && trial != null) {
      session.ended(answer);
    }
  }

  /** Who tells what this machine draws while somebody looks; before there is a view. */
  public void watchWith(PowerMeter power) {
    meter = power;
  }

  /**
   * At which rates costs in two currencies are compared; before there is a view.
   *
   * @param now those there are when it is asked; may block
   */
  public void convertAt(Supplier<ExchangeRates> now) {
    rates = now;
  }

  /** The rates between currencies as they are now; may block. */
  public ExchangeRates rates() {
    return rates.get();
  }

  /** What runs on a side, for whoever looks. */
  RunningModel runningOn(Side side) {
    return new RunningModel(side(side), meter, background);
  }

  /** When one of them is shown the other is not. */
  private static void exclude(BooleanProperty one, BooleanProperty other) {
    one.addListener((_, _, shown) -> {
      if (shown) {
        other.set(false);
      }
    });
  }

  /** Sends the prompt to both sides; says why when it cannot. */
  public void run() {
    if (running.get()) {
      return;
    }
    try {
      Conversation conversation = conversation();
      start(setups(conversation), conversation.parent(), turns.orderProperty().get());
      problem.set("");
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
    }
  }

  /** Whether a prompt goes to both sides. */
  boolean asksBoth() {
    return sides().stream().allMatch(SideModel::hasModel);
  }

  /** Runs something once everything that is under way on the JavaFX thread is done. */
  void later(Runnable task) {
    FxThread.later(task);
  }

  /** Whether the last trial was stopped by hand, so that nothing should follow it. */
  boolean wasStopped() {
    return stopped;
  }

  /** Stops both sides. */
  public void stop() {
    stopped = true;
    repeat.giveUp();
    if (trial != null) {
      trial.cancel();
    }
  }

  /** Stops one side; the other goes on. */
  public void stop(Side side) {
    if (trial != null && side(side).runningProperty().get()) {
      trial.cancel(side);
    }
  }

  /** Stops the only side that runs; when both do, the one looked at last. */
  public void stopOne(Side last) {
    Side other = last == Side.A ? Side.B : Side.A;
    stop(side(last).runningProperty().get() ? last : other);
  }

  /** Puts a prompt of the library into the editor, with the settings it comes with. */
  public void use(Prompt chosen) {
    settings.take(chosen);
    variables.use(chosen);
    prompt.set(chosen.text());
    origin.take(chosen);
  }

  /** What the next prompt goes on from. */
  Conversation conversation() {
    return conversation(turn.get());
  }

  /** What a prompt goes on from when it is sent so. */
  Conversation conversation(Turn as) {
    return new Conversation(as, session.currentProperty().get(), side -> side(side).ended());
  }

  private Map<Side, SideSetup> setups(Conversation conversation) {
    Sampling values = sampling.sampling();
    Blanks.Filled filled = variables.fill();
    // Checked here as well, so that a side without a model does not hide an empty prompt.
    CompletionRequest checked =
        new CompletionRequest("", List.of(Message.user(filled.text(), images.images())), values);
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    for (SideModel model : sides()) {
      if (model.hasModel()) {
        List<Message> messages =
            messages(conversation.before(model.side()), filled, checked.messages().getLast());
        model
            .setup(messages, checked.sampling(), certainty.wantedProperty().get())
            .ifPresent(found -> setups.put(model.side(), found));
      }
    }
    return setups;
  }

  /**
   * @param show leads to the budgets, for a side that one of them stopped
   */
  public void whenBudgetsAreWanted(Runnable show) {
    budgets = show;
  }

  void wantBudgets() {
    budgets.run();
  }

  /**
   * @param show leads to the settings of the gateway of that id
   */
  public void whenGatewayIsWanted(Consumer<String> show) {
    gatewaySettings = show;
  }

  void wantGateway(String id) {
    gatewaySettings.accept(id);
  }

  private void start(Map<Side, SideSetup> setups, @Nullable String parent, Order order) {
    start(setups, parent, order, origin.counted().orElse(null));
  }

  /** Asks that of exactly those, one side after the other. */
  void repeat(Map<Side, SideSetup> setups, @Nullable String parent, @Nullable String promptId) {
    start(setups, parent, Order.IN_TURN, promptId);
  }

  private void start(
      Map<Side, SideSetup> setups,
      @Nullable String parent,
      Order order,
      @Nullable String promptId) {
    if (setups.isEmpty()) {
      throw new IllegalArgumentException(Wording.say("Choose a model for side A or B first."));
    }
    trial = null;
    setups.forEach(
        (side, setup) -> side(side).begin(setup.request().sampling(), before(setup.request())));
    for (SideModel side : sides()) {
      if (!setups.containsKey(side.side())) {
        side.clear();
      }
    }
    stopped = false;
    String id = TrialRunner.newId();
    TrialListener recorder = session.begin(id, setups, asked(setups), parent, promptId);
    RunningTrial started = runner.start(id, Set.of(), setups, recorder.and(new Reporter()), order);
    boolean contended = started.trial().contended();
    setups.keySet().forEach(side -> side(side).follow(started.transcript(side), contended));
    turns.shows(contended);
    charts.begin(started, setups);
    trial = started;
    if (turn.get() == Turn.AGAIN) {
      turn.set(parent == null ? Turn.NEW : Turn.FOLLOW_UP);
    }
  }

  /** What is sent, its blanks filled: the last message, the same on both sides. */
  private static String asked(Map<Side, SideSetup> setups) {
    return setups.values().iterator().next().request().messages().getLast().content();
  }

  /** A conversation keeps the system prompt it began with. */
  private static List<Message> messages(List<Message> before, Blanks.Filled filled, Message asked) {
    List<Message> messages = new ArrayList<>(before);
    if (before.isEmpty() && !filled.system().isBlank()) {
      messages.add(Message.system(filled.system()));
    }
    messages.add(asked);
    return messages;
  }

  /**
   * Asks exactly that, whatever is in the editor.
   *
   * @param parent the trial whose conversation it goes on with, or null
   * @throws IllegalArgumentException when it cannot be asked, with why
   */
  void ask(Map<Side, Question> questions, @Nullable String parent) {
    ask(questions, parent, turns.orderProperty().get());
  }

  /**
   * The same.
   *
   * @throws IllegalArgumentException when it cannot be asked, with why
   */
  void ask(Map<Side, Question> questions, @Nullable String parent, Order order) {
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    questions.forEach((side, question) ->
        side(side)
            .setup(question.messages(), question.sampling(), certainty.wantedProperty().get())
            .ifPresent(setup -> setups.put(side, setup)));
    start(setups, parent, order);
  }

  /** Says why something was not done. */
  void complain(String why) {
    problem.set(why);
  }

  /** The conversation a trial belongs to, its own prompt included; nothing for a single turn. */
  static List<Message> before(CompletionRequest request) {
    List<Message> messages = request.messages();
    boolean single = messages.stream().noneMatch(message -> message.role() == Role.ASSISTANT);
    return single ? List.of() : messages;
  }

  /** Carries what happens on the sides' threads to their mailboxes. */
  private final class Reporter implements TrialListener {
    @Override
    public void changed(Side side, SideState state) {
      if (!state.isLast()) {
        side(side).post(state);
      }
    }

    /** Shown once the end was handed over to be saved, so that what is done next is saved after. */
    @Override
    public void ended(Side side, Answer answer) {
      side(side).post(answer.state());
    }

    @Override
    public void happened(Side side, CompletionEvent event, long atNanos) {
      side(side).post(event);
    }
  }

  /** Output tokens per second of all running sides together; 0 when none runs. */
  public double tokensPerSecond() {
    RunningTrial live = trial;
    if (live == null) {
      return 0;
    }
    return Stream.of(a, b)
        .filter(side -> side.runningProperty().get())
        .flatMap(side -> live.tokensPerSecond(side.side()).stream())
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /**
   * Whether {@link #tokensPerSecond} counts tokens that were told on every side, and does not
   * estimate them.
   */
  public boolean tokensKnown() {
    RunningTrial live = trial;
    return live == null
        || Stream.of(a, b)
            .filter(side -> side.runningProperty().get())
            .allMatch(side -> live.transcript(side.side()).tokensKnown());
  }

  /** What is shown is no trial that can be stopped. */
  void forgetTrial() {
    trial = null;
  }

  List<SideModel> sides() {
    return List.of(a, b);
  }

  public SessionModel session() {
    return session;
  }

  /** What is saved, shown here again. */
  public SavedWork saved() {
    return saved;
  }

  /** What the next prompt goes on from. */
  public ObjectProperty<Turn> turnProperty() {
    return turn;
  }

  /** Whether a batch has models of this machine for itself, so that nothing else can run. */
  public BooleanProperty heldProperty() {
    return held;
  }

  /** Asks both sides of a trial. */
  public TrialRunner trials() {
    return runner;
  }

  /** Whether both sides show an answer, whole or not. */
  BooleanBinding bothAnsweredProperty() {
    return bothAnswered;
  }

  public SideModel side(Side side) {
    return side == Side.A ? a : b;
  }

  /** What differs between the two answers. */
  public AnswerDiff diff() {
    return diff;
  }

  /** How sure the models were of what they answered. */
  public AnswerCertainty certainty() {
    return certainty;
  }

  /** The trial shown, played again. */
  public AnswerReplay replay() {
    return replay;
  }

  /** Whether the sides are asked together or in turn. */
  public TurnTaking turns() {
    return turns;
  }

  /** The answers of the trial shown, given once more. */
  public ExactRepeat repeat() {
    return repeat;
  }

  /** How the answers come and came, as charts. */
  public AnswerCharts charts() {
    return charts;
  }

  public StringProperty promptProperty() {
    return prompt;
  }

  public StringProperty systemProperty() {
    return system;
  }

  public SamplingModel sampling() {
    return sampling;
  }

  /** What comes with a prompt or a trial and goes with it. */
  PromptSettings settings() {
    return settings;
  }

  /** What is shown to the models with the prompt. */
  public ImagesModel images() {
    return images;
  }

  /** What the prompt asks for before it can be sent. */
  public VariablesModel variables() {
    return variables;
  }

  /** Why nothing was started, empty when there is nothing to say. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public BooleanBinding runningProperty() {
    return running;
  }

  /** The prompts to choose from. */
  public PromptShelf shelf() {
    return shelf;
  }

  /** Which of them the editor holds. */
  PromptOrigin origin() {
    return origin;
  }

  /** Keeps what is in the editor as one of them. */
  PromptSaver saver() {
    return saver;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  Gateways gateways() {
    return gateways;
  }

  public Background background() {
    return background;
  }
}
