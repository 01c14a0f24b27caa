package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.trial.Answer;
import app.diptych.trial.Repeat.Differs;
import app.diptych.trial.Repeat.Identical;
import app.diptych.trial.Repeat.Result;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Below the head of a side: whether the answer that was given once more is the same, else where it
 * first differs and why it may.
 */
final class RepeatNote extends HBox {
  private static final PseudoClass DIFFERS = PseudoClass.getPseudoClass("elsewhere");

  private static final double NARROWEST = 160;

  private final SideModel side;
  private final Label words = new Label();
  private final Button show = new Button(say("Show"));
  private final Button close = AnswerPane.iconButton(Icon.CLOSE);

  RepeatNote(ExactRepeat repeat, SideModel side) {
    this.side = side;
    getStyleClass().addAll("recorded-note", "repeat-note");
    words.setId("repeat-" + side.side());
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Tip.on(words, words.textProperty());
    show.setId("repeat-show-" + side.side());
    show.setAccessibleText(
        say("Show where the answer of side %s first differs").formatted(side.side()));
    Tip.on(show, say("Show the place in the answer"));
    show.getStyleClass().add("small");
    show.setMinWidth(USE_PREF_SIZE);
    close.setId("repeat-close-" + side.side());
    close.setAccessibleText(say("Close what came of repeating side %s").formatted(side.side()));
    Tip.on(close, say("Close"));
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(_ -> repeat.close(side.side()));
    repeat.resultsProperty().subscribe(results -> tell(results.get(side.side())));
  }

  private void tell(@Nullable Result result) {
    setVisible(result != null);
    setManaged(result != null);
    if (result == null) {
      getChildren().clear();
      return;
    }
    boolean same = result instanceof Identical;
    // What is quoted may go over lines.
    words.setText(told(result.sentence()).replace('\n', ' '));
    pseudoClassStateChanged(DIFFERS, !same);
    getChildren().setAll((same ? Icon.DONE : Icon.ERROR).node(), words);
    if (result instanceof Differs differs) {
      int inText = differs.position() - before();
      if (inText >= 0) {
        show.setOnAction(_ -> side.reveal(inText));
        getChildren().add(show);
      }
    }
    getChildren().add(close);
  }

  /** Positions count the reasoning and the line between it and the answer. */
  private int before() {
    return side.ended()
        .map(Answer::reasoning)
        .filter(reasoning -> !reasoning.isEmpty())
        .map(reasoning -> reasoning.length() + 1)
        .orElse(0);
  }

  /** As in {@link RecordedNote}: all of it is read before the answer is. */
  @Override
  protected double computeMinHeight(double width) {
    return width >= NARROWEST ? computePrefHeight(width) : super.computeMinHeight(width);
  }
}
