package app.diptych.ui.compare;

import app.diptych.review.Verdict;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
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
  private final Map<Verdict, Button> buttons = new EnumMap<>(Verdict.class);

  VerdictBar(CompareModel page) {
    this.page = page;
    this.session = page.session();
    // Nobody can judge what is not there yet.
    this.closed =
        page.runningProperty()
            .or(session.currentProperty().isNull())
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
    note.setPromptText("Why? (optional)");
    note.setAccessibleText("Note on the verdict");
    note.disableProperty()
        .bind(
            closed.or(
                Bindings.createBooleanBinding(() -> verdict() == null, session.currentProperty())));
    note.setOnAction(_ -> session.note(note.getText()));
    note.focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            session.note(note.getText());
          }
        });
    note.setMinWidth(0);
    HBox.setHgrow(note, Priority.ALWAYS);
    getChildren()
        .addAll(
            question,
            button(Verdict.A, "A", Shortcut.VOTE_A, "vote-a"),
            button(Verdict.B, "B", Shortcut.VOTE_B, "vote-b"),
            button(Verdict.TIE, "Tie", Shortcut.VOTE_TIE, "vote-tie"),
            button(Verdict.BOTH_BAD, "Both bad", Shortcut.VOTE_BOTH_BAD, "vote-both-bad"),
            note,
            inTurn(page));
    session.currentProperty().subscribe(this::show);
  }

  /** What makes times compare that were taken while both models shared this machine. */
  private static Button inTurn(CompareModel page) {
    Button inTurn = new Button("Measure in turn", Icon.RATE.node());
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
              ? "Both are other models'"
              : (swappedA ? "A" : "B") + " is another model's";
      return which + ": nothing to judge.";
    }
    boolean a = isRecorded(page.side(Side.A));
    boolean b = isRecorded(page.side(Side.B));
    String which = a && b ? "Both are recorded." : a ? "A is recorded." : "B is recorded.";
    return a || b ? "Which is better? " + which : "Which is better?";
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
    add.accept(Shortcut.VOTE_NOTE, note::requestFocus);
    add.accept(Shortcut.IN_TURN, page.turns()::measureInTurn);
  }

  private void fire(Verdict verdict) {
    Button button = buttons.get(verdict);
    if (button != null && !button.isDisabled()) {
      button.fire();
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

  private void show(@Nullable TrialEntry entry) {
    Verdict verdict = verdict();
    buttons.forEach((which, button) -> button.pseudoClassStateChanged(GIVEN, which == verdict));
    if (!note.isFocused() || entry == null) {
      note.setText(session.note());
    }
  }

  private @Nullable Verdict verdict() {
    TrialEntry entry = session.currentProperty().get();
    return entry == null ? null : entry.verdict();
  }
}
