package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.local.Engine;
import app.diptych.trial.Answer;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideSetup;
import app.diptych.trial.SideState;
import app.diptych.trial.TokenDoubt;
import app.diptych.trial.Transcript;
import app.diptych.trial.WeighedText;
import app.diptych.ui.fx.Background;
import app.diptych.ui.replay.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One side of the compare page: its model, how far its answer is, its metrics. JavaFX thread only.
 */
public final class SideModel {
  private final Side side;
  private final SidePick pick;
  private final Consumer<SideNews> mailbox;
  private final Background background;

  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<PanePhase> phase =
      new ReadOnlyObjectWrapper<>(PanePhase.LOADING);
  private final ReadOnlyObjectWrapper<@Nullable Failure> failure =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<Chips> chips = new ReadOnlyObjectWrapper<>(Chips.unknown());
  private final ReadOnlyObjectWrapper<@Nullable Sampling> asked = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper swapped = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper answered = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<@Nullable Answer> ended = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<@Nullable Moment> moment = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<RecordedWords> recorded =
      new ReadOnlyObjectWrapper<>(RecordedWords.NONE);

  private AnswerSink sink = AnswerSink.NOWHERE;
  private @Nullable Transcript transcript;
  private Runnable textCame = () -> {};
  private boolean contended;
  private boolean failedWhileAnswering;
  private @Nullable Answer shown;

  /** What the pick said last, whatever is shown: it gets ready, and why it cannot. */
  private boolean preparing = true;

  private @Nullable Failure unready;

  /** Where the model comes from, before an answer tells more. */
  private String origin = "";

  /** Counts what the pane showed, so that a doubt finds the answer it is about. */
  private int shows;

  /**
   * @param mailboxes makes the mailbox through which news reach {@link #apply} on the JavaFX thread
   */
  SideModel(Side side, ModelCatalog catalog, Background background, Mailboxes mailboxes) {
    this.side = side;
    this.background = background;
    this.pick = new SidePick(side, catalog, background, new Picked());
    this.mailbox = mailboxes.open(this::apply);
  }

  /**
   * Makes a mailbox: what is offered to it from any thread reaches the reader on the JavaFX thread,
   * in batches.
   */
  public interface Mailboxes {
    Consumer<SideNews> open(Consumer<List<SideNews>> reader);
  }

  public Side side() {
    return side;
  }

  void showIn(AnswerSink target) {
    sink = target;
  }

  /**
   * Puts a model on this side and gets it ready in the background. A pick still under way is given
   * up.
   */
  public void pick(String name) {
    pick.leave();
    begins();
    shows++;
    chips.set(Chips.unknown());
    if (!name.equals(pick.name())) {
      forget();
    }
    failedWhileAnswering = false;
    tellSource("");
    failure.set(null);
    phase.set(PanePhase.LOADING);
    outcome.set("");
    swapped.set(false);
    pick.pick(name);
  }

  /** An answer must not stand under another model's name, nor under another prompt. */
  void forget() {
    turnAway();
    sink.clear();
    tellRecording();
    answered.set(false);
    asked.set(null);
    transcript = null;
    shown = null;
  }

  /** Nothing was asked: what the last answer left goes, and the model is as ready as it is. */
  void clear() {
    forget();
    shows++;
    failedWhileAnswering = false;
    outcome.set("");
    swapped.set(false);
    source.set(origin);
    chips.set(pick.found() == null ? Chips.unknown() : Chips.empty(pick.costBefore()));
    failure.set(preparing ? null : unready);
    phase.set(preparing ? PanePhase.LOADING : unready == null ? PanePhase.READY : PanePhase.FAILED);
  }

  /** The same; a model that failed just now, while it answered, is got ready again. */
  void startAnew() {
    boolean broken = failedWhileAnswering && transcript != null;
    clear();
    if (broken) {
      restart();
    }
  }

  private void begins() {
    preparing = true;
    unready = null;
  }

  private void tellSource(String words) {
    origin = words;
    source.set(words);
  }

  /** Whoever shows moments of the answer hears that it goes before it is gone. */
  private void turnAway() {
    ended.set(null);
    moment.set(null);
  }

  /**
   * Shows an answer that was saved. Its model is got ready in the background, so that the next
   * prompt can go to it.
   *
   * @param before what was said earlier in the conversation, oldest first
   */
  void show(Answer saved, List<Message> before, boolean shared) {
    if (!saved.model().equals(pick.name())) {
      pick(saved.model());
    }
    forget();
    failure.set(null);
    failedWhileAnswering = false;
    shown = saved;
    contended = shared;
    asked.set(saved.request().sampling());
    sink.history(before);
    if (!saved.reasoning().isEmpty()) {
      sink.appendReasoning(saved.reasoning());
    }
    sink.append(saved.text());
    answered.set(!saved.text().isEmpty() || !saved.reasoning().isEmpty());
    if (saved.origin() != null) {
      source.set(describe(saved.origin()));
    }
    showEnd(saved);
    ended.set(saved);
  }

