package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.Order;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import java.util.Locale;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;

/** Sends the prompt; its menu says whether both sides are asked at once or in turn. */
final class RunButton extends SplitMenuButton {

  RunButton(CompareModel page) {
    TurnTaking turns = page.turns();
    setGraphic(Icon.RUN.node());
    setId("run");
    getStyleClass().add("accent");
    setMinWidth(Region.USE_PREF_SIZE);
    disableProperty().bind(page.runningProperty());
    setOnAction(_ -> page.run());
    ToggleGroup group = new ToggleGroup();
    for (Order order : Order.values()) {
      RadioMenuItem item = new RadioMenuItem(words(order));
      item.setId("order-" + order.name().toLowerCase(Locale.ROOT));
      item.setToggleGroup(group);
      item.setOnAction(_ -> turns.orderProperty().set(order));
      turns.orderProperty().subscribe(now -> item.setSelected(now == order));
      getItems().add(item);
    }
    turns
        .orderProperty()
        .subscribe(now -> {
          boolean together = now == Order.TOGETHER;
          setText(together ? say("Run both") : say("Run in turn"));
          Shortcut.RUN.on(this, together ? say("Run both") : say("Run one side after the other"));
        });
  }

  private static String words(Order order) {
    return switch (order) {
      case TOGETHER -> say("Both at the same instant");
      case IN_TURN -> say("One after the other, each with this machine for itself");
    };
  }
}
