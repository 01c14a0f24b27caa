package app.diptych.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Intake;
import app.diptych.exchange.Sample;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionQuery.Shelf;
import app.diptych.session.SessionSummary;
import app.diptych.ui.fx.FxTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is done to sessions is done to the one that is shown, and can be taken back. */
@Timeout(120)
class SessionsPageTest {
  static final String BATTLE =
      """
      {"model_a":"m/a","model_b":"m/b","winner":"tie (bothbad)","judge":"%s","turn":1,\
      "conversation_a":[{"role":"user","content":"Name a bird."},{"role":"assistant","content":"Wren."}],\
      "conversation_b":[{"role":"user","content":"Name a bird."},{"role":"assistant","content":"Gull."}]}
      """;

  @TempDir Path home;

  @Test
  void renamesOnlyTheSessionTheTitleWasTypedFor() throws Exception {
    try (OpenSessions open = open()) {
      open.add("Renamed one", "Renamed two");
      FxTest.run(() -> open.model.filters().wordsProperty().set("renamed"));
      open.awaitTitles("Renamed one", "Renamed two");
      open.select("Renamed one");
      open.robot.clickOn(open.field("#rename"));
      FxTest.run(() -> open.field("#rename").setText("Zebra"));
      open.robot.push(KeyCode.ENTER);
      open.awaitTitles("Renamed two");
      FxTest.waitFor(
          () -> open.field("#rename").getText().equals("Renamed two"), OpenSessions.PATIENCE);
      open.robot.clickOn(open.field("#session-search"));
      open.refresh();
      FxTest.run(() -> open.model.filters().clear());
      open.awaitTitles("Zebra", "Renamed two");
      assertThat(open.changed).containsExactly("Renamed one");
    }
  }

  /** It may have a hundred thousand trials. */
  @Test
  void readsTheSelectedSessionOnceWhileSomebodyTypesWhatToLookFor() throws Exception {
    try (OpenSessions open = open()) {
      SavedSession sample = Sample.PROMPTS.read();
      open.workspace.sessions().add(sample).get();
      open.refresh();
      FxTest.waitFor(() -> open.model.trials().size() == 20, OpenSessions.PATIENCE);
      AtomicInteger readings = new AtomicInteger();
      FxTest.run(() ->
          open.model
              .trials()
              .addListener((ListChangeListener<SavedTrial>) _ -> readings.incrementAndGet()));
      for (String words : List.of("d", "de", "dem", "demo")) {
        FxTest.run(() -> open.model.filters().wordsProperty().set(words));
        open.awaitTitles(sample.summary().title());
      }
      FxTest.run(() -> open.model.filters().wordsProperty().set("no such word"));
      FxTest.waitFor(() -> open.model.found().isEmpty(), OpenSessions.PATIENCE);
      assertThat(readings).as("once, when nothing is selected any more").hasValue(1);
      FxTest.run(() -> open.model.filters().clear());
      FxTest.waitFor(() -> open.model.trials().size() == 20, OpenSessions.PATIENCE);
      assertThat(readings).hasValue(2);
      open.refresh();
      FxTest.waitFor(() -> readings.get() == 3, OpenSessions.PATIENCE);
    }
  }

