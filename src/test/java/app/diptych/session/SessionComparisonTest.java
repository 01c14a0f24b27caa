package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.review.Verdict;
import app.diptych.session.SessionComparison.Change;
import app.diptych.trial.Side;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionComparisonTest {
  @TempDir Path home;

  @Test
  void pairsTrialsThatAskedTheSameAndTellsWhatChanged() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String first = open.session("first");
      String voted = open.trial(first, "one", "same", "old answer");
      open.trial(first, "two", "a", "b");
      OpenWorkspace.done(open.sessions().vote(voted, Verdict.A, ""));
      String second = open.session("second");
      open.trial(second, "two", "a", "b");
      open.trial(second, "one", "same", "new answer");
      open.trial(second, "three", "a", "b");

      SessionComparison comparison =
          SessionComparison.of(open.sessions().trials(first), open.sessions().trials(second));

      assertThat(comparison.rows())
          .extracting(SessionComparison.Row::prompt)
          .containsExactly("one", "two", "three");
      assertThat(comparison.rows().getFirst().changes())
          .contains(
              new Change("B answer", "old answer", "new answer"),
              new Change("Verdict", "A", "\u2013"))
          .noneMatch(change -> change.what().equals("A answer"));
      assertThat(comparison.rows().getLast().before()).isNull();
      assertThat(comparison.rows())
          .extracting(SessionComparison.Row::changed)
          .as("a time that differs is no change")
          .containsExactly(true, false, true);
      assertThat(
              SessionTotals.of(
                  open.sessions().find(first).orElseThrow(),
                  open.sessions().trials(first),
                  open.sessions().find(second).orElseThrow(),
                  open.sessions().trials(second)))
          .contains(new Change("Trials", "2", "3"), new Change("Verdicts", "A 1", "none"))
          .extracting(Change::what)
          .contains("A TTFT, median", "B E2E, median", "B tok/s, median");
    }
  }

  @Test
  void tellsSamplingInWords() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      String session = open.session("s");
      open.trial(session, "one", "a", "b");
      assertThat(
              AnswerWords.sampling(
                  open.sessions().trials(session).getFirst().answer(Side.A).orElseThrow()))
          .isEqualTo(
              "T 0.7 \u00b7 top-p 0.95 \u00b7 max 64 \u00b7 seed 7 \u00b7 stop \u201cEND\u201d");
    }
  }
}
