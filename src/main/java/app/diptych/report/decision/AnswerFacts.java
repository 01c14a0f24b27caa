package app.diptych.report.decision;

import app.diptych.batch.check.CheckResult;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.trial.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What a report keeps of an answer: everything about it, and none of its words.
 *
 * @param model the model asked for, as the user names it
 * @param askedFor the same, as its gateway names it
 * @param ended whether it had come to an end, good or bad, when it was read
 * @param failure the kind of its failure; null when it did not fail
 * @param waited whether it failed because its gateway told it to wait
 * @param tries how often its request was sent
 * @param charged whether somebody may charge for it
 * @param excluded why it says nothing about its model; null when it does
 * @param checked what came of the checks of this report; null when it has none
 */
record AnswerFacts(
    String model,
    boolean local,
    String askedFor,
    Sampling sampling,
    @Nullable Origin origin,
    boolean ended,
    @Nullable FinishReason finishReason,
    @Nullable String failure,
    boolean waited,
    @Nullable Usage usage,
    int tries,
    boolean charged,
    Cost cost,
    @Nullable Excluded excluded,
    @Nullable CheckResult checked) {

  /**
   * @param shared keeps what many answers have in common once
   */
  static AnswerFacts of(Answer answer, @Nullable CheckResult checked, Shared shared) {
    Failure failure = answer.failure();
    return new AnswerFacts(
        shared.one(answer.model()),
        answer.local(),
        shared.one(answer.request().model()),
        shared.one(answer.request().sampling()),
        answer.origin() == null ? null : shared.one(answer.origin()),
        answer.state().isLast(),
        answer.finishReason() == null ? null : shared.one(answer.finishReason()),
        failure == null ? null : failure.kind(),
        failure instanceof Failure.RateLimited,
        answer.usage(),
        answer.delivery().tries(),
        answer.isCharged(),
        answer.cost(),
        Excluded.of(answer).orElse(null),
        checked);
  }

  /** Whether a recording was asked in the place of a model. */
  boolean recorded() {
    return excluded == Excluded.REPLAYED;
  }
}
