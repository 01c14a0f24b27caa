package app.diptych.ui;

import app.diptych.trial.Side;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.fx.Icon;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import org.controlsfx.control.StatusBar;

/** What is going on, in a few words at the bottom of the window. */
final class StatusLine extends StatusBar {
  StatusLine(CompareModel model) {
    setGraphic(Icon.STATUS.node());
    textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> words(model),
                model.side(Side.A).runningProperty(),
                model.side(Side.A).liveProperty(),
                model.side(Side.B).liveProperty(),
                model.side(Side.B).runningProperty(),
                model.side(Side.A).phaseProperty(),
                model.side(Side.B).phaseProperty()));
  }

  /** A tilde marks what is guessed from deltas, as it does on the chips. */
  static String rate(double tokensPerSecond, boolean known) {
    String mark = known || tokensPerSecond == 0 ? "" : "~";
    return String.format(Locale.ROOT, "%s%,.0f tok/s in all", mark, tokensPerSecond);
  }

  private static String words(CompareModel model) {
    int streams = 0;
    for (Side side : Side.values()) {
      streams += model.side(side).runningProperty().get() ? 1 : 0;
    }
    // Known or not is asked first: what becomes known in between may look guessed, never the other
    // way round.
    boolean known = model.tokensKnown();
    String rate = "  \u00b7  " + rate(model.tokensPerSecond(), known);
    return switch (streams) {
      case 0 ->
          "A "
              + model.side(Side.A).phaseProperty().get().word()
              + "  \u00b7  B "
              + model.side(Side.B).phaseProperty().get().word();
      case 1 -> "1 stream" + rate;
      default -> streams + " streams" + rate;
    };
  }
}
