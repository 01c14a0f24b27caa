package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Sample;
import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Span;
import app.diptych.review.Verdict;
import app.diptych.session.Reviews.Standing;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Marking places of answers, and answers that come at their recorded speed, in the real window. */
@Timeout(120)
class ReviewMarksTest {
  @TempDir Path home;

  @Test
  void marksAPlaceTakesOneBackAndFindsTheOtherInTheVoteAgain() throws Exception {
    SavedSession session = Sample.PROMPTS.read();
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      begin(window, session, false);
      // The panes are there before the pair is read.
      FxTest.waitFor(
          () ->
              Stream.of(".review-left", ".review-right")
                  .noneMatch(side -> ReviewPanes.markdown(window.scene(), side).isEmpty()),
          TestWindow.PATIENCE);
      mark(window, ".review-left", 4, 12, KeyCode.W);
      mark(window, ".review-right", 0, 6, KeyCode.E);
      mark(window, ".review-right", 8, 14, KeyCode.P);
      assertThat(FxTest.run(() -> window.scene().getRoot().lookupAll(".mark-chip"))).hasSize(3);
      window.robot().push(KeyCode.U);
      FxTest.waitFor(
          () -> window.scene().getRoot().lookupAll(".mark-chip").size() == 2, TestWindow.PATIENCE);
      window.robot().push(KeyCode.DIGIT1);
      CastVote vote = only(window);
      assertThat(vote.spans()).extracting(Span::tag).containsExactly("wrong", "excellent");
      Span wrong = vote.spans().getFirst();
      assertThat(wrong.side()).isEqualTo(vote.aWasLeft() ? Verdict.A : Verdict.B);
      SavedTrial trial = window.workspace().sessions().trial(vote.item()).orElseThrow();
      String text = trial.answer(wrong.side() == Verdict.A ? Side.A : Side.B).orElseThrow().text();
      assertThat(plain(text.substring(wrong.from(), wrong.to()))).isEqualTo(plain(marked));

      window.robot().push(KeyCode.U);
      FxTest.waitFor(
          () -> window.scene().getRoot().lookupAll(".mark-chip").size() == 2, TestWindow.PATIENCE);
      window.robot().push(KeyCode.DIGIT2);
      List<Standing> standing = window.workspace().reviews().list();
      FxTest.waitFor(
          () -> votes(window, standing).stream().anyMatch(again -> !again.isForLeft()),
          TestWindow.PATIENCE);
      assertThat(only(window).spans()).hasSize(2);
      window.click("#review-results");
      FxTest.waitFor(
          () -> window.scene().lookup("#unfinished-results") != null, TestWindow.PATIENCE);
      window.click("#unfinished-results");
      FxTest.waitFor(() -> window.scene().lookup("#results-marks") != null, TestWindow.PATIENCE);
    }
  }

  @Test
  void answersComeAtTheSpeedTheyWereRecordedAtAndAllAtOnceOnDemand() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      SavedSession session = Sample.PROMPTS.read();
      begin(window, session, true);
      FxTest.waitFor(() -> window.scene().lookup("#vote-whole") != null, TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> !ReviewPanes.markdown(window.scene(), ".review-left").isEmpty(),
          TestWindow.PATIENCE);
      window.robot().push(KeyCode.A);
      FxTest.waitFor(
          () -> {
            MarkdownPane pane = left(window);
            return pane != null
                && session.trials().stream()
                    .flatMap(whole -> whole.trial().answers().values().stream())
                    .anyMatch(answer -> answer.text().equals(pane.markdown()));
          },
          TestWindow.PATIENCE);
    }
  }

  /** Letters and digits: signs and empty lines of an answer, which is drawn, are not shown. */
  private static String plain(String markdown) {
    return markdown.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private String marked = "";

  private void mark(TestWindow window, String side, int from, int to, KeyCode key) {
    FxTest.run(() -> {
      MarkdownPane pane = ReviewPanes.seen(window.scene(), side);
      if (side.endsWith("left")) {
        marked = pane.shownText().substring(from, to).strip();
      }
      pane.select(from, to);
    });
    window.robot().push(key);
  }

  private static void begin(TestWindow window, SavedSession session, boolean replay)
      throws Exception {
    window.workspace().sessions().add(session).get(30, TimeUnit.SECONDS);
    window.click("#page-review");
    String box = "#review-sessions .check-box";
    FxTest.waitFor(() -> window.scene().lookup(box) != null, TestWindow.PATIENCE);
    FxTest.run(() -> ((CheckBox) window.scene().lookup(box)).fire());
    if (replay) {
      FxTest.run(() -> ((CheckBox) window.scene().lookup("#review-replay")).fire());
    }
    window.click("#review-begin");
  }

  private static CastVote only(TestWindow window) {
    try {
      List<Standing> all = window.workspace().reviews().list();
      FxTest.waitFor(() -> !votes(window, all).isEmpty(), TestWindow.PATIENCE);
      return votes(window, all).getLast();
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static List<CastVote> votes(TestWindow window, List<Standing> all) {
    try {
      return window.workspace().reviews().ballots(all.getFirst().review().id());
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static @Nullable MarkdownPane left(TestWindow window) {
    return ReviewPanes.left(window.scene());
  }
}
