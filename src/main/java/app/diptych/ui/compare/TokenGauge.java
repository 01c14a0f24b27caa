package app.diptych.ui.compare;

import app.diptych.completion.Message;
import app.diptych.prompt.Blanks;
import app.diptych.trial.TokenEstimate;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Tip;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.util.Duration;

/**
 * About how many tokens the prompt has, and what it may cost, counted elsewhere once the user
 * pauses.
 */
public final class TokenGauge extends Label {
  private static final Duration PAUSE = Duration.millis(250);

  private final Supplier<Callable<PromptReading>> counts;
  private final Background background;
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final StringProperty details = new SimpleStringProperty("");
  private ObservableValue<Boolean> measuring = new SimpleBooleanProperty(false);
  private boolean counting;
  private boolean changed;

  private TokenGauge(Supplier<Callable<PromptReading>> counts, Background background) {
    this.counts = counts;
    this.background = background;
    setId("token-estimate");
    getStyleClass().add("token-gauge");
    // The buttons beside it come first; what is cut stands whole in its tooltip.
    setMinWidth(0);
    Tip.on(this, details);
    pause.setOnFinished(_ -> count());
  }

  /**
   * Of a prompt nobody is about to send: its tokens only.
   *
   * @param variables knows the prompt, and what its blanks are filled with
   */
  public static TokenGauge ofPrompt(VariablesModel variables, Background background) {
    TokenGauge gauge =
        new TokenGauge(
            () -> {
              VariablesModel.Snapshot snapshot = variables.snapshot();
              return () -> PromptReading.of(tokens(snapshot.filled()), List.of());
            },
            background);
    variables.addListener(gauge.pause::playFromStart);
    return gauge;
  }

  /** Of the prompt in the editor, with its cost on the sides it goes to. */
  static TokenGauge ofNextTrial(NextTrial next, Background background) {
    TokenGauge gauge = new TokenGauge(next::reading, background);
    gauge.measuring = next.running();
    var _ =
        gauge.measuring.subscribe(now -> {
          if (!now) {
            gauge.pause.playFromStart();
          }
        });
    next.addListener(gauge.pause::playFromStart);
    return gauge;
  }

  static int tokens(Blanks.Filled filled) {
    return TokenEstimate.of(List.of(Message.system(filled.system()), Message.user(filled.text())));
  }

  /** One count at a time; what changed meanwhile is counted after it. */
  private void count() {
    if (!isShown() || measuring.getValue()) {
      return;
    }
    if (counting) {
      changed = true;
      return;
    }
    counting = true;
    changed = false;
    background.run(counts.get(), this::show, _ -> counted());
  }

  /** A window that was closed has no use for it. */
  private boolean isShown() {
    return getScene() != null
        && getScene().getWindow() != null
        && getScene().getWindow().isShowing();
  }

  private void show(PromptReading reading) {
    setText(reading.words());
    details.set(reading.words() + "\n" + reading.details());
    counted();
  }

  private void counted() {
    counting = false;
    if (changed) {
      pause.playFromStart();
    }
  }
}
