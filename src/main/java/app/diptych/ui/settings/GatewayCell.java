package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.gateway.GatewayBook.Entry;
import app.diptych.ui.fx.Icon;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A gateway in the list: its name, its address, where its key is, what is wrong with it. */
final class GatewayCell extends ListCell<Entry> {
  GatewayCell() {
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable Entry entry, boolean empty) {
    super.updateItem(entry, empty);
    setText(null);
    setGraphic(entry == null || empty ? null : rows(entry));
    setAccessibleText(
        entry == null || empty
            ? null
            : entry.profile().name() + ", " + told(entry.key()) + " " + told(entry.trouble()));
  }

  private static VBox rows(Entry entry) {
    Label name = new Label(entry.profile().name());
    name.getStyleClass().add("gateway-title");
    name.setMinWidth(0);
    HBox first = new HBox(Icon.GATEWAY.node(), name);
    first.getStyleClass().add("editor-bar");
    if (!entry.profile().name().equals(entry.profile().id())) {
      first.getChildren().add(tag(entry.profile().id()));
    }
    if (entry.forThisRun()) {
      first.getChildren().add(tag(say("this run")));
    }
    VBox rows =
        new VBox(first, line(entry.profile().origin(), "muted"), line(told(entry.key()), "muted"));
    rows.getStyleClass().add("gateway-rows");
    if (!entry.trouble().isEmpty()) {
      Label trouble = line(told(entry.trouble()), "problem");
      trouble.setWrapText(true);
      rows.getChildren().add(trouble);
    }
    return rows;
  }

  private static Label line(String words, String style) {
    Label line = new Label(words);
    line.setMinWidth(0);
    line.getStyleClass().addAll(style, "small-text");
    return line;
  }

  private static Label tag(String words) {
    Label tag = new Label(words);
    tag.setMinWidth(USE_PREF_SIZE);
    tag.getStyleClass().add("tag");
    return tag;
  }
}
