package app.diptych.ui.compare;

import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.ui.fx.Icon;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A model in the list to choose from: where it runs, its name, where it comes from. */
final class ModelCell extends ListCell<Entry> {
  private final Label name = new Label();
  private final Label source = new Label();
  private final FontIcon local = Icon.LOCAL.node();
  private final FontIcon remote = Icon.GATEWAY.node();
  private final HBox row = new HBox();

  ModelCell() {
    source.getStyleClass().addAll("muted", "small-text");
    row.getStyleClass().add("model-cell");
  }

  @Override
  protected void updateItem(@Nullable Entry entry, boolean empty) {
    super.updateItem(entry, empty);
    if (entry == null || empty) {
      setGraphic(null);
      return;
    }
    name.setText(entry.model());
    source.setText(entry.source());
    row.getChildren().setAll(entry.local() ? local : remote, new VBox(name, source));
    setGraphic(row);
  }
}
