package app.diptych.trial;

import app.diptych.completion.CallPhases;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Delivery;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.timing.Amounts;
import app.diptych.timing.RequestMetrics;
import app.diptych.timing.Timeline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one side's answer at one moment.
 *
 * @param model the model asked for, as the user names it
 * @param local whether it runs on this machine
 * @param origin who answered; null until the provider began to
 * @param text the answer up to now
 * @param reasoning the reasoning up to now, empty when there was none
 * @param usage token counts, null when unknown
 * @param finishReason why it is complete; null unless finished
 * @param failure why it ended early; null unless failed
 * @param preparation time the provider took to get ready, not part of any latency
 * @param delivery what the request went through on its way
 * @param cost what it cost by the price of its day
 */
public record Answer(
    String model,
    boolean local,
    CompletionRequest request,
    SideState state,
    @Nullable Origin origin,
    String text,
    String reasoning,
    @Nullable Usage usage,
    @Nullable FinishReason finishReason,
    @Nullable Failure failure,
    Timeline timeline,
    Duration preparation,
    Delivery delivery,
    Cost cost) {
  private static final Duration LATE = Duration.ofMillis(10);

  /** The twentieth part of a time to first token is 5 % of it. */
  private static final int LATE_SHARES = 20;

  /** An answer nobody knows the price of. */
  public Answer(
      String model,
      boolean local,
      CompletionRequest request,
      SideState state,
      @Nullable Origin origin,
      String text,
      String reasoning,
      @Nullable Usage usage,
      @Nullable FinishReason finishReason,
      @Nullable Failure failure,
      Timeline timeline,
      Duration preparation,
      Delivery delivery) {
    this(
        model,
        local,
        request,
        state,
        origin,
        text,
        reasoning,
        usage,
        finishReason,
        failure,
        timeline,
        preparation,
        delivery,
        local ? new Cost.Local() : Cost.Unpriced.UNKNOWN);
  }

  /** An answer whose request was sent once and at once. */
  public Answer(
      String model,
      boolean local,
      CompletionRequest request,
      SideState state,
      @Nullable Origin origin,
      String text,
      String reasoning,
      @Nullable Usage usage,
      @Nullable FinishReason finishReason,
      @Nullable Failure failure,
      Timeline timeline,
      Duration preparation) {
    this(
        model,
        local,
        request,
        state,
        origin,
        text,
        reasoning,
        usage,
        finishReason,
        failure,
        timeline,
        preparation,
        Delivery.PLAIN);
  }

  /** What this machine drew for it; empty when that was not measured, or it ran elsewhere. */
  public Optional<Energy> energy() {
    return cost instanceof Cost.Local here ? Optional.ofNullable(here.energy()) : Optional.empty();
  }

  /** Whether a recording was asked in the place of a model. */
  public boolean recorded() {
    return model.startsWith(RecordedAnswer.PREFIX);
  }

  /**
   * Whether somebody may charge for it: a gateway had begun to answer, or had the request and told
   * nothing. What was refused or never sent costs nothing.
   */
  public boolean isCharged() {
    return !recorded()
        && (failure == null
            || delivery.lost() > 0
            || origin != null
            || usage != null
            || !text.isEmpty()
            || !reasoning.isEmpty());
  }

  /**
   * The id of the gateway that was asked, or that answered in its place; empty for a model of this
   * machine and for a recording.
   */
  public Optional<String> gateway() {
    String name = failedOver() && origin != null ? origin.answeredBy() : model;
    int slash = name.indexOf('/');
    return local || recorded() || slash < 1
        ? Optional.empty()
        : Optional.of(name.substring(0, slash));
  }

  /** Whether it is a recording that was made for another conversation than this one. */
  public boolean recordedElsewhere() {
    return recorded() && RecordedAnswer.isElsewhere(origin);
  }

  /**
   * Whether a gateway says that another model answered than the one it was asked for, beyond
   * another spelling of it or the snapshot behind a moving name.
   */
  public boolean answeredByAnother() {
    return origin != null
        && !local
        && !recorded()
        && !SameModel.fits(request.model(), behindGateway(origin.answeredBy()));
  }

  /** Without the gateway's id, which stands before the first slash. */
  private static String behindGateway(String answeredBy) {
    return answeredBy.substring(answeredBy.indexOf('/') + 1);
  }

  /** Whether Diptych asked another provider in the place of the one asked for. */
  public boolean failedOver() {
    return delivery.failedOver() != null;
  }

  /**
   * Whether another model than the one asked for answered, whoever decided that: then it says
   * nothing about the model asked for, and counts in no score.
   */
  public boolean swapped() {
    return failedOver() || answeredByAnother();
  }

  /**
   * Whether the gateway sent the complete answer in one burst instead of streaming it: then its
   * time to first token means nothing. See {@link Timeline#isBurst}.
   */
  public boolean buffered() {
    return !local && finishReason != null && timeline.isBurst(text.length() + reasoning.length());
  }

  /**
   * What this machine lost on the way from t0 to the sending, when it is so much that the time to
   * first token is wrong by it: more than 10 ms, and more than 5 % of that time. The rest is what a
   * busy machine loses anyhow, and hidden by the network. Empty as well when it was not measured.
   */
  public Optional<Duration> sentLate() {
    CallPhases phases = delivery.phases();
    Duration late = phases == null ? null : phases.late();
    Duration first = metrics().timeToFirstToken().orElse(null);
    if (late == null || first == null || buffered()) {
      return Optional.empty();
    }
    boolean matters = late.compareTo(LATE) > 0 && late.compareTo(first.dividedBy(LATE_SHARES)) > 0;
    return matters ? Optional.of(late) : Optional.empty();
  }

  public RequestMetrics metrics() {
    return timeline.measure(amounts(-1, null), finishReason != null);
  }

  /**
   * What the metrics count.
   *
   * @param firstCharacters of the first delta; negative when unknown
   * @param estimatedTokens of what was streamed, counted here; null when nobody counted
   */
  Amounts amounts(int firstCharacters, @Nullable Integer estimatedTokens) {
    int characters = text.length() + reasoning.length();
    if (usage == null) {
      return new Amounts(null, 0, null, 0, estimatedTokens, characters, firstCharacters);
    }
    int hidden = reasoning.isEmpty() ? usage.reasoningTokens() : 0;
    return new Amounts(
        usage.inputTokens(),
        usage.cachedTokens(),
        usage.outputTokens(),
        hidden,
        estimatedTokens,
        characters,
        firstCharacters,
        usage.refused(),
        usage.source() == Usage.Source.REPORTED && isBeyondPrompt(usage.inputTokens()));
  }

  private boolean isBeyondPrompt(int inputTokens) {
    long asked = 0;
    long images = 0;
    for (Message message : request.messages()) {
      asked += message.content().length();
      images += message.images().size();
    }
    return Amounts.areMoreThanAsked(inputTokens, asked, images);
  }
}