  /** The answer that is shown, once it has ended. */
  Optional<Answer> ended() {
    return Optional.ofNullable(ended.get());
  }

  /** Whether that answer, and no later one, is shown. */
  boolean isShown(Answer answer) {
    return answer.equals(ended.get());
  }

  /** Brings the place behind the first characters of the answer into view. */
  void reveal(int characters) {
    sink.reveal(characters);
  }

  /** In which pieces the answer came when it came just now; empty for one that was saved. */
  Optional<Recording> recording() {
    return Optional.ofNullable(transcript).map(Transcript::recording);
  }

  /** Makes what shows the answer at moments of its recording. */
  SidePlayback playback(Track track) {
    return new SidePlayback(this, sink, track);
  }

  /**
   * Says what was known at a moment of the answer shown, in the place of what is known now.
   *
   * @param then null for what is known now
   */
  void showMoment(@Nullable Moment then) {
    moment.set(then);
  }

  /** Whether the failure shown came while answering, so that asking again is what helps. */
  boolean failedWhileAnswering() {
    return failedWhileAnswering;
  }

  /** Gets the same model ready again, for example after its engine stopped. */
  public void restart() {
    pick(pick.name());
  }

  /** Another way of running the model takes its place for a while; {@link #renew} ends that. */
  void hold() {
    pick.hold();
  }

  /** Does something in the catalog while no pick of this side does. Not on the JavaFX thread. */
  <T> T alone(Callable<T> task) throws Exception {
    return pick.alone(task);
  }

  /** Finds the same model anew, while the answer shown stays as it is. */
  void renew() {
    shown = ended.get();
    begins();
    pick.pick(pick.name());
  }

  /** What runs the model of this side on this machine; empty for a gateway or a recording. */
  Optional<Engine> engine() {
    Found who = pick.found();
    return who != null && who.provider() instanceof Engine engine
        ? Optional.of(engine)
        : Optional.empty();
  }

  /** Gives the memory of the model back; it loads again with the next prompt. */
  public void unload() {
    Found who = pick.found();
    if (who == null || running.get()) {
      return;
    }
    background.run(
        () -> {
          who.provider().release();
          return who;
        },
        released -> {
          if (released.equals(pick.found()) && !running.get()) {
            tellSource(say("unloaded, loads again with the next prompt"));
          }
        },
        fault ->
            fail(
                new Failure.ProviderError(
                    say("The model could not be unloaded: %s").formatted(told(fault)),
                    say("Try again."),
                    true)));
  }

  /** What this side is to be asked, or empty when it has no model. */
  Optional<SideSetup> setup(List<Message> messages, Sampling sampling, boolean weighed) {
    return pick.setup(messages, sampling, weighed);
  }

  /**
   * How sure the model was of the tokens of the answer, from that piece on; empty when it told
   * nothing, and for an answer that was saved.
   */
  List<WeighedText> certaintyFrom(int piece) {
    Transcript live = transcript;
    return live == null ? List.of() : live.certaintyFrom(piece);
  }

  /** Whether the answer shown was saved and opened again. */
  boolean isSaved() {
    return transcript == null;
  }

  /**
   * @param listener called whenever text has come
   */
  void whenTextComes(Runnable listener) {
    textCame = listener;
  }

  /**
   * A trial begins with that sampling: what the last one left is cleared away.
   *
   * @param before what was said earlier in the conversation, oldest first
   */
  void begin(Sampling sampling, List<Message> before) {
    turnAway();
    asked.set(sampling);
    shown = null;
    failedWhileAnswering = false;
    sink.history(before);
    failure.set(null);
    outcome.set("");
    swapped.set(false);
    answered.set(false);
    shows++;
    chips.set(Chips.empty(pick.costBefore()));
    phase.set(PanePhase.WAITING);
    running.set(true);
  }

  /**
   * The transcript of the trial just begun.
   *
   * @param shared whether both sides run on this machine and slow each other down
   */
  void follow(Transcript of, boolean shared) {
    transcript = of;
    contended = shared;
  }

  void post(SideState state) {
    mailbox.accept(new SideNews.Came(state));
  }

