package app.diptych.trial;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageRefused;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.timing.RequestMetrics;
import app.diptych.timing.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one side answers: text, reasoning, timeline, usage, outcome. Thread-safe; knows no
 * toolkit. The first last event counts: whatever a provider sends after it is dropped, so an
 * outcome never changes.
 */
public final class Transcript implements CompletionSink {
  private final Side side;
  private final SideSetup setup;
  private final TrialListener listener;
  private final SideEnergy energy;
  private final PriceFinder prices;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final Timeline.Recorder timeline = new Timeline.Recorder(0);
  private final PieceLengths pieces = new PieceLengths();
  private final CertaintyNotes certainty = new CertaintyNotes();
  private final Guess guess = new Guess();
  private final DeliveryNotes delivery;
  private final Ceiling ceiling = new Ceiling();
  private SideState state = SideState.PREPARING;
  private Duration preparation = Duration.ZERO;
  private @Nullable Origin origin;
  private @Nullable Usage usage;
  private @Nullable Usage counted;
  private boolean refused;
  private @Nullable Price price;
  private @Nullable FinishReason finishReason;
  private @Nullable Failure failure;

  /** Of a side whose energy nobody measures. */
  Transcript(Side side, SideSetup setup, TrialListener listener) {
    this(side, setup, listener, Metering.NONE, PriceFinder.NONE);
  }

  /**
   * @param prices of whoever answers in the place of the model asked for
   */
  Transcript(
      Side side, SideSetup setup, TrialListener listener, Metering metering, PriceFinder prices) {
    this.side = side;
    this.setup = setup;
    this.listener = listener;
    this.prices = prices;
    this.price = setup.price();
    this.delivery = new DeliveryNotes(setup.repeats());
    this.energy = new SideEnergy(setup, metering);
  }

  @Override
  public void accept(CompletionEvent event, long atNanos) {
    Usage estimate = event.isLast() ? estimate() : null;
    Money most = mayLeaveOpen(event) ? most() : null;
    if (event.isLast()) {
      energy.end();
    }
    SideState before;
    SideState after;
    synchronized (this) {
      before = state;
      if (before.isLast()) {
        return;
      }
      bound(event, most);
      record(event, atNanos);
      counted = estimate;
      usage = usage == null && hasText() ? inPlace(estimate) : usage;
      after = state;
    }
    listener.happened(side, event, atNanos);
    if (before != after) {
      listener.changed(side, after);
    }
    if (after.isLast()) {
      listener.ended(side, answer());
    }
  }

  private @Nullable Usage inPlace(@Nullable Usage estimate) {
    return estimate != null && refused ? estimate.inPlaceOfRefused() : estimate;
  }

  /** Everything up to now. */
  public synchronized Answer answer() {
    return new Answer(
        setup.model(),
        setup.local(),
        setup.request(),
        state,
        origin,
        text.toString(),
        reasoning.toString(),
        usage,
        finishReason,
        failure,
        timeline.timeline(),
        preparation,
        delivery.delivery(),
        cost());
  }

  /** The price it is charged by, that of whoever answers; empty when nobody knows one. */
  public synchronized Optional<Price> price() {
    return Optional.ofNullable(price);
  }

  /** By the price of the day of whoever answered. */
  private Cost cost() {
    return ceiling.over(told());
  }

  private Cost told() {
    if (setup.local()) {
      return energy.cost();
    }
    if (price == null) {
      return delivery.hasFailedOver()
          ? new Cost.Unpriced("no price is known for the model that answered")
          : Cost.Unpriced.UNKNOWN;
    }
    Usage charged = usage == null ? counted : usage;
    if (charged != null) {
      Cost told = charge(price).of(charged, counted);
      return Charge.withLost(isCut(charged) ? Charge.cut(told) : told, delivery.lost());
    }
    return failure != null && origin == null
        ? Charge.unanswered(price, delivery.lost())
        : new Cost.Unpriced("nobody knows how many tokens it took");
  }

  /** Whether the provider may have gone on after the end that came here, and nobody told. */
  private boolean isCut(Usage charged) {
    return failure != null
        && !(failure instanceof Failure.Cancelled)
        && failure.mayBeCharged()
        && charged.source() != Usage.Source.REPORTED;
  }

