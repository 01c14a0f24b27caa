package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import app.diptych.trial.WeighedText;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Whether the answers are shown by how sure their models were of each token; then the next prompt
 * asks for the probabilities, too. JavaFX thread only.
 */
public final class AnswerCertainty {
  private final BooleanProperty wanted = new SimpleBooleanProperty(false);
  private final ReadOnlyStringWrapper parting = new ReadOnlyStringWrapper("");
  private final Map<Side, IntConsumer> views = new EnumMap<>(Side.class);
  private final SideModel a;
  private final SideModel b;
  private final SideCertainty ofA;
  private final SideCertainty ofB;

  AnswerCertainty(SideModel a, SideModel b) {
    this.a = a;
    this.b = b;
    this.ofA = new SideCertainty(a, wanted);
    this.ofB = new SideCertainty(b, wanted);
    for (SideModel side : List.of(a, b)) {
      side.endedProperty().addListener((_, _, _) -> parting.set(""));
    }
    wanted.addListener((_, _, _) -> parting.set(""));
  }

  SideCertainty of(Side side) {
    return side == Side.A ? ofA : ofB;
  }

  /**
   * @param reveal shows a piece of that side's answer
   */
  void showIn(Side side, IntConsumer reveal) {
    views.put(side, reveal);
  }

  /** Whether the tokens of an answer are marked. */
  boolean isShown() {
    return of(Side.A).shownProperty().get() || of(Side.B).shownProperty().get();
  }

  /** Shows the first place at which the two answers go on differently. */
  public void part() {
    String left = a.text();
    String right = b.text();
    if (left.isEmpty() || right.isEmpty()) {
      parting.set(say("There are no two answers yet."));
      return;
    }
    int at = 0;
    while (at < Math.min(left.length(), right.length()) && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (at == left.length() && at == right.length()) {
      parting.set(say("Both answers are the same."));
      return;
    }
    parting.set(
        String.format(
            Locale.ROOT,
            say("At character %,d: A %s, B %s."),
            at + 1,
            went(Side.A, left, at),
            went(Side.B, right, at)));
    show(a, at);
    show(b, at);
  }

  private void show(SideModel side, int at) {
    SideCertainty certainty = of(side.side());
    if (certainty.shownProperty().get()) {
      views.getOrDefault(side.side(), _ -> {}).accept(certainty.pieceAt(at));
    } else {
      side.reveal(Math.min(at + 1, side.text().length()));
    }
  }

  private String went(Side side, String text, int at) {
    if (at >= text.length()) {
      return say("ends");
    }
    SideCertainty certainty = of(side);
    if (certainty.pieces().isEmpty()) {
      return CertaintyWords.quoted(text.substring(at));
    }
    WeighedText piece = certainty.pieces().get(certainty.pieceAt(at));
    String words = CertaintyWords.quoted(piece.text());
    var known = piece.certainty();
    return known == null ? words : words + " (" + CertaintyWords.percent(known.probability()) + ")";
  }

  /** Whether tokens are shown by their probability, and asked for with it. */
  public BooleanProperty wantedProperty() {
    return wanted;
  }

  /** Where the answers part, once somebody asked. */
  ReadOnlyStringProperty partingProperty() {
    return parting.getReadOnlyProperty();
  }
}
