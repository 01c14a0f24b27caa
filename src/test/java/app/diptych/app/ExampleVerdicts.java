package app.diptych.app;

import app.diptych.exchange.Sample;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SessionSummary;
import app.diptych.trial.Side;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What the makers of Diptych said of the answers of the sample sessions, as an example of verdicts.
 * They hold for those answers only: of others they must be given anew.
 */
final class ExampleVerdicts {
  static final String RATER = "makers of Diptych (example)";

  private static final String NOTES =
      "The verdicts are an example: one of the makers of Diptych read both answers and gave them, with the names in sight.";
  private static final Instant DAY = Instant.parse("2026-11-27T09:00:00Z");

  /** Of which answers, by {@link #fingerprint}. */
  private static final String PROMPTS = "4c1f15fb22a8292f";

  private static final String CONVERSATION = "8f7711c27f335cc1";

  /** By number of the trial: who, and why. */
  private static final List<String> ON_PROMPTS =
      List.of(
          "A the shorter story holds together; B forgets what its pirate carries",
          "A the shorter story holds together; B forgets the mirror and ends with a clock",
          "B each tip has its reason",
          "A B gives the same tip twice",
          "B both are right, and B says what gravity does",
          "BOTH_BAD neither says anything to an expert",
          "B says where it is useful, and shows it",
          "B says why sunsets are red as well",
          "A it is a haiku and nothing else",
          "B a table was asked for, and A has none",
          "BOTH_BAD A has no table, and the table of B contradicts its own answer",
          "TIE the same code, with the same wrong explanation",
          "TIE the same code",
          "A B is cut off at its end",
          "TIE the same facts",
          "B more polite, and with a subject",
          "B amounts and numbered steps",
          "B easier to read, and one point more on each side",
          "B says what it can do",
          "B one fact more");

  private static final List<String> ON_CONVERSATION =
      List.of(
          "A it is a haiku and nothing else",
          "B says where it is useful, and shows it",
          "A B has words that do not exist",
          "A says who it is; B says that it does not know about that");

  private ExampleVerdicts() {}

  /**
   * The session with its verdicts in place of any others.
   *
   * @throws IllegalStateException when the answers are not those that were judged
   */
  static SavedSession on(Sample sample, SavedSession session) throws Exception {
    boolean prompts = sample == Sample.PROMPTS;
    List<String> said = prompts ? ON_PROMPTS : ON_CONVERSATION;
    String fingerprint = fingerprint(session);
    if (!fingerprint.equals(prompts ? PROMPTS : CONVERSATION)
        || said.size() != session.trials().size()) {
      throw new IllegalStateException(
          "%s has other answers (%s) than those that were judged: read them and judge again."
              .formatted(sample, fingerprint));
    }
    List<SavedSession.Whole> judged = new ArrayList<>();
    for (SavedSession.Whole whole : session.trials()) {
      String[] words = said.get(judged.size()).split(" ", 2);
      Vote vote =
          new Vote(
              Verdict.valueOf(words[0]),
              words[1],
              RATER,
              DAY.plusSeconds(30L * whole.trial().number()));
      judged.add(
          new SavedSession.Whole(whole.trial(), whole.recordings(), List.of(vote), whole.events()));
    }
    return SavedSession.counted(noted(session.summary()), judged);
  }

  private static SessionSummary noted(SessionSummary one) {
    return new SessionSummary(
        one.id(),
        one.title(),
        NOTES,
        one.createdAt(),
        one.changedAt(),
        one.pinned(),
        one.archived(),
        one.deleted(),
        one.madeFrom(),
        one.trials(),
        one.failures(),
        one.votes(),
        one.models(),
        one.tags());
  }

  /** Differs when any answer does. */
  private static String fingerprint(SavedSession session) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (SavedSession.Whole whole : session.trials()) {
      for (Side side : Side.values()) {
        String text = whole.trial().answer(side).orElseThrow().text();
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
