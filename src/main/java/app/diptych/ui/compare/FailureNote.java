package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.local.Refusals;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Explains in place why a side has no whole answer, with the action that helps. */
final class FailureNote extends HBox {

  private final Label message = new Label();

  /** The message, and as it was recorded where that is in another language. */
  private final StringProperty recorded = new SimpleStringProperty("");

  private final Label hint = new Label();
  private final Button action = new Button();
  private final Button gateway = new Button(say("Gateway settings"), Icon.SETTINGS.node());
  private final Label log = new Label();
  private final TitledPane logPane = new TitledPane(say("Engine log"), log);
  private final SideModel side;
  private final CompareModel page;

  FailureNote(CompareModel page, SideModel side) {
    this.page = page;
    this.side = side;
    getStyleClass().add("failure-note");
    message.getStyleClass().add("failure-message");
    message.setWrapText(true);
    hint.setWrapText(true);
    // A low window has no room for all of a long sentence.
    Tip.on(message, recorded);
    Tip.on(hint, hint.textProperty());
    hint.getStyleClass().add("muted");
    log.getStyleClass().add("engine-log");
    log.setWrapText(true);
    logPane.setExpanded(false);
    logPane.setAnimated(false);
    action.getStyleClass().add("small");
    action.setId("action-" + side.side());
    gateway.getStyleClass().add("small");
    gateway.setId("gateway-settings-" + side.side());
    gateway.setOnAction(_ -> side.gateway().ifPresent(page::wantGateway));
    FlowPane helps = new FlowPane(action, gateway);
    helps.getStyleClass().add("failure-actions");
    helps.managedProperty().bind(action.managedProperty().or(gateway.managedProperty()));
    VBox words = new VBox(message, hint, helps, logPane);
    words.getStyleClass().add("failure-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(Icon.ERROR.node(), words);
    side.failureProperty().subscribe(this::look);
    side.momentProperty().subscribe(this::look);
    look();
  }

  /** At a moment of a replay nobody knew yet how it would end. */
  private void look() {
    show(side.momentProperty().get() == null ? side.failureProperty().get() : null);
  }

  private void show(@Nullable Failure failure) {
    setVisible(failure != null);
    setManaged(failure != null);
    if (failure == null) {
      return;
    }
    message.setText(told(failure.message()));
    // Whoever looks for it on the web needs the words that everybody has.
    boolean translated = !message.getText().equals(failure.message());
    recorded.set(message.getText() + (translated ? "\n" + failure.message() : ""));
    hint.setText(told(failure.hint()));
    List<String> lines = failure instanceof Failure.EngineFault fault ? fault.log() : List.of();
    log.setText(String.join("\n", lines));
    logPane.setVisible(!lines.isEmpty());
    logPane.setManaged(!lines.isEmpty());
    boolean engine = failure instanceof Failure.EngineFault;
    boolean budget = failure instanceof Failure.OverBudget;
    boolean helps =
        engine || budget || failure.retryable() || failure instanceof Failure.ModelNotFound;
    action.setVisible(helps);
    action.setManaged(helps);
    boolean set = isOfSettings(failure) && side.gateway().isPresent();
    gateway.setVisible(set);
    gateway.setManaged(set);
    boolean memory = Refusals.lacksMemory(failure);
    boolean restart = engine || !side.failedWhileAnswering();
    action.setText(
        budget
            ? say("Show budgets")
            : memory
                ? say("Run in turn")
                : engine ? say("Restart engine") : restart ? say("Try again") : runAgain());
    action.setGraphic((budget ? Icon.COST : Icon.RESTART).node());
    action.setOnAction(_ -> {
      if (budget) {
        page.wantBudgets();
      } else if (memory) {
        page.turns().takeTurns(side);
      } else if (restart) {
        side.restart();
      } else {
        page.run();
      }
    });
  }

  /** Whether its address, key or model names may be what is wrong: nothing had come yet. */
  private boolean isOfSettings(Failure failure) {
    return !side.answeredProperty().get()
        && (failure instanceof Failure.Unauthorized
            || failure instanceof Failure.ModelNotFound
            || failure instanceof Failure.ConnectionLost);
  }

  /** A trial asks both sides, so that what is compared came under the same conditions. */
  private String runAgain() {
    return page.asksBoth() ? say("Run both again") : say("Run again");
  }
}
