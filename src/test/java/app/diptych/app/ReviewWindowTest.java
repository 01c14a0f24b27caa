package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Exchange;
import app.diptych.report.PastAnswers;
import app.diptych.review.CastVote;
import app.diptych.review.Verdict;
import app.diptych.session.Reviews.Standing;
import app.diptych.session.SavedSession;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Tip;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judging blind by keyboard alone, in the real window. */
@Timeout(120)
class ReviewWindowTest {
  @TempDir Path home;

  @Test
  void votesThroughTwentyPairsByKeyboardUndoesOneAndNeverNamesAModelBefore() throws Exception {
    // The samples come with example verdicts of another rater, which are not counted here.
    SavedSession session =
        PastAnswers.unjudged(
            Exchange.read(Path.of("sessions", "demo-prompts.diptych.jsonl")).sessions().getFirst());
    String sentence;
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      Set<String> models = new TreeSet<>();
      session.trials().stream()
          .flatMap(whole -> whole.trial().answers().values().stream())
          .forEach(answer -> models.add(answer.model()));
      window.workspace().sessions().add(session).get(30, TimeUnit.SECONDS);
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT7);
      FxTest.waitFor(
          () -> window.scene().lookup("#review-sessions .check-box") != null, TestWindow.PATIENCE);
      // As somebody without a mouse does it.
      FxTest.run(() -> window.scene().lookup("#review-sessions").requestFocus());
      window.robot().push(KeyCode.HOME);
      window.robot().push(KeyCode.SPACE);
      assertThat(
              FxTest.run(() ->
                  ((CheckBox) window.scene().lookup("#review-sessions .check-box")).isSelected()))
          .isTrue();
      window.click("#review-begin");