  void post(CompletionEvent event) {
    switch (event) {
      case TextDelta delta -> mailbox.accept(new SideNews.Text(delta.text()));
      case ReasoningDelta delta -> mailbox.accept(new SideNews.Reasoning(delta.text()));
      case Started started -> mailbox.accept(new SideNews.AnsweredBy(started.origin()));
      case CompletionEvent.Waiting waiting -> mailbox.accept(HeldWords.of(waiting));
      case CompletionEvent.Retrying retry -> mailbox.accept(HeldWords.of(retry));
      case CompletionEvent.FailedOver other -> mailbox.accept(HeldWords.of(other));
      case CompletionEvent.UsageReported _,
          CompletionEvent.UsageRefused _,
          CompletionEvent.PhasesMeasured _,
          CompletionEvent.Finished _,
          CompletionEvent.Failed _ -> {
        // The transcript knows; the state that follows makes the pane look.
      }
    }
  }

  /** Takes everything that is new; each kind of text reaches the pane as one piece. */
  private void apply(List<SideNews> batch) {
    StringBuilder text = new StringBuilder();
    StringBuilder reasoning = new StringBuilder();
    List<SideState> states = new ArrayList<>();
    for (SideNews news : batch) {
      switch (news) {
        case SideNews.Text piece -> text.append(piece.text());
        case SideNews.Reasoning piece -> reasoning.append(piece.text());
        case SideNews.Held held -> outcome.set(held.words());
        case SideNews.AnsweredBy who -> {
          outcome.set("");
          answeredBy(who.origin());
        }
        case SideNews.Came came -> states.add(came.to());
      }
    }
    if (!reasoning.isEmpty()) {
      answered.set(true);
      sink.appendReasoning(reasoning.toString());
    }
    if (!text.isEmpty()) {
      answered.set(true);
      sink.append(text.toString());
      textCame.run();
    }
    states.forEach(this::come);
    measure();
  }

  private void answeredBy(Origin origin) {
    source.set(describe(origin));
    if (transcript != null) {
      recorded.set(RecordedWords.of(transcript.answer(), recordedAnswer()));
    }
  }

  /** Before anything was asked. */
  private void tellRecording() {
    RecordedAnswer answer = recordedAnswer();
    recorded.set(answer == null ? RecordedWords.NONE : RecordedWords.ready(answer));
  }

  private @Nullable RecordedAnswer recordedAnswer() {
    Found who = pick.found();
    return who == null ? null : who.recorded();
  }

  private void come(SideState state) {
    switch (state) {
      case PREPARING -> phase.set(PanePhase.LOADING);
      case READY -> phase.set(PanePhase.READY);
      case QUEUED -> phase.set(PanePhase.QUEUED);
      case WAITING -> phase.set(PanePhase.WAITING);
      case REASONING -> phase.set(PanePhase.REASONING);
      case STREAMING -> phase.set(PanePhase.STREAMING);
      case FINISHED, FAILED -> end();
    }
  }

  private void end() {
    Transcript done = transcript;
    if (done == null) {
      return;
    }
    Answer answer = done.answer();
    showEnd(answer);
    running.set(false);
    ended.set(answer);
  }

  /** Counted elsewhere, because a long text takes a while. */
  private void doubt(Answer answer) {
    int show = ++shows;
    background.run(
        () -> TokenDoubt.of(answer),
        doubt -> {
          if (show == shows) {
            doubt.ifPresent(note -> chips.set(chips.get().doubting(told(note))));
          }
        },
        _ -> {
          // Without a count there is no doubt to tell.
        });
  }

  private void showEnd(Answer answer) {
    FinishReason reason = answer.finishReason();
    Failure problem = answer.failure();
    if (problem != null) {
      failedWhileAnswering = true;
      failure.set(problem instanceof Failure.Cancelled ? null : problem);
      phase.set(phase(problem));
    } else if (reason != null) {
      phase.set(reason.cutByLength() ? PanePhase.CUT : PanePhase.FINISHED);
    }
    chips.set(Chips.last(answer, priced(answer)));
    outcome.set(OutcomeWords.of(answer, contended));
    swapped.set(answer.swapped());
    recorded.set(RecordedWords.of(answer, recordedAnswer()));
    doubt(answer);
  }

  /** Whose price the cost of an answer that has ended is by. */
  private String priced(Answer answer) {
    Transcript live = transcript;
    if (live != null) {
      return PriceWords.of(answer, live.price().orElse(null));
    }
    Found who = pick.found();
    return PriceWords.ofSaved(answer, who == null ? null : who.price());
  }

  private static PanePhase phase(Failure problem) {
    return switch (problem) {
      case Failure.Cancelled _ -> PanePhase.STOPPED;
      case Failure.Interrupted _ -> PanePhase.INTERRUPTED;
      default -> PanePhase.FAILED;
    };
  }

