package app.diptych.trial;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Origin;
import app.diptych.trial.Recording.Piece;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an earlier trial with the time of each of its pieces: all that is needed to give it
 * again.
 *
 * @param session the title of the session it was given in
 * @param number the number of its trial in the session
 * @param at date and time its trial was started, for display
 * @param contended whether another model slowed it down then
 * @param answer the answer, which has ended
 * @param pieces its deltas in order, together its whole text and reasoning
 */
public record RecordedAnswer(
    String session,
    int number,
    Side side,
    Instant at,
    boolean contended,
    Answer answer,
    List<Piece> pieces) {

  /** How the name of a model begins that is a recording. */
  public static final String PREFIX = "recorded:";

  private static final String MARK = " (recorded)";
  private static final String HERE = "recording";
  private static final String ELSEWHERE = "recording for another prompt";

  /**
   * @throws IllegalArgumentException when the answer has not ended
   */
  public RecordedAnswer {
    if (!answer.state().isLast()) {
      throw new IllegalArgumentException("An answer under way is no recording yet");
    }
    pieces = List.copyOf(pieces);
  }

  /** The model whose answer it is; of a recording of a recording the one that answered first. */
  public String answeredBy() {
    return answeredBy(answer);
  }

  /** The model that gave an answer, recorded or not. */
  public static String answeredBy(Answer answer) {
    Origin origin = answer.origin();
    String who = origin == null ? answer.model() : origin.answeredBy();
    return who.endsWith(MARK) ? who.substring(0, who.length() - MARK.length()) : who;
  }

  /** What was asked then. */
  public String prompt() {
    return answer.request().messages().getLast().content();
  }

  /** Whether this conversation is the one it was made for, word by word. */
  boolean isFor(CompletionRequest request) {
    return request.messages().equals(answer.request().messages());
  }

  /** Says that it is a recording, of whom, and whether it was made for another conversation. */
  Origin origin(CompletionRequest request) {
    String kind = isFor(request) ? HERE : ELSEWHERE;
    Origin then = answer.origin();
    if (then == null) {
      return new Origin(answeredBy() + MARK, kind, null, null, null, null);
    }
    String engine = then.engine();
    return new Origin(
        answeredBy() + MARK,
        engine == null || engine.startsWith(HERE) ? kind : kind + ", " + engine,
        then.backend(),
        then.fingerprint(),
        then.fileHash(),
        then.templateHash(),
        then.run());
  }

  /** Whether an answer with this origin was made for another conversation. */
  static boolean isElsewhere(@Nullable Origin origin) {
    return origin != null && origin.engine() != null && origin.engine().startsWith(ELSEWHERE);
  }

  /** How it ended. */
  CompletionEvent end() {
    FinishReason reason = answer.finishReason();
    Failure failure = answer.failure();
    if (reason != null) {
      return new Finished(reason);
    }
    return new Failed(failure == null ? new Failure.Interrupted() : failure);
  }
}