  private Charge charge(Price by) {
    return new Charge(by::cost, setup.request(), text.length() + reasoning.length());
  }

  /** Whether it was sent and may be charged, though nothing came back. */
  private boolean isLost(Failure end) {
    return !setup.local() && origin == null && delivery.wasSent(state) && end.mayBeCharged();
  }

  private boolean hasText() {
    return !text.isEmpty() || !reasoning.isEmpty();
  }

  /** In which pieces the answer came up to now, and when. */
  public synchronized Recording recording() {
    return pieces.recording(timeline.timeline());
  }

  /**
   * The deltas from that number on, for those who have the earlier ones: what that costs does not
   * grow with the answer.
   */
  public synchronized Recording recordingFrom(int delta) {
    return pieces.recordingFrom(delta, timeline);
  }

  /**
   * How sure the model was, token by token, from that place in the list on; empty when it tells no
   * probabilities. The pieces of the whole list are the text up to now.
   */
  public synchronized List<WeighedText> certaintyFrom(int piece) {
    return certainty.from(piece, text);
  }

  /** Nanoseconds from t0 to that reading of the clock; zero before t0. */
  public synchronized long sinceSent(long atNanos) {
    return switch (state) {
      case PREPARING, READY, QUEUED -> 0;
      case WAITING, REASONING, STREAMING, FINISHED, FAILED ->
          Math.max(0, timeline.sinceZero(atNanos));
    };
  }

  /**
   * The metrics up to now, cheap enough to be asked for on every frame. Until a usage is known the
   * tokens of a gateway are estimated as they are at the end when it tells none, so that a side
   * that has ended compares with one that has not: see {@link #tokensKnown}. A model of this
   * machine sends a token at a time; so does a gateway as long as the tokenizer is not loaded,
   * which would take what is measured its time.
   */
  public RequestMetrics metrics() {
    int estimate = guess.tokens();
    synchronized (this) {
      int guessed = estimate < 0 ? timeline.deltas() : estimate;
      return timeline.metrics(usage == null ? guessed : usage.outputTokens(), finishReason != null);
    }
  }

  /** What has come, counted outside the lock of whoever reads it from the network. */
  private final class Guess {
    private final GrowingCount answer = new GrowingCount();
    private final GrowingCount thoughts = new GrowingCount();

    /** Less than none when it is not to be counted. */
    synchronized int tokens() {
      String newText;
      String newThoughts;
      synchronized (Transcript.this) {
        if (usage != null || setup.local() || !TokenEstimate.isLoaded()) {
          return -1;
        }
        newText = text.substring(answer.settled());
        newThoughts = reasoning.substring(thoughts.settled());
      }
      return answer.with(newText) + thoughts.with(newThoughts);
    }
  }

  /**
   * Whether the provider has told or counted the tokens, so that they need not be guessed from
   * deltas.
   */
  public synchronized boolean tokensKnown() {
    return usage != null && usage.source() != Usage.Source.ESTIMATED;
  }

  public synchronized SideState state() {
    return state;
  }

  Side side() {
    return side;
  }

  synchronized void prepared(Duration took) {
    preparation = took;
  }

  void moveTo(SideState next) {
    if (next == SideState.READY) {
      energy.begin();
    }
    synchronized (this) {
      if (state.isLast() || state == next) {
        return;
      }
      state = next;
    }
    listener.changed(side, next);
  }

  /** Sets t0 until the provider tells the exact one with {@link Started}. */
  synchronized void startedAt(long nanos) {
    energy.sent(nanos);
    timeline.moveZero(nanos);
  }

  /** The sides are asked one after the other; this one waits for its turn. */
  void waitForTurn(long atNanos) {
    synchronized (this) {
      delivery.inTurn();
      delivery.held(atNanos);
    }
    moveTo(SideState.QUEUED);
  }

  /** It is this side's turn to get ready and be asked. */
  void takeTurn(long atNanos) {
    synchronized (this) {
      delivery.sent(atNanos);
    }
    moveTo(SideState.PREPARING);
  }

