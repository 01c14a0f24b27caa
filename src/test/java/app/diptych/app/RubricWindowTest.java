package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Sample;
import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.Review;
import app.diptych.review.Rubric;
import app.diptych.review.Verdict;
import app.diptych.session.Rubrics;
import app.diptych.ui.fx.AnyChoice;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rubric of one's own, from the first word to the scores in the results. */
@Timeout(120)
class RubricWindowTest {
  @TempDir Path home;

  @Test
  void writesARubricJudgesByItAndFindsTheScoresInTheResults() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.LIGHT, real -> real)) {
      window.workspace().sessions().add(Sample.PROMPTS.read()).get(30, TimeUnit.SECONDS);
      window.click("#page-review");
      window.click("#review-rubrics");
      FxTest.waitFor(() -> isShown(window, "#rubric-name"), TestWindow.PATIENCE);
      FxTest.run(() -> ((TextField) window.scene().lookup("#rubric-name")).setText("Mine"));
      fire(window, "#rubric-save");
      FxTest.waitFor(
          () -> text(window, "#rubric-news").equals("A criterion needs a name."),
          TestWindow.PATIENCE);
      FxTest.run(() ->
          ((TextField) window.scene().lookup(".criterion-form .text-field")).setText("Witty"));
      fire(window, "#rubric-save");
      FxTest.waitFor(() -> text(window, "#rubric-news").startsWith("Saved"), TestWindow.PATIENCE);
      Rubric mine = new Rubrics(window.workspace()).all().getFirst();
      assertThat(mine.name()).isEqualTo("Mine");
      assertThat(mine.version()).isEqualTo(1);

      fire(window, "#rubric-leave");
      FxTest.waitFor(() -> isShown(window, "#review-sessions .check-box"), TestWindow.PATIENCE);
      FxTest.run(() -> ((CheckBox) window.scene().lookup("#review-sessions .check-box")).fire());
      choose(window, mine);
      window.click("#review-begin");
      FxTest.waitFor(
          () -> window.scene().lookup(".rubric-criterion .button") != null, TestWindow.PATIENCE);
      FxTest.run(() -> ((Button) window.scene().lookup(".rubric-criterion .button")).fire());
      window.robot().push(KeyCode.DIGIT1);
      FxTest.waitFor(
          () -> text(window, "#review-progress").startsWith("1 of "), TestWindow.PATIENCE);
      Review review = window.workspace().reviews().list().getFirst().review();
      assertThat(review.settings().rubric()).isEqualTo(mine);
      fire(window, "#review-results");
      FxTest.waitFor(
          () -> window.scene().lookup("#unfinished-results") != null, TestWindow.PATIENCE);
      fire(window, "#unfinished-results");
      FxTest.waitFor(() -> window.scene().lookup("#results-criteria") != null, TestWindow.PATIENCE);
      CastVote vote = window.workspace().reviews().ballots(review.id()).getFirst();
      assertThat(vote.scores())
          .containsEntry(new Scored("Witty", vote.aWasLeft() ? Verdict.A : Verdict.B), 1);
    }
  }

  @SuppressWarnings("unchecked")
  private static void choose(TestWindow window, Rubric rubric) {
    FxTest.run(() -> {
      var box = (ComboBox<AnyChoice<Rubric>>) window.scene().lookup("#review-rubric");
      box.setValue(
          box.getItems().stream()
              .filter(choice -> rubric.equals(choice.value()))
              .findFirst()
              .orElseThrow());
    });
    assertThat(window.node("#rubric-list")).isInstanceOf(ListView.class);
  }

  private static String text(TestWindow window, String id) {
    return window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
  }

  private static void fire(TestWindow window, String id) {
    FxTest.run(() -> ((Button) window.scene().lookup(id)).fire());
  }

  private static boolean isShown(TestWindow window, String id) {
    for (Node node = window.scene().lookup(id); node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
    }
    return window.scene().lookup(id) != null;
  }
}