  private void measure() {
    Transcript live = transcript;
    if (live != null && running.get()) {
      // Asked first: a usage that comes in between then makes a true number look guessed, never a
      // guess look true.
      boolean known = live.tokensKnown();
      chips.set(Chips.live(live.metrics(), known, pick.costBefore()));
    }
  }

  /** What becomes of a pick shows in the pane. */
  private final class Picked implements SidePick.Listener {
    @Override
    public void found(Found who) {
      tellSource(who.source());
      if (shown == null) {
        chips.set(Chips.empty(pick.costBefore()));
      }
      if (shown == null && ended.get() == null) {
        tellRecording();
      }
    }

    @Override
    public void prepared(Optional<Failure> why) {
      preparing = false;
      unready = why.orElse(null);
      if (!running.get()) {
        why.ifPresentOrElse(SideModel.this::fail, SideModel.this::ready);
      }
    }

    @Override
    public void failed(Failure problem) {
      preparing = false;
      unready = problem;
      fail(problem);
    }
  }

  /** A saved answer keeps saying how it ended. */
  private void ready() {
    if (shown == null) {
      phase.set(PanePhase.READY);
    } else {
      showEnd(shown);
    }
  }

  private void fail(Failure problem) {
    if (shown != null) {
      // A saved answer stays what it was, whether or not its model can be had here and now.
      showEnd(shown);
      source.set(say("not available here"));
      return;
    }
    failure.set(problem);
    phase.set(PanePhase.FAILED);
  }

  /** The id of the gateway that was to answer; empty for a model of this machine or a recording. */
  Optional<String> gateway() {
    Found who = pick.found();
    int slash = pick.name().indexOf('/');
    return who == null || who.local() || who.recorded() != null || slash < 1
        ? Optional.empty()
        : Optional.of(pick.name().substring(0, slash));
  }

  boolean isLocal() {
    return pick.isLocal();
  }

  private String describe(Origin origin) {
    Found who = pick.found();
    if (who != null && who.recorded() != null) {
      return who.source();
    }
    StringBuilder words = new StringBuilder(who == null ? "" : who.source());
    if (!origin.answeredBy().equals(pick.name())) {
      words.append(say(" · answered by ")).append(origin.answeredBy());
    }
    if (origin.backend() != null) {
      words.append(" · ").append(origin.backend());
    }
    return words.toString();
  }

  /** Whether another model than the one asked for answered, so that nothing can be judged. */
  public ReadOnlyBooleanProperty swappedProperty() {
    return swapped.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty modelProperty() {
    return pick.nameProperty();
  }

  /** Where the model comes from and, once it answered, what computed it. */
  public ReadOnlyStringProperty sourceProperty() {
    return source.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PanePhase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /** Why there is no whole answer; null while all is well or when the user stopped it. */
  public ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** The answer that is shown, once it has ended; becomes null before it is gone. */
  ReadOnlyObjectProperty<@Nullable Answer> endedProperty() {
    return ended.getReadOnlyProperty();
  }

  /** The moment of a replay that is shown; null when what is known now is. */
  ReadOnlyObjectProperty<@Nullable Moment> momentProperty() {
    return moment.getReadOnlyProperty();
  }

  /** What is to be said when this side's answer is a recording. */
  ReadOnlyObjectProperty<RecordedWords> recordedProperty() {
    return recorded.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Chips> chipsProperty() {
    return chips.getReadOnlyProperty();
  }

  /** Changes whenever the metrics do. */
  public ReadOnlyObjectProperty<? extends Record> liveProperty() {
    return chips.getReadOnlyProperty();
  }

  /** How the answer ended, empty until then. */
  public ReadOnlyStringProperty outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** The sampling of the answer shown, or under way; null while there is none. */
  ReadOnlyObjectProperty<@Nullable Sampling> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Whether any text of the last trial is shown. */
  public ReadOnlyBooleanProperty answeredProperty() {
    return answered.getReadOnlyProperty();
  }

  /** The answer shown, without its reasoning; empty when there is none. */
  String text() {
    Transcript live = transcript;
    if (live != null) {
      return live.answer().text();
    }
    return shown == null ? "" : shown.text();
  }

  /** Whether there is a model, or one is getting ready. */
  boolean canAnswer() {
    return hasModel() || phase.get() == PanePhase.LOADING;
  }

  /** Whether a model is on this side and can be asked. */
  boolean hasModel() {
    return pick.found() != null;
  }

  /** The model that can be asked; null while there is none. */
  ReadOnlyObjectProperty<@Nullable Found> foundProperty() {
    return pick.foundProperty();
  }
}