      FxTest.waitFor(() -> !text(window, ".review-left").isEmpty(), TestWindow.PATIENCE);
      KeyCode[] keys = {KeyCode.DIGIT1, KeyCode.RIGHT, KeyCode.DIGIT3, KeyCode.DIGIT4};
      for (int i = 0; i < 20; i++) {
        int done = i;
        String before =
            FxTest.run(() -> text(window, ".review-left") + text(window, ".review-right"));
        assertThat(spoken(window.scene().getRoot()))
            .as("whatever can be read, seen or heard")
            .noneMatch(words -> models.stream().anyMatch(words::contains));
        window.robot().push(keys[i % keys.length]);
        FxTest.waitFor(
            () ->
                progress(window).startsWith((done + 1) + " of ")
                    && (done == 19 || !text(window, ".review-left").isEmpty()),
            TestWindow.PATIENCE);
        assertThat(before).isNotEmpty();
      }
      window.robot().push(KeyCode.U);
      FxTest.waitFor(() -> progress(window).startsWith("19 of "), TestWindow.PATIENCE);
      window.robot().push(KeyCode.DIGIT2);
      FxTest.waitFor(() -> progress(window).startsWith("20 of "), TestWindow.PATIENCE);
      Standing standing = settled(window);
      List<CastVote> votes = window.workspace().reviews().ballots(standing.review().id());
      assertThat(votes).hasSize(20);
      assertThat(votes.getLast().isForLeft()).isFalse();
      window.click("#review-results");
      FxTest.waitFor(() -> window.scene().lookup("#results-sentence") != null, TestWindow.PATIENCE);
      sentence = window.text("#results-sentence");
      assertThat(models).anyMatch(sentence::contains);
      assertThat(sentence).doesNotContain("Keep voting");
      assertThat(window.node("#results-more").isVisible())
          .as("every pair is judged, so there is nothing to go on with")
          .isFalse();
      session = window.workspace().sessions().whole(session.summary().id()).orElseThrow();
    }
    commandLineSaysTheSame(session.summary().id(), sentence);
  }

  @Test
  void takesASkipBackAndWritesOnlyTheNoteIntoTheNote() throws Exception {
    SavedSession session =
        PastAnswers.unjudged(
            Exchange.read(Path.of("sessions", "demo-prompts.diptych.jsonl")).sessions().getFirst());
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      tick(window, session);
      for (String wrong : List.of("abc", "-5", "1001", "99999")) {
        repeats(window, wrong);
        assertThat(window.text("#review-repeats-problem")).as(wrong).contains("0 to 1,000");
        assertThat(window.node("#review-begin").isDisabled()).as(wrong).isTrue();
      }
      repeats(window, " 2 ");
      assertThat(window.text("#review-repeats-problem")).isEmpty();
      window.click("#review-begin");

      FxTest.waitFor(() -> progress(window).startsWith("0 of "), TestWindow.PATIENCE);
      String first = pair(window, "");
      window.robot().push(KeyCode.DIGIT1);
      FxTest.waitFor(() -> progress(window).startsWith("1 of "), TestWindow.PATIENCE);
      String second = pair(window, first);
      window.robot().push(KeyCode.S);
      pair(window, second);
      window.robot().push(KeyCode.U);
      FxTest.waitFor(() -> shown(window).equals(second), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> progress(window))).as("the vote stays").startsWith("1 of ");
      window.robot().push(KeyCode.S);
      String third = pair(window, second);
      window.robot().push(KeyCode.DIGIT1);
      FxTest.waitFor(() -> progress(window).startsWith("2 of "), TestWindow.PATIENCE);
      pair(window, third);
      window.robot().push(KeyCode.U);
      FxTest.waitFor(
          () -> progress(window).startsWith("1 of ") && shown(window).equals(third),
          TestWindow.PATIENCE);
      window.robot().push(KeyCode.U);
      FxTest.waitFor(() -> shown(window).equals(second), TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> progress(window))).as("in their order").startsWith("1 of ");
      window.robot().push(KeyCode.N);
      FxTest.waitFor(() -> window.scene().lookup("#review-note").isFocused(), TestWindow.PATIENCE);
      window.robot().write("because");
      assertThat(FxTest.run(() -> ((TextField) window.scene().lookup("#review-note")).getText()))
          .isEqualTo("because");
      window.robot().push(KeyCode.ESCAPE);
      window.robot().push(KeyCode.U);
      FxTest.waitFor(
          () -> progress(window).startsWith("0 of ") && shown(window).equals(first),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void resultsWaitForTheLastPairAndTellWhichVotesWereNotBlind() throws Exception {
    SavedSession session =
        PastAnswers.unjudged(
            Exchange.read(Path.of("sessions", "demo-prompts.diptych.jsonl")).sessions().getFirst());
    Set<String> models = new TreeSet<>();
    session.trials().stream()
        .flatMap(whole -> whole.trial().answers().values().stream())
        .forEach(answer -> models.add(answer.model()));
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      tick(window, session);
      window.click("#review-begin");
      String first = pair(window, "");
      window.robot().push(KeyCode.DIGIT1);
      FxTest.waitFor(() -> progress(window).startsWith("1 of "), TestWindow.PATIENCE);
      pair(window, first);

      window.click("#review-results");
      FxTest.waitFor(
          () -> window.scene().lookup("#review-unfinished") != null, TestWindow.PATIENCE);
      assertThat(spoken(window.scene().getRoot()))
          .anyMatch(words -> words.startsWith("You have judged 1 of "))
          .noneMatch(words -> models.stream().anyMatch(words::contains));
      window.click("#unfinished-more");
      String second = pair(window, "");
      assertThat(second).as("where it was left").isNotEqualTo(first);
      window.click("#review-results");
      FxTest.waitFor(
          () -> window.scene().lookup("#review-unfinished") != null, TestWindow.PATIENCE);
      window.click("#unfinished-results");
      FxTest.waitFor(() -> window.scene().lookup("#results-sentence") != null, TestWindow.PATIENCE);
      FxTest.waitFor(() -> says(window, "Half of the votes took"), TestWindow.PATIENCE);
      assertThat(spoken(window.scene().getRoot())).noneMatch(words -> words.contains("not blind"));
      window.click("#results-more");
      pair(window, "");
      window.robot().push(KeyCode.DIGIT2);
      FxTest.waitFor(() -> progress(window).startsWith("2 of "), TestWindow.PATIENCE);
      window.click("#review-results");
      FxTest.waitFor(
          () -> says(window, "1 vote was not blind: its rater had seen the results. It counts."),
          TestWindow.PATIENCE);
    }
  }

  /** Saves a session and ticks it for a review that is not begun yet. */
  @Test
  void saysThatAVoteTakesThePlaceOfAVerdictAndWhatThatWas() throws Exception {
    SavedSession session =
        PastAnswers.unjudged(
            Exchange.read(Path.of("sessions", "demo-prompts.diptych.jsonl")).sessions().getFirst());
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.workspace().sessions().add(session).get(30, TimeUnit.SECONDS);
      FxTest.run(() -> window.model().saved().open(session.summary().id()));
      FxTest.waitFor(
          () -> window.model().session().currentProperty().get() != null, TestWindow.PATIENCE);
      FxTest.run(() -> {
        window.model().session().vote(Verdict.B);
        window.model().session().note("shorter");
      });
      window.workspace().settled().get(30, TimeUnit.SECONDS);
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT7);
      FxTest.waitFor(
          () -> window.scene().lookup("#review-sessions .check-box") != null, TestWindow.PATIENCE);
      FxTest.run(() -> ((CheckBox) window.scene().lookup("#review-sessions .check-box")).fire());
      window.click("#review-begin");
      pair(window, "");
      assertThat(window.text("#review-revealed"))
          .contains("1 of these pairs has a verdict of yours already");
      for (int i = 1; i <= 20; i++) {
        String voted = i + " of ";
        window.robot().push(KeyCode.DIGIT3);
        FxTest.waitFor(() -> progress(window).startsWith(voted), TestWindow.PATIENCE);
      }
      assertThat(window.text("#review-revealed"))
          .as("it stays, so that nothing moves under the mouse")
          .contains("1 of these pairs has a verdict of yours already");
      window.robot().push(KeyCode.ALT, KeyCode.DIGIT1);
      FxTest.waitFor(
          () ->
              window.scene().lookup("#blind-vote") instanceof Labeled note
                  && note.getText().endsWith("Before that you had said here: B (\"shorter\").")
                  && window
                      .scene()
                      .lookup("#vote-tie")
                      .getPseudoClassStates()
                      .contains(PseudoClass.getPseudoClass("given")),
          TestWindow.PATIENCE);
      window.robot().push(KeyCode.F2);
      FxTest.waitFor(() -> !window.scene().lookup("#blind-vote").isVisible(), TestWindow.PATIENCE);
    }
  }

  private static void tick(TestWindow window, SavedSession session) throws Exception {
    window.workspace().sessions().add(session).get(30, TimeUnit.SECONDS);
    window.robot().push(KeyCode.ALT, KeyCode.DIGIT7);
    FxTest.waitFor(
        () -> window.scene().lookup("#review-sessions .check-box") != null, TestWindow.PATIENCE);
    FxTest.run(() -> ((CheckBox) window.scene().lookup("#review-sessions .check-box")).fire());
  }

  private static void repeats(TestWindow window, String typed) {
    FxTest.run(() -> ((TextField) window.scene().lookup("#review-repeats")).setText(typed));
  }

  /** Waits until another pair than that one is shown. */
  private static String pair(TestWindow window, String before) {
    FxTest.waitFor(
        () -> !text(window, ".review-left").isEmpty() && !shown(window).equals(before),
        TestWindow.PATIENCE);
    return FxTest.run(() -> shown(window));
  }

  private static String shown(TestWindow window) {
    return text(window, ".review-left") + text(window, ".review-right");
  }

  private void commandLineSaysTheSame(String session, String sentence) {
    Path file = home.resolve("votes.diptych.jsonl");
    var line = new TestCommandLine(home, Map.of());
    assertThat(line.run("sessions", "export", session, "--out", file.toString()).exit()).isZero();
    var told = line.run("votes", file.toString(), "--json");
    assertThat(told.exit()).as(told.err()).isZero();
    JsonNode root = JsonMapper.builder().build().readTree(told.out());
    assertThat(root.path("n").asInt()).isEqualTo(20);
    assertThat(sentence)
        .contains("won %d and".formatted(root.path("a").asInt()))
        .contains(
            " %d of 20 votes (%d ties, %d both bad)"
                .formatted(
                    root.path("b").asInt(),
                    root.path("ties").asInt(),
                    root.path("bothBad").asInt()));
  }

  /** Once the last vote is on the disk: there were as many before it was taken back. */
  private static Standing settled(TestWindow window) throws Exception {
    window.workspace().settled().get(30, TimeUnit.SECONDS);
    Standing standing = window.workspace().reviews().list().getFirst();
    assertThat(standing.ballots()).isEqualTo(20);
    return standing;
  }

  private static String text(TestWindow window, String id) {
    return ReviewPanes.markdown(window.scene(), id);
  }

  private static String progress(TestWindow window) {
    return window.scene().lookup("#review-progress") instanceof Labeled label
        ? label.getText()
        : "";
  }

  /** Everything that is shown, told on hovering, or read aloud. */
  private static List<String> spoken(Node node) {
    return FxTest.run(() -> {
      List<String> words = new java.util.ArrayList<>();
      collect(node, words);
      words.add(String.valueOf(((javafx.stage.Stage) node.getScene().getWindow()).getTitle()));
      return words;
    });
  }

  private static boolean says(TestWindow window, String words) {
    List<String> all = new java.util.ArrayList<>();
    collect(window.scene().getRoot(), all);
    return all.stream().anyMatch(one -> one.contains(words));
  }

  private static void collect(Node node, List<String> words) {
    if (!node.isVisible()) {
      return;
    }
    words.add(String.valueOf(node.getAccessibleText()));
    words.add(String.valueOf(node.getAccessibleHelp()));
    if (node instanceof Labeled label) {
      words.add(String.valueOf(label.getText()));
    }
    words.add(Tip.of(node));
    if (node instanceof MarkdownPane pane) {
      words.add(pane.plainText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, words));
    }
  }
}
