package app.diptych.trial;

import app.diptych.completion.CallPhases;
import app.diptych.completion.Failure;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.timing.RequestMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one recorded answer, without its text.
 *
 * @param trial the id of its trial
 * @param session the id of its session
 * @param tags of its session
 * @param startedAt when its trial was started
 * @param model the model asked for, as the user names it
 * @param local whether it ran on this machine
 * @param source where its token counts come from; null when there are none
 * @param failure the kind of its failure; null when it was answered
 * @param preparation time the provider took to get ready, not part of any latency
 * @param held how long the request waited in this program, not part of any latency
 * @param connect the TCP handshake of its call, one round trip; null when none was made
 * @param reaching what looking up the host, connecting and TLS took of its own call, all of it a
 *     part of TTFT and E2E; null when nobody measured
 * @param inTurn whether the other side was asked before or after it, not at the same time
 */
public record MeasuredAnswer(
    String trial,
    Side side,
    String session,
    List<String> tags,
    Instant startedAt,
    String model,
    boolean local,
    RequestMetrics metrics,
    Usage.@Nullable Source source,
    Outcome outcome,
    @Nullable String failure,
    Cost cost,
    Set<Mark> marks,
    Duration preparation,
    Duration held,
    @Nullable Duration connect,
    @Nullable Duration reaching,
    boolean inTurn) {

  /** What stands in the place of a gateway for a model that runs here. */
  public static final String THIS_MACHINE = "this machine";

  public MeasuredAnswer {
    tags = List.copyOf(tags);
    // A set of bits: a hundred thousand answers are asked for their marks again and again.
    marks = marks.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(marks));
  }

  /**
   * Measures an answer that has ended.
   *
   * @param recording the pieces it came in; empty when they are not known
   * @param estimatedTokens of what was streamed, counted here; null when nobody counted
   */
  public static MeasuredAnswer of(
      String trial,
      Side side,
      String session,
      Instant startedAt,
      Answer answer,
      Recording recording,
      @Nullable Integer estimatedTokens) {
    CallPhases phases = answer.delivery().phases();
    Failure failure = answer.failure();
    int first = recording.size() == 0 ? -1 : recording.length(0);
    return new MeasuredAnswer(
        trial,
        side,
        session,
        List.of(),
        startedAt,
        answer.model(),
        answer.local(),
        answer
            .timeline()
            .measure(answer.amounts(first, estimatedTokens), answer.finishReason() != null),
        answer.usage() == null ? null : answer.usage().source(),
        Outcome.of(failure, answer.delivery().tries() > 0 && hasReached(phases)),
        failure == null ? null : failure.kind(),
        answer.cost(),
        marks(answer),
        answer.preparation(),
        answer.delivery().held(),
        phases == null ? null : phases.connect(),
        phases == null ? null : phases.reaching(),
        answer.delivery().inTurn());
  }

  /**
   * Whether a connection was begun: whoever's name was not even found says nothing about a gateway,
   * and all about the network here.
   */
  private static boolean hasReached(@Nullable CallPhases phases) {
    return phases == null || phases.connect() != null || phases.sending() != null;
  }

  /** All but {@link Mark#CONTENDED}, which only the trial knows. */
  private static Set<Mark> marks(Answer answer) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    if (answer.buffered()) {
      marks.add(Mark.BUFFERED);
    }
    if (answer.failedOver()) {
      marks.add(Mark.FAILED_OVER);
    }
    if (answer.answeredByAnother()) {
      marks.add(Mark.ANSWERED_BY_ANOTHER);
    }
    if (answer.recorded()) {
      marks.add(Mark.REPLAYED);
    }
    return marks;
  }

  public boolean isReplayed() {
    return marks.contains(Mark.REPLAYED);
  }

  /** The id of the gateway, which stands before the first slash, or {@link #THIS_MACHINE}. */
  public String gateway() {
    int slash = model.indexOf('/');
    return local || slash < 1 ? THIS_MACHINE : model.substring(0, slash);
  }

  /**
   * How much of its latency went into reaching a gateway, in nanoseconds: nothing for a model of
   * this machine, where there is no network, and nothing where nobody measured.
   */
  public long onTheWay() {
    return local || reaching == null ? 0 : reaching.toNanos();
  }

  /** When its request was sent for the last time, on the clock of the day. */
  public Instant sentAt() {
    long waited = preparation.toNanos() + held.toNanos();
    return waited == 0 ? startedAt : startedAt.plusNanos(waited);
  }

  /** When the last of it came. */
  public Instant endedAt() {
    return metrics.moments().forward() ? sentAt().plusNanos(metrics.moments().last()) : sentAt();
  }
}
