package app.diptych.ui;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Side;
import app.diptych.ui.compare.CompareModel;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Ticker;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.settings.BudgetModel;
import app.diptych.ui.settings.BudgetStatus;
import app.diptych.ui.settings.FallbackModel;
import app.diptych.ui.settings.SettingsModel;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.util.Duration;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;

/** What is going on, in a few words at the bottom of the window. */
final class StatusLine extends StatusBar {
  private static final Duration PACE = Duration.seconds(1);
  private static final Duration NOTED = Duration.seconds(2);
  private static final Duration OTHERS = Duration.seconds(30);
  private static final PseudoClass NEAR = PseudoClass.getPseudoClass("near");
  private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");

  private final Announcer announcer;
  private @Nullable Node before;

  /**
   * @param settings where what is wrong with a gateway can be seen
   * @param showBudgets where what is spent can be seen
   */
  StatusLine(
      CompareModel model, SettingsModel settings, Runnable showSettings, Runnable showBudgets) {
    setGraphic(Icon.STATUS.node());
    // Where the focus goes that loses its place must be something to use.
    setFocusTraversable(false);
    this.announcer = new Announcer(model);
    setAccessibleRole(AccessibleRole.TEXT);
    accessibleTextProperty().bind(announcer.saidProperty());
    focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            announcer.tell();
          }
        });
    // A policy of an earlier start is in use, or rolled back, before anybody looks at its page.
    settings.fallback().refresh();
    getRightItems()
        .addAll(
            gateways(settings, showSettings),
            spending(model, settings.budgets(), showBudgets),
            route(settings.fallback(), Shortcut.ROLL_BACK, say("Roll back"), "status-roll-back"),
            route(
                settings.fallback(), Shortcut.GO_FORWARD, say("Go forward"), "status-go-forward"));
    StringBinding words =
        Bindings.createStringBinding(
            () -> words(model),
            model.side(Side.A).runningProperty(),
            model.side(Side.A).liveProperty(),
            model.side(Side.B).liveProperty(),
            model.side(Side.B).runningProperty(),
            model.side(Side.A).phaseProperty(),
            model.side(Side.B).phaseProperty());
    textProperty().bind(words);
    // Of a stream that stalls nothing comes to tell that it got slower.
    Ticker.whileShown(this, model.runningProperty(), PACE, words::invalidate);
  }

  /**
   * Tells how far both sides are, by taking the focus, because that is what every screen reader
   * reads; asked again it gives the focus back.
   *
   * @param answer the text of a side so far
   */
  void readOut(Function<Side, String> answer) {
    if (isFocused()) {
      giveBack();
      return;
    }
    before = getScene().getFocusOwner();
    announcer.tellAll(answer);
    requestFocus();
  }

  private void giveBack() {
    if (before != null && before.getScene() != null) {
      before.requestFocus();
    }
  }

  /** Takes no room while every gateway is asked and answers for itself. */
  private static Button gateways(SettingsModel settings, Runnable showSettings) {
    Button trouble = new Button("", Icon.ERROR.node());
    trouble.setId("gateway-trouble");
    trouble.getStyleClass().addAll("flat", "small-text", "status-trouble");
    Tip.on(trouble, say("Show the gateways"));
    trouble.setOnAction(_ -> showSettings.run());
    Runnable look =
        () -> {
          String words =
              Stream.of(settings.health().trouble(), settings.fallback().notice())
                  .filter(part -> !part.isEmpty())
                  .collect(Collectors.joining(" \u00b7 "));
          trouble.setText(words);
          trouble.setVisible(!words.isEmpty());
          trouble.setManaged(!words.isEmpty());
        };
    look.run();
    Ticker.whileShown(trouble, PACE, look);
    return trouble;
  }

  /**
   * What is spent today against what may be; nothing while nothing was and there is no limit. The
   * ledger has a request a moment after it ended, and another program may spend at any time.
   */
  private static Button spending(CompareModel model, BudgetModel budgets, Runnable showBudgets) {
    Button spent = new Button("", Icon.COST.node());
    spent.setId("spent-today");
    spent.getStyleClass().addAll("flat", "small-text", "status-spent");
    spent.setMinWidth(USE_PREF_SIZE);
    spent.setOnAction(_ -> showBudgets.run());
    StringProperty details = new SimpleStringProperty("");
    Tip.on(spent, details);
    budgets
        .standingProperty()
        .subscribe(standing -> {
          BudgetStatus status = BudgetStatus.of(standing);
          spent.setText(status.words());
          details.set(status.details());
          spent.setVisible(!status.words().isEmpty());
          spent.setManaged(!status.words().isEmpty());
          spent.pseudoClassStateChanged(NEAR, status.level() == BudgetStatus.Level.NEAR);
          spent.pseudoClassStateChanged(FULL, status.level() == BudgetStatus.Level.FULL);
        });
    PauseTransition noted = new PauseTransition(NOTED);
    noted.setOnFinished(_ -> budgets.refresh());
    model
        .runningProperty()
        .subscribe(runs -> {
          budgets.refresh();
          if (!runs) {
            noted.playFromStart();
          }
        });
    Ticker.whileShown(spent, OTHERS, budgets::refresh);
    return spent;
  }

  /** There while a policy is in use, so that the way back is one click from every page. */
  private static Button route(FallbackModel model, Shortcut shortcut, String words, String id) {
    boolean back = shortcut == Shortcut.ROLL_BACK;
    Button button = shortcut.on(new Button(words, back ? Icon.UNDO.node() : null));
    button.setId(id);
    button.getStyleClass().addAll("flat", "small-text", "status-route");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> {
      if (back) {
        model.rollBack();
      } else {
        model.goForward();
      }
    });
    model
        .stateProperty()
        .subscribe(state -> {
          boolean shown = state.isInUse() && state.isRolledBack() != back;
          button.setVisible(shown);
          button.setManaged(shown);
        });
    return button;
  }

  /** A tilde marks what is estimated, as it does on the chips. */
  static String rate(double tokensPerSecond, boolean known) {
    String mark = known || tokensPerSecond == 0 ? "" : "~";
    return String.format(Locale.ROOT, say("%s%,.0f tok/s in all"), mark, tokensPerSecond);
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
              + say(model.side(Side.A).phaseProperty().get().word())
              + "  \u00b7  B "
              + say(model.side(Side.B).phaseProperty().get().word());
      case 1 -> say("1 stream%s").formatted(rate);
      default -> say("%s streams%s").formatted(streams, rate);
    };
  }
}
