package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.review.Verdict;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Under the panes: which answer is better, one key each, saved at once. */
final class VerdictBar extends HBox {
  private static final PseudoClass GIVEN = PseudoClass.getPseudoClass("given");

  private final CompareModel page;
  private final SessionModel session;
  private final BooleanBinding closed;
  private final TextField note = new TextField();
  private @Nullable TrialEntry noted;
  private String said = "";
  private final Map<Verdict, Button> buttons = new EnumMap<>(Verdict.class);

  VerdictBar(CompareModel page) {
    this.page = page;
    this.session = page.session();
    // Nobody can judge what is not there yet.
    this.closed =
        page.runningProperty()
            .or(session.shownProperty().isNull())
            .or(Bindings.not(page.bothAnsweredProperty()))
            .or(page.side(Side.A).swappedProperty())
            .or(page.side(Side.B).swappedProperty());
    getStyleClass().addAll("verdict-bar");
    setId("verdict-bar");
    Label question = new Label();
    question.setId("verdict-question");
    question.setMinWidth(USE_PREF_SIZE);
    question
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> question(page),
                page.side(Side.A).recordedProperty(),
                page.side(Side.B).recordedProperty(),
                page.side(Side.A).swappedProperty(),
                page.side(Side.B).swappedProperty()));
    question.getStyleClass().add("muted");
    note.setId("verdict-note");
    note.setPromptText(say("Why? (optional)"));
    note.setAccessibleText(say("Note on the verdict"));
    note.disableProperty()
        .bind(
            closed.or(
                Bindings.createBooleanBinding(() -> verdict() == null, session.shownProperty())));
    note.setOnAction(_ -> keepNote());
    note.focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            keepNote();
          }
        });
    note.setMinWidth(0);
    HBox.setHgrow(note, Priority.ALWAYS);
    getChildren()
        .addAll(
            question,
            button(Verdict.A, "A", Shortcut.VOTE_A, "vote-a"),
            button(Verdict.B, "B", Shortcut.VOTE_B, "vote-b"),
            button(Verdict.TIE, say("Tie"), Shortcut.VOTE_TIE, "vote-tie"),
            button(Verdict.BOTH_BAD, say("Both bad"), Shortcut.VOTE_BOTH_BAD, "vote-both-bad"),
            note,
            inTurn(page));
    session.shownProperty().subscribe(this::show);
    session.ownProperty().subscribe(_ -> show(session.shownProperty().get()));
  }

  /** What makes times compare that were taken while both models shared this machine. */
  private static Button inTurn(CompareModel page) {
    Button inTurn = new Button(say("Measure in turn"), Icon.RATE.node());
    inTurn.setId("measure-in-turn");
    Shortcut.IN_TURN.on(inTurn);
    inTurn.setMinWidth(USE_PREF_SIZE);
    inTurn.setOnAction(_ -> page.turns().measureInTurn());
    inTurn
        .visibleProperty()
        .bind(page.turns().contendedProperty().and(page.runningProperty().not()));
    inTurn.managedProperty().bind(inTurn.visibleProperty());
    return inTurn;
  }

  /** A verdict on a recording is one on what was said then. */
  private static String question(CompareModel page) {
    boolean swappedA = page.side(Side.A).swappedProperty().get();
    boolean swappedB = page.side(Side.B).swappedProperty().get();
    if (swappedA || swappedB) {
      // Why is in the pane; here the buttons need the room.
      String which =
          swappedA && swappedB
              ? say("Both are other models'")
              : say("%s is another model's").formatted(swappedA ? "A" : "B");
      return say("%s: nothing to judge.").formatted(which);
    }
    boolean a = isRecorded(page.side(Side.A));
    boolean b = isRecorded(page.side(Side.B));
    String which =
        a && b ? say("Both are recorded.") : a ? say("A is recorded.") : say("B is recorded.");
    return a || b ? say("Which is better? %s").formatted(which) : say("Which is better?");
  }

  private static boolean isRecorded(SideModel side) {
    RecordedWords said = side.recordedProperty().get();
    return !said.words().isEmpty() && !said.swapped();
  }

  /** Tells which keys give verdicts. */
  void keys(BiConsumer<Shortcut, Runnable> add) {
    add.accept(Shortcut.VOTE_A, () -> fire(Verdict.A));
    add.accept(Shortcut.VOTE_B, () -> fire(Verdict.B));
    add.accept(Shortcut.VOTE_TIE, () -> fire(Verdict.TIE));
    add.accept(Shortcut.VOTE_BOTH_BAD, () -> fire(Verdict.BOTH_BAD));
    add.accept(Shortcut.VOTE_NOTE, this::writeNote);
    add.accept(Shortcut.IN_TURN, page.turns()::measureInTurn);
  }

  /** Without room for them the buttons are hidden, and their keys work all the same. */
  void tellWhyNot(Node part) {
    for (Shortcut vote :
        List.of(Shortcut.VOTE_A, Shortcut.VOTE_B, Shortcut.VOTE_TIE, Shortcut.VOTE_BOTH_BAD)) {
      Actions.unless(part, vote, () -> closed.get() ? say("There is nothing to judge yet.") : "");
    }
    Actions.unless(
        part,
        Shortcut.VOTE_NOTE,
        () -> note.isDisabled() ? say("A verdict must be given first.") : "");
    Actions.unless(
        part,
        Shortcut.IN_TURN,
        () ->
            page.runningProperty().get() || session.currentProperty().get() == null
                ? say("Both sides must have answered first.")
                : "");
  }

  private void fire(Verdict verdict) {
    Button button = buttons.get(verdict);
    if (page.runningProperty().get()) {
      page.complain(say("Both sides must have ended first."));
    } else if (closed.get()) {
      page.complain(say("There is nothing to judge yet."));
    } else if (button != null) {
      page.complain("");
      button.fire();
    }
  }

  private void writeNote() {
    if (note.isDisabled()) {
      page.complain(say("A verdict must be given first."));
    } else {
      page.complain("");
      note.requestFocus();
    }
  }

  private Button button(Verdict verdict, String words, Shortcut shortcut, String id) {
    Label key = new Label();
    shortcut.tell(key.textProperty(), keys -> keys);
    key.getStyleClass().add("key-cap");
    Button button = new Button(words, key);
    button.setId(id);
    button.getStyleClass().addAll("verdict", id);
    // The note gives way first: a verdict that cannot be read is not given.
    button.setMinWidth(USE_PREF_SIZE);
    button.disableProperty().bind(closed);
    button.setOnAction(_ -> session.vote(verdict));
    buttons.put(verdict, button);
    return shortcut.on(button);
  }

  /** While no trial is shown the field is empty, and says nothing of any. */
  private void keepNote() {
    if (session.shownProperty().get() != null) {
      session.note(note.getText());
    }
  }

  private void show(@Nullable TrialEntry entry) {
    Verdict verdict = verdict();
    buttons.forEach((which, button) -> button.pseudoClassStateChanged(GIVEN, which == verdict));
    boolean another = !Objects.equals(id(entry), id(noted));
    if (another && noted != null && note.isFocused() && !note.getText().equals(said)) {
      session.noteOn(noted, note.getText());
    }
    if (another || !note.isFocused()) {
      said = entry == null ? "" : session.note();
      note.setText(said);
    }
    noted = entry;
  }

  private static @Nullable String id(@Nullable TrialEntry entry) {
    return entry == null ? null : entry.id();
  }

  private @Nullable Verdict verdict() {
    TrialEntry entry = session.shownProperty().get();
    return entry == null ? null : entry.verdict();
  }
}
