package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.trial.ModelCatalog.Entry;
import app.diptych.ui.fx.Icon;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A model in the list to choose from: where it runs, its name, where it comes from. */
final class ModelCell extends ListCell<ModelChoice> {
  private final Label name = new Label();
  private final Label source = new Label();
  private final FontIcon local = Icon.LOCAL.node();
  private final FontIcon remote = Icon.GATEWAY.node();
  private final HBox row = new HBox();
  private final Consumer<ModelChoice> picked;

  /**
   * @param picked is told when the row is clicked, which the list itself cannot tell from a click
   *     below its rows
   */
  ModelCell(Consumer<ModelChoice> picked) {
    this.picked = picked;
    source.getStyleClass().addAll("muted", "small-text");
    row.getStyleClass().add("model-cell");
    setOnMouseClicked(this::clicked);
  }

  private void clicked(MouseEvent event) {
    ModelChoice choice = getItem();
    if (choice != null && !isEmpty() && event.getButton() == MouseButton.PRIMARY) {
      picked.accept(choice);
    }
  }

  @Override
  protected void updateItem(@Nullable ModelChoice choice, boolean empty) {
    super.updateItem(choice, empty);
    if (choice == null || empty) {
      setGraphic(null);
      return;
    }
    Entry entry = choice.entry();
    name.setText(
        choice.asTyped() ? say("Use \"%s\" as typed").formatted(entry.model()) : entry.model());
    source.setText(entry.source());
    row.getChildren().setAll(entry.local() ? local : remote, new VBox(name, source));
    setGraphic(row);
  }
}