  @Test
  void savesAHalfTypedTitleForTheSessionThatIsLeft() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one", "two");
      open.select("one");
      FxTest.run(() -> open.field("#rename").requestFocus());
      FxTest.run(() -> open.field("#rename").setText("first"));
      FxTest.run(() -> open.model.select(open.byTitle("two")));
      open.awaitTitles("first", "two");
      assertThat(open.field("#rename").getText()).isEqualTo("two");
    }
  }

  @Test
  void keepsTheTitleWhenItIsCleared() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one");
      open.select("one");
      FxTest.run(() -> open.field("#rename").requestFocus());
      FxTest.run(() -> open.field("#rename").setText(" "));
      open.robot.push(KeyCode.ENTER);
      assertThat(open.field("#rename").getText()).isEqualTo("one");
    }
  }

  @Test
  void marksTheSessionThatIsShownWhateverBecomesOfTheRows() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one", "two", "three");
      open.select("two");
      assertThat(open.marked()).isEqualTo("two");
      FxTest.run(() -> open.model.filters().wordsProperty().set("two"));
      open.awaitTitles("two");
      assertThat(open.marked()).isEqualTo("two");
      FxTest.run(() -> open.model.filters().clear());
      open.awaitTitles("one", "two", "three");
      assertThat(open.marked()).isEqualTo("two");
      FxTest.run(() -> open.model.duplicate(open.byTitle("two")));
      open.awaitTitles("one", "two", "three", "two (copy)");
      assertThat(open.marked()).isEqualTo("two (copy)");
      assertThat(open.field("#rename").getText()).isEqualTo("two (copy)");
    }
  }

  @Test
  void marksWhatWasImported() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one", "two");
      Path file = Files.writeString(home.resolve("battles.jsonl"), BATTLE.formatted("judge-1"));
      FxTest.run(() -> {
        open.model.importing().read(List.of(file));
      });
      FxTest.waitFor(
          () -> open.model.importing().stepProperty().get() == ImportModel.Step.PREVIEW,
          OpenSessions.PATIENCE);
      FxTest.run(() -> open.model.importing().take());
      FxTest.waitFor(() -> open.model.found().size() == 3, OpenSessions.PATIENCE);
      FxTest.waitFor(() -> open.model.trials().size() == 1, OpenSessions.PATIENCE);
      SessionSummary shown = FxTest.run(() -> open.model.selectedProperty().get());
      assertThat(shown).isNotNull();
      assertThat(open.marked()).isEqualTo(shown == null ? "" : shown.title());
      assertThat(open.field("#rename").getText()).isEqualTo(open.marked());
    }
  }

  @Test
  void keepsTheOfferToUndoWhileNothingElseChanges() throws Exception {
    try (OpenSessions open = open()) {
      String title = "A very long title ".repeat(30);
      open.add("other", title);
      open.select(title);
      open.fire("#delete-session");
      open.awaitTitles("other");
      open.awaitNews("Deleted");
      FxTest.pulses(2);
      assertThat(isWhole((Labeled) open.scene.lookup("#undo"))).isTrue();
      FxTest.waitFor(() -> open.field("#rename").getText().equals("other"), OpenSessions.PATIENCE);
      open.robot.clickOn(open.field("#tags"));
      open.robot.clickOn(open.field("#session-search"));
      assertThat(open.text("#undo-words")).startsWith("Deleted");
      open.robot.push(KeyCode.CONTROL, KeyCode.Z);
      open.awaitTitles("other", title);
      assertThat(open.changed).contains(title);
    }
  }

  @Test
  void takesTypingBackBeforeItTakesChangesBack() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one", "two");
      FxTest.run(() -> open.model.changes().delete(open.byTitle("one")));
      open.awaitNews("Deleted");
      open.robot.clickOn(open.field("#session-search"));
      open.robot.write("tw");
      open.robot.push(KeyCode.CONTROL, KeyCode.Z);
      assertThat(open.text("#undo-words")).startsWith("Deleted");
    }
  }

  @Test
  void listsDeletedSessionsAndRestoresThem() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one", "two");
      FxTest.run(() -> open.model.changes().delete(open.byTitle("one")));
      open.awaitTitles("two");
      FxTest.run(() -> open.model.changes().dismiss());
      FxTest.run(() -> open.model.filters().shelfProperty().set(Shelf.DELETED));
      open.awaitTitles("one");
      FxTest.waitFor(() -> open.scene.lookup("#restore-session") != null, OpenSessions.PATIENCE);
      assertThat(open.scene.lookup("#delete-session")).isNull();
      assertThat(open.text("#session-facts")).contains("30 days");
      open.fire("#restore-session");
      FxTest.waitFor(() -> open.model.found().isEmpty(), OpenSessions.PATIENCE);
      FxTest.run(() -> open.model.filters().clear());
      open.awaitTitles("one", "two");
    }
  }

  @Test
  void changesNothingInAWorkspaceOfANewerVersion() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    try (OpenSessions open = open()) {
      open.awaitTitles("one");
      FxTest.waitFor(() -> open.scene.lookup("#delete-session") != null, OpenSessions.PATIENCE);
      assertThat(open.scene.lookup("#delete-session").isDisabled()).isTrue();
      assertThat(open.scene.lookup("#pin-session").isDisabled()).isTrue();
      assertThat(open.field("#rename").isEditable()).isFalse();
      FxTest.run(() -> open.model.changes().delete(open.byTitle("one")));
      open.refresh();
      open.awaitTitles("one");
      assertThat(open.text("#undo-words")).contains("newer version");
      assertThat(open.node("#undo").isVisible()).isFalse();
      open.robot.push(KeyCode.CONTROL, KeyCode.Z);
      open.awaitTitles("one");
    }
  }

  @Test
  void saysThatAChangeWasRefused() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one");
      SessionSummary one = open.byTitle("one");
      open.workspace.close();
      FxTest.run(() -> open.model.changes().rename(one, "two"));
      open.awaitNews("The change was not saved");
      assertThat(open.node("#undo").isVisible()).isFalse();
    }
  }

  @Test
  void showsNoEditorWhileThereIsNoSession() throws Exception {
    try (OpenSessions open = open()) {
      FxTest.waitFor(
          () -> open.text("#sessions-empty").equals("No session is saved"), OpenSessions.PATIENCE);
      assertThat(open.node("#session-detail").isVisible()).isFalse();
      open.add("one");
      FxTest.waitFor(() -> open.node("#session-detail").isVisible(), OpenSessions.PATIENCE);
    }
  }

  @Test
  void namesTheFiltersAfterTheTagsChanged() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one");
      FxTest.run(() -> open.model.changes().tag(open.byTitle("one"), "birds, bees"));
      FxTest.waitFor(() -> open.model.filters().tags().size() == 2, OpenSessions.PATIENCE);
      FxTest.pulses(2);
      assertThat(shown(open, "#filter-session-tag")).contains("Any tag");
      assertThat(shown(open, "#filter-session-model")).contains("Any model");
      FxTest.run(() -> open.model.filters().tagProperty().set("bees"));
      FxTest.run(() -> open.model.changes().tag(open.byTitle("one"), "birds"));
      FxTest.waitFor(() -> open.model.filters().tags().size() == 1, OpenSessions.PATIENCE);
      FxTest.pulses(2);
      assertThat(shown(open, "#filter-session-tag")).contains("Any tag");
    }
  }

  @Test
  void showsWhatOtherRatersSaid() throws Exception {
    try (OpenSessions open = open()) {
      Path file = Files.writeString(home.resolve("battles.jsonl"), BATTLE.formatted("judge-1"));
      Intake.ofAll(Exchange.read(file)).save(open.workspace);
      open.refresh();
      FxTest.waitFor(() -> open.model.trials().size() == 1, OpenSessions.PATIENCE);
      FxTest.pulses(3);
      assertThat(open.model.found().getFirst().votes().bothBad()).isEqualTo(1);
      assertThat(
              FxTest.run(() ->
                  open.scene.lookup("#session-trials").lookupAll(".tag").stream()
                      .map(tag -> ((Labeled) tag).getText())
                      .toList()))
          .containsExactly("judge-1: both bad");
    }
  }

  @Test
  void opensAndRunsNothingWhileSomethingRuns() throws Exception {
    try (OpenSessions open = open()) {
      open.add("one");
      FxTest.waitFor(() -> open.scene.lookup("#open-session") != null, OpenSessions.PATIENCE);
      FxTest.run(() -> open.whyNot.set("Both sides must have ended first."));
      assertThat(open.node("#open-session").isDisabled()).isTrue();
      assertThat(open.node("#rerun-session").isDisabled()).isTrue();
      assertThat(open.node("#rerun-session").getAccessibleHelp())
          .isEqualTo("Both sides must have ended first.");
    }
  }

  /** What the closed choice says. */
  private static List<String> shown(OpenSessions open, String id) {
    return FxTest.run(() ->
        open.scene.lookup(id).lookupAll(".list-cell").stream()
            .map(cell -> ((ListCell<?>) cell).getText())
            .toList());
  }

  private static boolean isWhole(Labeled label) {
    return label.getWidth() >= label.prefWidth(-1);
  }

  private OpenSessions open() throws Exception {
    return new OpenSessions(file());
  }

  private Path file() {
    return home.resolve("workspace.db");
  }
}
