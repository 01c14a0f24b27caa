package app.diptych.exchange;

import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Counts what stays behind when sessions are written in a format that keeps only some parts. */
final class Leftovers {
  private final Format format;
  private final Set<Part> kept;

  /**
   * @param kept what comes back when the file is read again
   */
  Leftovers(Format format, Set<Part> kept) {
    this.format = format;
    this.kept = kept;
  }

  /** Notes each part that occurs in the sessions and is not kept. */
  void tell(List<SavedSession> sessions, Losses losses) {
    for (Part part : EnumSet.allOf(Part.class)) {
      if (!kept.contains(part)) {
        int count = sessions.stream().mapToInt(session -> count(part, session)).sum();
        losses.add(part.words(), count, "The format " + format.words() + " has no place for them.");
      }
    }
    if (kept.contains(Part.USAGE)) {
      losses.add("estimated token counts", estimates(sessions), "A guess is not passed on.");
    }
  }

  private static int estimates(List<SavedSession> sessions) {
    return (int)
        sessions.stream()
            .flatMap(session -> answers(session).stream())
            .filter(answer -> answer.usage() != null && counted(answer).isEmpty())
            .count();
  }

  /** The same when one file cannot tell the sessions apart. */
  void tellJoined(List<SavedSession> sessions, Losses losses) {
    tell(sessions, losses);
    losses.add(
        "where one session ends and the next begins",
        sessions.size() - 1,
        format.words() + " holds one list of prompts.");
  }

  private static int count(Part part, SavedSession session) {
    return switch (part) {
      case TITLE -> session.summary().title().isBlank() ? 0 : 1;
      case NOTES -> session.summary().notes().isEmpty() ? 0 : 1;
      case TAGS -> session.summary().tags().size();
      case EARLIER_TURNS -> trials(session, trial -> trial.parent() != null);
      case LIBRARY -> trials(session, trial -> trial.promptId() != null);
      case TIMES -> session.trials().size();
      case VERDICTS -> votes(session, vote -> vote.rater().isEmpty());
      case OTHER_RATERS -> votes(session, vote -> !vote.rater().isEmpty());
      case VOTE_NOTES -> votes(session, vote -> !vote.note().isEmpty());
      case VOTE_TIMES -> votes(session, _ -> true);
      case PIECES ->
          session.trials().stream()
              .flatMap(whole -> whole.recordings().values().stream())
              .mapToInt(recording -> recording.size() > 2 ? 1 : 0)
              .sum();
      case SYSTEM,
          IMAGES,
          SAMPLING,
          REASONING,
          USAGE,
          END_TO_END,
          FIRST_TOKEN,
          FINISH_REASON,
          FAILURES,
          ORIGIN,
          ANSWERS ->
          (int) answers(session).stream().filter(answer -> has(part, answer)).count();
    };
  }

  private static boolean has(Part part, Answer answer) {
    return switch (part) {
      case SYSTEM -> system(answer.request().messages()).isPresent();
      case IMAGES -> answer.request().hasImages();
      case SAMPLING -> !answer.request().sampling().equals(Sampling.providerDefaults());
      case REASONING -> !answer.reasoning().isEmpty();
      case USAGE -> answer.usage() != null;
      case END_TO_END -> answer.metrics().endToEnd().isPresent();
      case FIRST_TOKEN -> answer.timeline().deltas() > 1;
      case FINISH_REASON ->
          answer.finishReason() != null && !answer.finishReason().equals(FinishReason.STOP);
      case FAILURES -> answer.failure() != null;
      case ORIGIN -> answer.origin() != null;
      case ANSWERS -> true;
      case TITLE,
          NOTES,
          TAGS,
          TIMES,
          EARLIER_TURNS,
          PIECES,
          VERDICTS,
          OTHER_RATERS,
          VOTE_NOTES,
          VOTE_TIMES,
          LIBRARY ->
          false;
    };
  }

  /** The first system message. */
  static Optional<String> system(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.SYSTEM)
        .map(Message::content)
        .findFirst();
  }

  /** Token counts that somebody counted; a guess is not passed on as if it were one. */
  static Optional<Usage> counted(Answer answer) {
    return Optional.ofNullable(answer.usage())
        .filter(usage -> usage.source() != Usage.Source.ESTIMATED);
  }

  private static List<Answer> answers(SavedSession session) {
    List<Answer> answers = new ArrayList<>();
    session.trials().forEach(whole -> answers.addAll(whole.trial().answers().values()));
    return answers;
  }

  private static int trials(SavedSession session, Predicate<SavedTrial> test) {
    return (int) session.trials().stream().map(Whole::trial).filter(test).count();
  }

  private static int votes(SavedSession session, Predicate<Vote> test) {
    return (int)
        session.trials().stream().flatMap(whole -> whole.votes().stream()).filter(test).count();
  }
}