  private void record(CompletionEvent event, long atNanos) {
    switch (event) {
      case Waiting _ -> {
        delivery.held(atNanos);
        state = SideState.QUEUED;
      }
      case Retrying retry -> {
        delivery.retrying(retry.attempt(), retry.lost(), atNanos);
        state = SideState.QUEUED;
      }
      case FailedOver other -> {
        delivery.failedOver(other.because(), other.lost());
        price = prices.of(other.provider()).orElse(null);
      }
      case PhasesMeasured measured -> delivery.measured(measured.phases());
      case Started started -> {
        delivery.sent(started.sentAtNanos());
        origin = started.origin();
        timeline.moveZero(started.sentAtNanos());
        energy.sentAt(started.sentAtNanos());
      }
      case TextDelta delta -> {
        text.append(delta.text());
        certainty.add(delta, text.length());
        timeline.text(atNanos);
        energy.delta(atNanos);
        pieces.add(delta.text().length(), false);
        state = SideState.STREAMING;
      }
      case ReasoningDelta delta -> {
        reasoning.append(delta.text());
        timeline.reasoning(atNanos);
        energy.delta(atNanos);
        pieces.add(delta.text().length(), true);
        state = state == SideState.STREAMING ? state : SideState.REASONING;
      }
      case UsageReported report -> {
        usage = report.usage();
        refused = false;
      }
      case UsageRefused _ -> {
        usage = null;
        refused = true;
      }
      case Finished finished -> {
        finishReason = finished.reason();
        state = SideState.FINISHED;
      }
      case Failed failed -> {
        delivery.failed(isLost(failed.failure()));
        failure = failed.failure();
        state = SideState.FAILED;
      }
    }
  }

  /**
   * What was streamed as counted here, when nobody told or what was told cannot be; of an answer
   * that broke off before its first piece, the prompt alone. Outside the lock, because a long text
   * takes a while and others want to look meanwhile.
   */
  private @Nullable Usage estimate() {
    String answer;
    String thoughts;
    synchronized (this) {
      boolean told = usage != null && !isTooMuchTold();
      if (state.isLast() || told || !(hasText() || mayCostItsPrompt())) {
        return null;
      }
      answer = text.toString();
      thoughts = reasoning.toString();
    }
    return TokenEstimate.of(setup.request(), thoughts, answer);
  }

  /** Whether what is known of the cost after it may not be all. */
  private boolean mayLeaveOpen(CompletionEvent event) {
    return switch (event) {
      case Retrying retry -> retry.lost();
      case FailedOver other -> other.lost();
      case Finished _ -> !isToldWhole();
      case Failed _ -> true;
      case Waiting _,
          Started _,
          TextDelta _,
          ReasoningDelta _,
          UsageReported _,
          UsageRefused _,
          PhasesMeasured _ ->
          false;
    };
  }

  /**
   * What the try that ends can have cost at most; null when nobody knows its price, or what it cost
   * is known. Counted outside the lock as well.
   */
  private @Nullable Money most() {
    Price by;
    synchronized (this) {
      by = setup.local() || isToldWhole() || state.isLast() ? null : price;
    }
    return SpendingCheck.most(setup.request(), by);
  }

  /** Whether more tokens are reported than the text can have. */
  private synchronized boolean isTooMuchTold() {
    return usage != null && price != null && charge(price).isTooMuch(usage);
  }

  /** Whether what was reported is all that the answer costs. */
  private synchronized boolean isToldWhole() {
    Usage told = usage;
    Price by = price;
    return told != null
        && by != null
        && charge(by).of(told, null) instanceof Cost.Known known
        && !known.isAtLeast();
  }

  /** Before the event is recorded: the state is that of the try that ends. */
  private void bound(CompletionEvent event, @Nullable Money most) {
    if (event.isLast()) {
      boolean charged = !(event instanceof Failed(Failure end)) || origin != null || isLost(end);
      ceiling.end(charged ? most : null);
      if (charged && most == null && !setup.local() && !isToldWhole()) {
        ceiling.endUnknown();
      }
    } else if (mayLeaveOpen(event)) {
      ceiling.lose(most);
    }
  }

  private boolean mayCostItsPrompt() {
    return origin != null && !setup.local() && price != null;
  }
}
