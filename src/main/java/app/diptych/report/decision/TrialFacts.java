package app.diptych.report.decision;

import app.diptych.review.stats.Ballot;
import app.diptych.review.stats.Style;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a report keeps of a trial: who answered and how that went, but not what was said. A session
 * may have a hundred thousand of them, with any amount of text in each.
 *
 * @param number its place in the session, from 1
 * @param prompt the beginning of it, in one line, as the report shows it
 * @param promptKey the same for the same prompt
 * @param judged what is needed of a trial that has votes; null without votes or without two answers
 */
record TrialFacts(
    String id,
    String session,
    int number,
    Instant startedAt,
    String prompt,
    long promptKey,
    Map<Side, AnswerFacts> answers,
    @Nullable Judged judged) {
  /** Characters of a prompt that a report shows. */
  private static final int PROMPT = 80;

  /**
   * What is computed from the words of answers that people voted on.
   *
   * @param question the same for the same prompt in the same conversation
   */
  record Judged(String question, Ballot.Looks looks, Ballot.Texts texts) {
    private static Judged of(SavedTrial trial, Answer a, Answer b) {
      String question = trial.parent() == null ? trial.prompt() : trial.parent() + trial.prompt();
      return new Judged(
          Long.toHexString(key(question)),
          new Ballot.Looks(Style.of(a.text()), Style.of(b.text())),
          Ballot.Texts.of(a.text(), b.text()));
    }
  }

  TrialFacts {
    answers = Map.copyOf(answers);
  }

  /**
   * @param hasVotes whether people voted on it
   */
  static TrialFacts of(SavedTrial trial, boolean hasVotes, Checks checks, Shared shared) {
    Map<Side, AnswerFacts> answers = new EnumMap<>(Side.class);
    trial
        .answers()
        .forEach((side, answer) ->
            answers.put(
                side,
                AnswerFacts.of(
                    answer, checks.of(answer, trial.prompt(), shared).orElse(null), shared)));
    Answer a = trial.answers().get(Side.A);
    Answer b = trial.answers().get(Side.B);
    return new TrialFacts(
        trial.id(),
        shared.one(trial.session()),
        trial.number(),
        trial.startedAt(),
        shared.one(Plain.cut(trial.prompt(), PROMPT)),
        key(trial.prompt()),
        answers,
        hasVotes && a != null && b != null ? Judged.of(trial, a, b) : null);
  }

  Optional<AnswerFacts> answer(Side side) {
    return Optional.ofNullable(answers.get(side));
  }

  /** 64 bits: of a million prompts two are taken for one once in tens of millions of reports. */
  private static long key(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
