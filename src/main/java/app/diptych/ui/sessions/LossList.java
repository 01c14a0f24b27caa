package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.Loss;
import app.diptych.ui.fx.Icon;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What stays behind, and why. Takes no room when nothing does. */
final class LossList extends VBox {
  private static final int MOST_SHOWN = 100;

  LossList() {
    getStyleClass().add("losses");
    setId("losses");
    show("", List.of());
  }

  /**
   * @param heading above them, such as {@code Left out}
   */
  void show(String heading, List<Loss> losses) {
    getChildren().clear();
    setVisible(!losses.isEmpty());
    setManaged(!losses.isEmpty());
    if (losses.isEmpty()) {
      return;
    }
    Label title = new Label(heading);
    title.getStyleClass().add("card-title");
    HBox header = new HBox(Icon.ERROR.node(), title);
    header.getStyleClass().add("session-row");
    getChildren().add(header);
    losses.stream().limit(MOST_SHOWN).forEach(loss -> getChildren().add(line(loss)));
    if (losses.size() > MOST_SHOWN) {
      getChildren().add(new Label(say("and %s more kinds").formatted(losses.size() - MOST_SHOWN)));
    }
  }

  private static HBox line(Loss loss) {
    Label count = new Label(String.format(Locale.ROOT, "%,d \u00d7", loss.count()));
    count.getStyleClass().addAll("muted", "small-text", "loss-count");
    count.setMinWidth(USE_PREF_SIZE);
    Label what = new Label(told(loss.what()));
    what.setWrapText(true);
    Label why = new Label(told(loss.why()));
    why.getStyleClass().addAll("muted", "small-text");
    why.setWrapText(true);
    VBox words = new VBox(what, why);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(count, words);
    line.getStyleClass().add("loss");
    return line;
  }
}
