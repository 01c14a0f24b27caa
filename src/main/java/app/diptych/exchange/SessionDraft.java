package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.review.Tally;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import app.diptych.trial.TrialRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a session together from what another tool's file tells of it. Everything gets a new id. */
final class SessionDraft {
  private final String id = Sessions.newId();
  private final String title;
  private final Instant at;
  private final Set<String> tags = new LinkedHashSet<>();
  private final List<Whole> trials = new ArrayList<>();
  private String notes = "";

  /**
   * @param at when it was made, as far as the file tells
   */
  SessionDraft(String title, Instant at) {
    this.title = title.isBlank() ? "Imported" : title.strip();
    this.at = at;
  }

  /** Marks the session with a word to find it by. */
  void tag(String tag) {
    if (!tag.isBlank()) {
      tags.add(tag.strip());
    }
  }

  void notes(String words) {
    notes = words;
  }

  /** How many trials there are so far. */
  int size() {
    return trials.size();
  }

  /**
   * Adds a trial.
   *
   * @param parent the id of the trial it goes on from, or null
   * @param votes the verdicts that hold, one for each rater; the owner's has an empty rater
   * @return its id
   */
  String add(
      String prompt,
      Instant startedAt,
      @Nullable String parent,
      Map<Side, Answer> answers,
      List<Vote> votes) {
    return add(prompt, startedAt, parent, answers, Map.of(), votes);
  }

  /**
   * The same for answers of which it is known when they came.
   *
   * @param recordings each fits the texts of its answer
   */
  String add(
      String prompt,
      Instant startedAt,
      @Nullable String parent,
      Map<Side, Answer> answers,
      Map<Side, Recording> recordings,
      List<Vote> votes) {
    return add(TrialRunner.newId(), prompt, startedAt, parent, answers, recordings, votes);
  }

  /** The same for a trial whose id matters to others. */
  String add(
      String trial,
      String prompt,
      Instant startedAt,
      @Nullable String parent,
      Map<Side, Answer> answers,
      Map<Side, Recording> recordings,
      List<Vote> votes) {
    Vote owners = votes.stream().filter(vote -> vote.rater().isEmpty()).findFirst().orElse(null);
    trials.add(
        new Whole(
            new SavedTrial(
                trial, id, trials.size() + 1, parent, null, startedAt, prompt, answers, owners),
            recordings,
            votes));
    return trial;
  }

  /** The session as it would be saved. */
  SavedSession session() {
    return SavedSession.counted(
        new SessionSummary(
            id,
            title,
            notes,
            at,
            at,
            false,
            false,
            false,
            null,
            0,
            0,
            Tally.NONE,
            List.of(),
            List.copyOf(tags)),
        trials);
  }

  /** An answer that was complete, without any timing. */
  static Answer finished(
      String model,
      List<Message> messages,
      Sampling sampling,
      String text,
      @Nullable Usage usage,
      FinishReason reason) {
    return new Answer(
        model,
        false,
        new CompletionRequest(model, messages, sampling),
        SideState.FINISHED,
        null,
        text,
        "",
        usage,
        reason,
        null,
        Timeline.EMPTY,
        Duration.ZERO);
  }

  /** An answer that failed, with whatever came before. */
  static Answer failed(
      String model, List<Message> messages, Sampling sampling, String text, Failure failure) {
    return new Answer(
        model,
        false,
        new CompletionRequest(model, messages, sampling),
        SideState.FAILED,
        null,
        text,
        "",
        null,
        null,
        failure,
        Timeline.EMPTY,
        Duration.ZERO);
  }
}
