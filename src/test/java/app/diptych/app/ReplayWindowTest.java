package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.Failure;
import app.diptych.session.SavedTrial;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Recordings;
import app.diptych.trial.ScriptedProvider;
import app.diptych.trial.Side;
import app.diptych.ui.compare.AnswerReplay;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.replay.ReplayModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trial played again in the real window, against what was recorded of it. */
@Timeout(120)
class ReplayWindowTest {
  private static final long MILLI = 1_000_000;
  private static final RecordedAnswer THINKING =
      Recordings.finished(
          List.of(
              Recordings.thought(20, "Let me *think*. "),
              Recordings.text(60, "# Sky\n\nLight "),
              Recordings.text(90, "**scatters** in the "),
              Recordings.text(140, "air.")));
  private static final RecordedAnswer SLOW =
      Recordings.finished(
          List.of(Recordings.text(10, "One "), Recordings.text(3_600_000, "hour later.")));
  private static final RecordedAnswer BROKEN =
      Recordings.failed(
          List.of(Recordings.text(40, "Because "), Recordings.text(70, "of")),
          new Failure.ConnectionLost("The connection was lost.", "Run again."));

  @TempDir Path home;

  @Test
  void playsBothDemonstrationModelsAgainAndGivesTheWholeAnswersBack() throws Exception {
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      FxTest.run(() -> window.model().sampling().seedProperty().set("7"));
      run(window, "Implement binary search in Java.");
      String a = markdown(window, Side.A);
      String b = markdown(window, Side.B);
      String looks = plain(window, Side.A);
      SavedTrial before = saved(window);
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      FxTest.run(() -> model(window).setSpeed(8));
      FxTest.waitFor(() -> !model(window).playingProperty().get(), TestWindow.PATIENCE);
      assertThat(markdown(window, Side.A)).isEqualTo(a);
      assertThat(markdown(window, Side.B)).isEqualTo(b);

      Random random = new Random(20261124);
      for (int i = 0; i < 40; i++) {
        double part = random.nextDouble();
        long moment = Math.round(FxTest.run(() -> model(window).axis()) * part);
        FxTest.run(() -> model(window).seek(moment));
        for (Side side : Side.values()) {
          assertThat(markdown(window, side)).isEqualTo(said(window, before, side, moment));
        }
      }
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      assertThat(window.node("#replay").isVisible()).isFalse();
      assertThat(markdown(window, Side.A)).isEqualTo(a);
      assertThat(markdown(window, Side.B)).isEqualTo(b);
      assertThat(plain(window, Side.A)).isEqualTo(looks);
      assertThat(saved(window)).isEqualTo(before);
      assertThat(window.workspace().sessions().trials(before.session())).hasSize(1);
    }
  }

  @Test
  void showsWhatWasKnownAtEachMomentAndWhoWasAhead() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.A, THINKING, Side.B, BROKEN))) {
      String chips = chips(window, Side.A);
      window.click("#replay-answers");
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      FxTest.run(() -> model(window).pause());

      seek(window, 10);
      assertThat(window.text("#badge-A")).isEqualTo("waiting");
      assertThat(chips(window, Side.A)).startsWith("\u2013 TTFT");
      assertThat(window.text("#replay-standing")).isEqualTo("no answer yet");
      seek(window, 30);
      assertThat(window.text("#badge-A")).isEqualTo("reasoning");
      assertThat(reasoning(window)).isEqualTo("Let me *think*. ");
      assertThat(chips(window, Side.A)).startsWith("20 ms TTFT");
      seek(window, 65);
      assertThat(window.text("#badge-B")).isEqualTo("streaming");
      assertThat(window.text("#replay-standing"))
          .isEqualTo("A ahead by 5 characters, ~3 to ~5 tokens");
      assertThat(failureShown(window)).isFalse();
      assertThat(window.text("#outcome-B")).isEmpty();
      seek(window, 70);
      assertThat(window.text("#badge-B")).isEqualTo("failed");
      assertThat(failureShown(window)).isTrue();
      assertThat(window.text("#outcome-B")).startsWith("Partial answer");
      seek(window, 5);
      assertThat(failureShown(window)).isFalse();
      assertThat(reasoning(window)).isEmpty();
      assertThat(markdown(window, Side.A)).isEmpty();
      window.click("#replay-close");
      assertThat(chips(window, Side.A)).isEqualTo(chips);
      assertThat(failureShown(window)).isTrue();
      assertThat(markdown(window, Side.A)).isEqualTo(THINKING.answer().text());
      assertThat(reasoning(window)).isEqualTo(THINKING.answer().reasoning());
    }
  }

  @Test
  void isDrivenByTheKeyboardAlone() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.A, THINKING, Side.B, BROKEN))) {
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      window.robot().push(KeyCode.END);
      assertThat(position(window)).isEqualTo(axis(window));
      window.robot().push(KeyCode.HOME);
      FxTest.run(() -> model(window).pause());
      window.robot().push(KeyCode.HOME);
      assertThat(position(window)).isZero();
      window.robot().push(KeyCode.RIGHT);
      window.robot().push(KeyCode.RIGHT);
      long two = position(window);
      assertThat(two).isPositive().isLessThan(axis(window));
      window.robot().push(KeyCode.LEFT);
      assertThat(position(window)).isEqualTo(two / 2);
      window.robot().push(KeyCode.UP);
      assertThat(FxTest.run(() -> model(window).speedProperty().get())).isEqualTo(2);
      window.robot().push(KeyCode.DOWN);
      window.robot().push(KeyCode.DOWN);
      assertThat(((ToggleButton) window.node("#replay-speed-0-5x")).isSelected()).isTrue();
      window.click("#replay-speed-8x");
      window.robot().push(KeyCode.SPACE);
      FxTest.waitFor(
          () -> model(window).positionProperty().get() == model(window).axis(),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void replaysATrialThatWasOpenedAgainWithOneSide() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.B, THINKING))) {
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      seek(window, 89);
      assertThat(markdown(window, Side.B)).isEqualTo("# Sky\n\nLight ");
      assertThat(window.text("#replay-standing")).startsWith("B has 13 characters");
    }
  }

  @Test
  void replaysATrialOfTheListAndPausesWhenThePageIsLeft() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.A, SLOW, Side.B, BROKEN))) {
      ListView<?> trials = (ListView<?>) window.node("#trials");
      FxTest.run(() -> trials.getContextMenu().getItems().getFirst().fire());
      FxTest.waitFor(() -> model(window).playingProperty().get(), TestWindow.PATIENCE);
      window.click("#page-sessions");
      FxTest.waitFor(() -> !model(window).playingProperty().get(), TestWindow.PATIENCE);
      long there = position(window);
      FxTest.pulses(5);
      window.click("#page-compare");
      assertThat(replaying(window)).isTrue();
      assertThat(position(window)).isEqualTo(there).isLessThan(axis(window));
    }
  }

  @Test
  void showsTheDifferencesOrTheReplayAndNeverBoth() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.A, THINKING, Side.B, BROKEN))) {
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      seek(window, 30);
      window.robot().push(KeyCode.CONTROL, KeyCode.D);
      assertThat(replaying(window)).isFalse();
      assertThat(window.node("#diff").isVisible()).isTrue();
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      assertThat(window.node("#diff").isVisible()).isFalse();
    }
  }

  @Test
  void endsWhenASideTurnsToAnotherAnswer() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.A, THINKING, Side.B, BROKEN))) {
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      FxTest.waitFor(() -> replaying(window), TestWindow.PATIENCE);
      seek(window, 60);
      FxTest.run(() -> window.side(Side.A).pick("demo/base"));
      assertThat(window.node("#replay").isVisible()).isFalse();
      assertThat(markdown(window, Side.A)).isEmpty();
      assertThat(markdown(window, Side.B)).isEqualTo(BROKEN.answer().text());
    }
  }

  @Test
  void saysWhyThereIsNothingToReplay() throws Exception {
    try (TestWindow window =
        new TestWindow(
            home,
            Theme.DARK,
            real ->
                new DecoratedCatalog(
                    real,
                    (side, _) ->
                        new ScriptedProvider(
                            NanoClock.system(),
                            stage -> {
                              if (side == Side.B) {
                                stage.awaitCancel();
                              }
                              stage.say(
                                  new Failed(new Failure.RateLimited("Busy.", "Wait.", null)));
                            })))) {
      window.pick("demo/small", "demo/small");
      window.waitUntilReady();
      assertThat(window.node("#replay-answers").isDisabled()).isTrue();
      assertThat(whyNot(window)).startsWith("There is nothing to replay yet");
      window.robot().push(KeyCode.CONTROL, KeyCode.R);
      assertThat(window.text("#problem")).startsWith("There is nothing to replay yet");
      window.type("Go");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      FxTest.waitFor(() -> window.model().runningProperty().get(), TestWindow.PATIENCE);
      assertThat(whyNot(window)).isEqualTo("A trial can be replayed when it has ended.");
      window.robot().push(KeyCode.ESCAPE);
      FxTest.waitFor(() -> !window.model().runningProperty().get(), TestWindow.PATIENCE);
      assertThat(whyNot(window)).isEqualTo("There is nothing to replay: no answer came.");
      assertThat(window.node("#replay-answers").isDisabled()).isTrue();
    }
  }

  @Test
  void putsAnAnswerInThePlaceOfAModelAndSaysSo() throws Exception {
    try (TestWindow window = recorded(Map.of(Side.A, THINKING, Side.B, BROKEN))) {
      MenuButton more = (MenuButton) window.node("#more-A");
      FxTest.run(() -> more.getItems().getLast().fire());
      FxTest.waitFor(
          () ->
              window.side(Side.B).modelProperty().get().startsWith("recorded:")
                  && window.side(Side.B).phaseProperty().get().word().equals("ready"),
          TestWindow.PATIENCE);
      assertThat(window.text("#recorded-B")).contains("It says this whatever is asked.");
      run(window, "Why is grass green?");
      assertThat(markdown(window, Side.B)).isEqualTo(THINKING.answer().text());
      assertThat(window.text("#recorded-B"))
          .contains("Recorded: demo/small said this to another prompt, \u201c")
          .contains("Its words and speeds are of then.");
      assertThat(window.text("#outcome-B")).endsWith("recorded");
      assertThat(window.text("#verdict-question")).isEqualTo("Which is better? B is recorded.");
      Answer answer = saved(window).answer(Side.B).orElseThrow();
      assertThat(answer.recordedElsewhere()).isTrue();
      assertThat(answer.metrics().timeToFirstToken().orElseThrow().toMillis())
          .isGreaterThanOrEqualTo(20);
      FxTest.run(() -> window.side(Side.B).pick("demo/small"));
      assertThat(window.node("#recorded-B").isVisible() && !window.text("#recorded-B").isEmpty())
          .isFalse();
    }
  }

  /** A window on a session in which these were recorded. */
  private TestWindow recorded(Map<Side, RecordedAnswer> answers) throws Exception {
    String session = RecordedHome.with(home, "Skies", answers);
    TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
    FxTest.run(() -> window.model().saved().open(session));
    FxTest.waitFor(() -> replay(window).whyNotProperty().get().isEmpty(), TestWindow.PATIENCE);
    return window;
  }

  private static void run(TestWindow window, String prompt) {
    int before = FxTest.run(() -> window.model().session().trials().size());
    FxTest.run(() -> {
      window.model().promptProperty().set(prompt);
      window.model().run();
    });
    FxTest.waitFor(
        () ->
            window.model().session().trials().size() == before + 1
                && !window.model().runningProperty().get(),
        TestWindow.PATIENCE);
  }

  /** The trial shown, as it is on the disk once everything is written. */
  private static SavedTrial saved(TestWindow window) throws Exception {
    window.workspace().settled().get(30, TimeUnit.SECONDS);
    String id = FxTest.run(() -> window.model().session().currentProperty().get()).id();
    return window.workspace().sessions().trial(id).orElseThrow();
  }

  /** What had been said at that moment, by the recording on the disk. */
  private static String said(TestWindow window, SavedTrial trial, Side side, long moment)
      throws Exception {
    Answer answer = trial.answer(side).orElseThrow();
    Recording recording = window.workspace().sessions().recording(trial.id(), side).orElseThrow();
    StringBuilder said = new StringBuilder();
    for (Recording.Piece piece : recording.pieces(answer.text(), answer.reasoning())) {
      if (piece.offsetNanos() <= moment && !piece.reasoning()) {
        said.append(piece.text());
      }
    }
    return said.toString();
  }

  private static AnswerReplay replay(TestWindow window) {
    return window.model().replay();
  }

  private static ReplayModel model(TestWindow window) {
    return replay(window).model();
  }

  private static boolean replaying(TestWindow window) {
    return !model(window).tracksProperty().get().isEmpty();
  }

  private static void seek(TestWindow window, long millis) {
    FxTest.run(() -> {
      model(window).pause();
      model(window).seek(millis * MILLI);
    });
  }

  private static long position(TestWindow window) {
    return FxTest.run(() -> model(window).positionProperty().get());
  }

  private static long axis(TestWindow window) {
    return FxTest.run(() -> model(window).axis());
  }

  private static String whyNot(TestWindow window) {
    return FxTest.run(() -> replay(window).whyNotProperty().get());
  }

  private static String markdown(TestWindow window, Side side) {
    return FxTest.run(() -> pane(window, "#answer-" + side).markdown());
  }

  private static String plain(TestWindow window, Side side) {
    return FxTest.run(() -> pane(window, "#answer-" + side).plainText());
  }

  private static String reasoning(TestWindow window) {
    return FxTest.run(() -> pane(window, "#reasoning-A").markdown());
  }

  private static MarkdownPane pane(TestWindow window, String id) {
    return (MarkdownPane) window.scene().lookup(id);
  }

  /** Without the doubt about the tokens, which is counted elsewhere and comes at any time. */
  private static String chips(TestWindow window, Side side) {
    return FxTest.run(() -> {
      StringBuilder words = new StringBuilder();
      for (Node label : window.scene().lookup("#chips-" + side).lookupAll(".label")) {
        words.append(((javafx.scene.control.Label) label).getText()).append(' ');
      }
      return words.toString().replace(" ?", "");
    });
  }

  private static boolean failureShown(TestWindow window) {
    return FxTest.run(() -> {
      Node note = window.scene().lookup("#action-B");
      while (!note.getStyleClass().contains("failure-note")) {
        note = note.getParent();
      }
      return note.isVisible();
    });
  }
}
