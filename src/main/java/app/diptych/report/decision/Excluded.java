package app.diptych.report.decision;

import app.diptych.trial.Answer;
import java.util.Optional;

/** Why an answer, or the vote on it, says nothing about its model. */
enum Excluded {
  REPLAYED("recorded and played again"),
  FAILED_OVER("failed over to another provider"),
  SWAPPED("given by another model than the one asked for"),
  UNFINISHED("not come to its end"),
  ONE_SIDED("without an answer beside it"),
  OTHER_MODELS("between other models");

  private final String words;

  Excluded(String words) {
    this.words = words;
  }

  /** Behind a number of answers or votes. */
  String words() {
    return words;
  }

  /** Why it is not an answer of the model asked for, made when it was asked; empty when it is. */
  static Optional<Excluded> of(Answer answer) {
    if (answer.recorded()) {
      return Optional.of(REPLAYED);
    }
    if (answer.failedOver()) {
      return Optional.of(FAILED_OVER);
    }
    return answer.answeredByAnother() ? Optional.of(SWAPPED) : Optional.empty();
  }
}
