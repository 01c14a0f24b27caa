package app.diptych.ui.compare;

import app.diptych.completion.Message;
import app.diptych.prompt.Blanks;
import app.diptych.trial.TokenEstimate;
import app.diptych.ui.fx.Background;
import java.util.List;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** About how many tokens the prompt has, counted elsewhere once the user pauses. */
public final class TokenGauge extends Label {
  private static final Duration PAUSE = Duration.millis(250);

  private final VariablesModel variables;
  private final Background background;
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private boolean counting;
  private boolean changed;

  /**
   * @param variables knows the prompt, and what its blanks are filled with
   */
  public TokenGauge(VariablesModel variables, Background background) {
    this.variables = variables;
    this.background = background;
    setId("token-estimate");
    getStyleClass().add("token-gauge");
    setMinWidth(Region.USE_PREF_SIZE);
    setTooltip(
        new Tooltip(
            "An estimate with the o200k tokenizer: each model counts with its own, and adds its"
                + " chat template."));
    pause.setOnFinished(_ -> count());
    variables.addListener(pause::playFromStart);
  }

  /** One count at a time; what changed meanwhile is counted after it. */
  private void count() {
    if (!isShown()) {
      return;
    }
    if (counting) {
      changed = true;
      return;
    }
    counting = true;
    changed = false;
    VariablesModel.Snapshot snapshot = variables.snapshot();
    background.run(() -> tokens(snapshot.filled()), this::show, _ -> counted());
  }

  /** A window that was closed has no use for it. */
  private boolean isShown() {
    return getScene() != null
        && getScene().getWindow() != null
        && getScene().getWindow().isShowing();
  }

  private static int tokens(Blanks.Filled filled) {
    return TokenEstimate.of(List.of(Message.system(filled.system()), Message.user(filled.text())));
  }

  private void show(int tokens) {
    setText(words(tokens));
    counted();
  }

  private static String words(int tokens) {
    return switch (tokens) {
      case 0 -> "";
      case 1 -> "~1 token";
      default -> String.format(Locale.ROOT, "~%,d tokens", tokens);
    };
  }

  private void counted() {
    counting = false;
    if (changed) {
      pause.playFromStart();
    }
  }
}
