package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery;
import app.diptych.session.SessionSummary;
import app.diptych.trial.Side;
import app.diptych.ui.compare.Turn;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in the real window: saved by themselves, found again, gone on with. */
@Timeout(120)
class SessionWindowTest {
  @TempDir Path home;

  @Test
  void opensWhereItWasWithTheAnswersAndTheVerdict() throws Exception {
    String answer;
    try (TestWindow window = open()) {
      window.widen();
      run(window, "What is recursion?");
      window.robot().push(KeyCode.F2);
      assertThat(window.text("#verdict-total")).isEqualTo("1 verdict");
      answer = answer(window, Side.A);
    }
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      window.widen();
      FxTest.run(() -> window.model().saved().reopen(_ -> {}));
      window.waitForBadge(Side.A, "finished");
      assertThat(answer(window, Side.A)).isEqualTo(answer);
      assertThat(window.model().promptProperty().get()).isEqualTo("What is recursion?");
      assertThat(window.text("#verdict-total")).isEqualTo("1 verdict");
      assertThat(window.text("#session-title")).isEqualTo("What is recursion?");
      assertThat(FxTest.run(() -> window.model().session().tallyProperty().get()))
          .isEqualTo(new Tally(1, 0, 0, 0));
    }
  }

  @Test
  void leavesWhatIsTypedWhileTheLastSessionIsRead() throws Exception {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
    }
    try (TestWindow window = open()) {
      FxTest.run(() -> window.model().promptProperty().set("New wo"));
      CompletableFuture<Boolean> typed = new CompletableFuture<>();
      FxTest.run(() -> window.model().saved().reopen(typed::complete));
      window.waitForBadge(Side.A, "finished");
      assertThat(typed.get()).isTrue();
      assertThat(window.model().promptProperty().get()).isEqualTo("New wo");
    }
  }

  @Test
  void opensASampleSessionWhereThereIsNothingYet() {
    try (TestWindow window = open()) {
      window.widen();
      window.click("#sample-prompts");
      FxTest.waitFor(() -> window.model().session().trials().size() > 10, TestWindow.PATIENCE);
      window.waitForBadge(Side.A, "finished");
      assertThat(window.text("#session-title")).startsWith("Sample");
      assertThat(window.text("#verdict-total")).isEqualTo("20 verdicts");
      assertThat(window.text("#verdict-raters")).isEqualTo("20 of them are not yours.");
      assertThat(answer(window, Side.B)).isNotBlank();
    }
  }

  @Test
  void aNewSessionBeginsWithTheUsersOwnSamplingAndNotThatOfASample() {
    try (TestWindow window = open()) {
      FxTest.run(() -> window.model().sampling().temperatureProperty().set("0.9"));
      window.click("#sample-prompts");
      FxTest.waitFor(() -> window.model().session().trials().size() > 10, TestWindow.PATIENCE);
      window.waitForBadge(Side.A, "finished");
      FxTest.waitFor(
          () -> !window.model().sampling().maxTokensProperty().get().equals("80"),
          TestWindow.PATIENCE);
      window.robot().push(KeyCode.CONTROL, KeyCode.N);
      assertThat(window.model().sampling().summaryProperty().get())
          .isEqualTo("T 0.9  \u00b7  top-p 0.95  \u00b7  max 80  \u00b7  seed 7");
    }
  }

  @Test
  void aVerdictIsNotThatOfAModelThatTookASideAndItsTrialIsAClickAway() {
    try (TestWindow window = open()) {
      window.widen();
      run(window, "What is recursion?");
      window.robot().push(KeyCode.F5);
      assertThat(isGiven(window, "#vote-both-bad")).isTrue();
      FxTest.run(() -> window.side(Side.A).pick("demo/base"));
      assertThat(window.text("#verdict-total")).isEqualTo("0 verdicts");
      assertThat(window.text("#verdict-others")).startsWith("1 more verdict");
      assertThat(isGiven(window, "#vote-both-bad")).isFalse();
      assertThat(answer(window, Side.B)).isNotBlank();
      window.waitForBadge(Side.A, "ready");
      window.click("#trials .trial-row");
      window.waitForBadge(Side.A, "finished");
      assertThat(window.text("#verdict-total")).isEqualTo("1 verdict");
      assertThat(isGiven(window, "#vote-both-bad")).isTrue();
    }
  }

  private static boolean isGiven(TestWindow window, String button) {
    return FxTest.run(() ->
        window
            .scene()
            .lookup(button)
            .getPseudoClassStates()
            .contains(PseudoClass.getPseudoClass("given")));
  }

  @Test
  void showsWhatDiffersBetweenSavedAnswers() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
    }
    try (TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity())) {
      FxTest.run(() -> window.model().saved().reopen(_ -> {}));
      window.waitForBadge(Side.A, "finished");
      FxTest.run(() -> window.model().diff().shownProperty().set(true));
      FxTest.waitFor(() -> !window.model().diff().model().items().isEmpty(), TestWindow.PATIENCE);
    }
  }

  @Test
  void keepsASavedAnswerWhoseModelIsNotHere() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
    }
    try (TestWindow window =
        new TestWindow(
            home,
            Theme.DARK,
            real ->
                new DecoratedCatalog(
                    real,
                    (_, found) ->
                        new Provider() {
                          @Override
                          public Optional<Failure> prepare() {
                            return Optional.of(
                                new Failure.ModelNotFound("It is gone.", "Get it back."));
                          }

                          @Override
                          public Call start(CompletionRequest request, CompletionSink sink) {
                            return found.provider().start(request, sink);
                          }
                        }))) {
      FxTest.run(() -> window.model().saved().reopen(_ -> {}));
      FxTest.waitFor(
          () -> window.side(Side.A).sourceProperty().get().equals("not available here"),
          TestWindow.PATIENCE);
      window.waitForBadge(Side.A, "finished");
      assertThat(answer(window, Side.A)).isNotBlank();
      assertThat(window.side(Side.A).failureProperty().get()).isNull();
    }
  }

  @Test
  void takesAVerdictBackWithTheSameKeyAndSavesANote() throws Exception {
    try (TestWindow window = open()) {
      window.widen();
      run(window, "Haiku");
      window.robot().push(KeyCode.F5);
      window.robot().push(KeyCode.F8);
      window.robot().write("neither scans");
      window.robot().push(KeyCode.ENTER);
      SavedTrial saved = awaitVote(window, Verdict.BOTH_BAD, "neither scans");
      assertThat(saved.answers()).hasSize(2);
      window.robot().push(KeyCode.F5);
      assertThat(window.text("#verdict-total")).isEqualTo("0 verdicts");
    }
  }

  @Test
  void keepsWhatWasTypedAndNotSentYet() throws Exception {
    try (TestWindow window = open()) {
      FxTest.run(() -> window.care().keepDraft());
      window.type("half a thought");
      while (window.workspace().value("draft").filter("half a thought"::equals).isEmpty()) {
        FxTest.pulses(1);
      }
      FxTest.run(() -> {
        window.model().promptProperty().set("Tell {{who}} of {{what}}");
        window.model().systemProperty().set("Be brief.");
        window.model().variables().give("who", "a \"child\"");
      });
      while (window
          .workspace()
          .value("draft.besides")
          .filter(it -> it.contains("child"))
          .isEmpty()) {
        FxTest.pulses(1);
      }
    }
    try (TestWindow window = open()) {
      FxTest.run(() -> window.care().takeDraft());
      FxTest.waitFor(
          () -> window.model().promptProperty().get().equals("Tell {{who}} of {{what}}"),
          TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> window.model().variables().given()))
          .containsExactly(Map.entry("who", "a \"child\""));
      assertThat(FxTest.run(() -> window.model().systemProperty().get())).isEqualTo("Be brief.");
    }
  }

  @Test
  void leavesWhatIsBeingWrittenAloneWhenAVerdictIsGiven() {
    try (TestWindow window = open()) {
      window.widen();
      run(window, "What is recursion?");
      run(window, "What is a stack?");
      window.click("#prompt");
      window.robot().push(KeyCode.CONTROL, KeyCode.A);
      window.robot().write("And iteration?");
      window.robot().push(KeyCode.F3);
      assertThat(window.text("#verdict-total")).isEqualTo("1 verdict");
      settle(window);
      FxTest.waitFor(() -> true, TestWindow.PATIENCE);
      assertThat(FxTest.run(() -> window.model().promptProperty().get()))
          .isEqualTo("And iteration?");
    }
  }

  @Test
  void comparesTwoSessions() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      String first = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.run(() -> window.model().saved().rerun(first, false, () -> {}, _ -> {}));
      FxTest.waitFor(
          () -> !window.model().session().id().orElse(first).equals(first), TestWindow.PATIENCE);
      FxTest.waitFor(() -> !window.model().runningProperty().get(), TestWindow.PATIENCE);
      settle(window);
      window.click("#page-sessions");
      FxTest.waitFor(() -> listed(window).size() == 2, TestWindow.PATIENCE);
      window.click("#compare-sessions");
      window.robot().push(KeyCode.DOWN);
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> window.scene().lookup("#session-comparison").isVisible(), TestWindow.PATIENCE);
      window.click("#close-comparison");
      assertThat(window.node("#session-comparison").isVisible()).isFalse();
    }
  }

  @Test
  void offersNoVerdictBeforeThereAreTwoAnswers() {
    try (TestWindow window = open()) {
      assertThat(window.node("#vote-a").isDisabled()).isTrue();
      run(window, "Haiku");
      assertThat(window.node("#vote-a").isDisabled()).isFalse();
    }
  }

  @Test
  void goesOnWithAConversationOnBothSides() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      String first = answer(window, Side.A);
      FxTest.run(() -> window.model().turnProperty().set(Turn.FOLLOW_UP));
      run(window, "Give an example.");
      assertThat(answer(window, Side.A)).contains(first.lines().findFirst().orElseThrow());
      assertThat(answer(window, Side.A)).contains("Give an example.");
      var request = window.side(Side.B).modelProperty();
      assertThat(request.get()).isEqualTo("demo/base");
      List<SavedTrial> trials =
          FxTest.run(() -> window.model().session().id())
              .map(id -> trials(window, id))
              .orElseThrow();
      assertThat(trials).hasSize(2);
      assertThat(trials.get(1).parent()).isEqualTo(trials.get(0).id());
      assertThat(trials.get(1).answer(Side.A).orElseThrow().request().messages()).hasSize(3);
    }
  }

  @Test
  void leavesTheOpenSessionWhenItIsDeletedSoThatNothingNewVanishesInIt() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      String deleted = FxTest.run(() -> window.model().session().id()).orElseThrow();
      window.click("#page-sessions");
      FxTest.waitFor(() -> listed(window).size() == 1, TestWindow.PATIENCE);
      window.click("#delete-session");
      FxTest.waitFor(() -> listed(window).isEmpty(), TestWindow.PATIENCE);
      FxTest.waitFor(() -> window.model().session().id().isEmpty(), TestWindow.PATIENCE);
      window.click("#page-compare");
      assertThat(window.text("#session-title")).isEqualTo("New session");
      run(window, "Haiku");
      window.robot().push(KeyCode.F2);
      String fresh = FxTest.run(() -> window.model().session().id()).orElseThrow();
      assertThat(fresh).isNotEqualTo(deleted);
      window.click("#page-sessions");
      FxTest.waitFor(
          () -> listed(window).size() == 1 && listed(window).getFirst().id().equals(fresh),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void opensTheSessionAgainWhoseDeletionIsTakenBack() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      String deleted = FxTest.run(() -> window.model().session().id()).orElseThrow();
      window.click("#page-sessions");
      FxTest.waitFor(() -> listed(window).size() == 1, TestWindow.PATIENCE);
      assertThat(window.node("#no-session").getParent().isVisible()).isFalse();
      window.click("#delete-session");
      FxTest.waitFor(() -> window.model().session().id().isEmpty(), TestWindow.PATIENCE);
      FxTest.waitFor(() -> isEmptyStateShown(window), TestWindow.PATIENCE);
      assertThat(window.text("#sessions-empty")).isEqualTo("No session is saved");
      assertThat(window.node("#no-session").getParent().isVisible()).isTrue();
      FxTest.waitFor(
          () -> "sessions".equals(window.scene().getFocusOwner().getId()), TestWindow.PATIENCE);
      window.robot().push(KeyCode.CONTROL, KeyCode.Z);
      FxTest.waitFor(
          () -> window.model().session().id().equals(Optional.of(deleted)), TestWindow.PATIENCE);
    }
  }

  @Test
  void callsTheOpenSessionWhatItWasRenamedTo() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      window.click("#page-sessions");
      FxTest.waitFor(() -> listed(window).size() == 1, TestWindow.PATIENCE);
      window.click("#rename");
      FxTest.run(() -> field(window, "#rename").setText("Recursion"));
      window.robot().push(KeyCode.ENTER);
      window.click("#page-compare");
      FxTest.waitFor(
          () -> window.model().session().titleProperty().get().equals("Recursion"),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void listsFindsRenamesDeletesAndBringsBackSessions() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      window.robot().push(KeyCode.CONTROL, KeyCode.N);
      run(window, "Write a haiku about autumn.");
      window.click("#page-sessions");
      FxTest.waitFor(() -> listed(window).size() == 2, TestWindow.PATIENCE);
      window.click("#session-search");
      window.robot().write("haiku");
      FxTest.waitFor(() -> listed(window).size() == 1, TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> field(window, "#rename").getText().equals("Write a haiku about autumn."),
          TestWindow.PATIENCE);
      FxTest.run(() -> field(window, "#rename").requestFocus());
      FxTest.run(() -> field(window, "#rename").setText("A haiku"));
      window.robot().push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> listed(window).size() == 1 && listed(window).getFirst().title().equals("A haiku"),
          TestWindow.PATIENCE);
      System.gc();
      FxTest.run(() -> window.model().promptProperty().set("something else"));
      window.click("#delete-session");
      FxTest.waitFor(() -> listed(window).isEmpty(), TestWindow.PATIENCE);
      FxTest.waitFor(() -> isEmptyStateShown(window), TestWindow.PATIENCE);
      assertThat(window.text("#sessions-empty")).isEqualTo("No session fits");
      window.click("#undo");
      FxTest.waitFor(() -> listed(window).size() == 1, TestWindow.PATIENCE);
      FxTest.waitFor(() -> !isEmptyStateShown(window), TestWindow.PATIENCE);
      window.click("#open-session");
      FxTest.waitFor(
          () -> window.model().promptProperty().get().equals("Write a haiku about autumn."),
          TestWindow.PATIENCE);
    }
  }

  /** JavaFX thread only. */
  private static boolean isEmptyStateShown(TestWindow window) {
    return window.scene().lookup("#sessions-empty").getParent().isVisible();
  }

  @Test
  void runsASessionAgainAsANewOneLinkedToIt() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      run(window, "Haiku");
      String first = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.run(() -> window.model().saved().rerun(first, false, () -> {}, _ -> {}));
      FxTest.waitFor(
          () ->
              window.model().session().trials().size() == 2
                  && !window.model().session().id().orElse(first).equals(first)
                  && !window.model().runningProperty().get(),
          TestWindow.PATIENCE);
      String second = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.waitFor(() -> trials(window, second).size() == 2, TestWindow.PATIENCE);
      assertThat(summary(window, second).madeFrom()).isEqualTo(first);
      assertThat(trials(window, second))
          .extracting(SavedTrial::prompt)
          .containsExactly("What is recursion?", "Haiku");
    }
  }

  @Test
  void runsEveryBranchAgainFromTheAnswerInItsOwnPlace() {
    try (TestWindow window = open()) {
      // Else the models say now what they said then.
      FxTest.run(() -> window.model().sampling().seedProperty().set(""));
      run(window, "What is recursion?");
      turn(window, Turn.FOLLOW_UP, "Give an example.");
      turn(window, Turn.AGAIN, "Give two examples.");
      window.robot().push(KeyCode.F2);
      turn(window, Turn.FOLLOW_WINNER, "And another one.");
      String first = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.waitFor(() -> trials(window, first).size() == 4, TestWindow.PATIENCE);
      FxTest.run(() -> window.model().saved().rerun(first, false, () -> {}, _ -> {}));
      FxTest.waitFor(
          () ->
              window.model().session().trials().size() == 4
                  && !window.model().session().id().orElse(first).equals(first)
                  && !window.model().runningProperty().get(),
          TestWindow.PATIENCE);
      String second = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.waitFor(() -> trials(window, second).size() == 4, TestWindow.PATIENCE);
      List<SavedTrial> again = trials(window, second);
      assertThat(again.get(1).parent()).isEqualTo(again.get(0).id());
      assertThat(again.get(2).parent()).as("a branch").isEqualTo(again.get(0).id());
      assertThat(again.get(3).parent()).isEqualTo(again.get(2).id());
      for (Side side : Side.values()) {
        assertThat(said(again.get(2), side)).isEqualTo(text(again.get(0), side));
        assertThat(said(again.get(3), side))
            .as("the better one")
            .isEqualTo(text(again.get(2), Side.A));
      }
    }
  }

  @Test
  void staysWhereItIsWhenTheModelsThatAnsweredThenAreNotHere() throws Exception {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      String open = FxTest.run(() -> window.model().session().id()).orElseThrow();
      window.click("#page-sessions");
      FxTest.run(() ->
          window
              .window()
              .importFiles(
                  List.of(
                      Files.writeString(
                          home.resolve("battles.jsonl"),
                          """
                          {"model_a":"m/a","model_b":"m/b","winner":"model_a","judge":"j","turn":1,\
                          "conversation_a":[{"role":"user","content":"Bird?"},{"role":"assistant","content":"Wren."}],\
                          "conversation_b":[{"role":"user","content":"Bird?"},{"role":"assistant","content":"Gull."}]}
                          """))));
      window.click("#take-import");
      FxTest.waitFor(() -> listed(window).size() == 2, TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> !window.scene().lookup("#import-panel").isVisible(), TestWindow.PATIENCE);
      FxTest.run(() -> {
        var menu = (SplitMenuButton) window.scene().lookup("#rerun-session");
        menu.getItems().getFirst().fire();
      });
      FxTest.waitFor(
          () -> words(window, "#undo-words").startsWith("Not run again: "), TestWindow.PATIENCE);
      assertThat(window.text("#undo-words")).contains("m");
      assertThat(window.node("#sessions-page")).isNotNull();
      assertThat(FxTest.run(() -> window.model().session().id())).contains(open);
      assertThat(window.workspace().sessions().list(SessionQuery.all())).hasSize(2);
      window.waitForBadge(Side.A, "ready");
    }
  }

  private static String words(TestWindow window, String id) {
    return ((Labeled) window.scene().lookup(id)).getText();
  }

  private static void turn(TestWindow window, Turn turn, String prompt) {
    FxTest.run(() -> window.model().turnProperty().set(turn));
    run(window, prompt);
  }

  private static String text(SavedTrial trial, Side side) {
    return trial.answer(side).orElseThrow().text();
  }

  /** The answer a trial goes on from. */
  private static String said(SavedTrial trial, Side side) {
    var messages = trial.answer(side).orElseThrow().request().messages();
    return messages.get(messages.size() - 2).content();
  }

  @Test
  void runsASessionAgainWithTheModelsThatAnsweredThen() {
    try (TestWindow window = open()) {
      run(window, "What is recursion?");
      String first = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.run(() -> window.model().stop());
      window.pick("demo/base", "demo/small");
      FxTest.run(() -> window.model().saved().rerun(first, true, () -> {}, _ -> {}));
      FxTest.waitFor(
          () ->
              window.model().session().trials().size() == 1
                  && !window.model().session().id().orElse(first).equals(first)
                  && !window.model().runningProperty().get(),
          TestWindow.PATIENCE);
      String second = FxTest.run(() -> window.model().session().id()).orElseThrow();
      FxTest.waitFor(() -> trials(window, second).size() == 1, TestWindow.PATIENCE);
      SavedTrial again = trials(window, second).getFirst();
      assertThat(again.answer(Side.A).orElseThrow().model()).isEqualTo("demo/small");
      assertThat(again.answer(Side.B).orElseThrow().model()).isEqualTo("demo/base");
    }
  }

  private TestWindow open() {
    TestWindow window = new TestWindow(home, Theme.DARK, UnaryOperator.identity());
    window.pick("demo/small", "demo/base");
    window.waitUntilReady();
    // Drawn by chance, an answer may be empty or fill the context, and nothing goes on from it.
    FxTest.run(() -> {
      window.model().sampling().seedProperty().set("7");
      window.model().sampling().maxTokensProperty().set("80");
    });
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
    settle(window);
  }

  /** The pages read what is on the disk, once. */
  private static void settle(TestWindow window) {
    window.workspace().settled().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static String answer(TestWindow window, Side side) {
    return FxTest.run(() -> ((MarkdownPane) window.scene().lookup("#answer-" + side)).plainText());
  }

  private static TextField field(TestWindow window, String id) {
    return (TextField) window.scene().lookup(id);
  }

  @SuppressWarnings("unchecked")
  private static List<SessionSummary> listed(TestWindow window) {
    return ((ListView<SessionSummary>) window.scene().lookup("#sessions")).getItems();
  }

  private static List<SavedTrial> trials(TestWindow window, String session) {
    try {
      return window.workspace().sessions().trials(session);
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static SessionSummary summary(TestWindow window, String session) {
    try {
      return window.workspace().sessions().find(session).orElseThrow();
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static SavedTrial awaitVote(TestWindow window, Verdict verdict, String note)
      throws Exception {
    while (true) {
      for (SessionSummary session : window.workspace().sessions().list(SessionQuery.all())) {
        for (SavedTrial trial : window.workspace().sessions().trials(session.id())) {
          var vote = trial.vote();
          if (vote != null && vote.verdict() == verdict && vote.note().equals(note)) {
            return trial;
          }
        }
      }
      FxTest.pulses(1);
    }
  }
}
