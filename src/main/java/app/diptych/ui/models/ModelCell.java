package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.local.ModelHeader;
import app.diptych.local.shelf.Figures;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.ui.fx.Icon;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A model in the list: name, quantisation and who keeps it; below, its size. */
final class ModelCell extends ListCell<ShelfModel> {
  ModelCell() {
    // The list is as wide as the page gives it; long names are cut.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable ShelfModel model, boolean empty) {
    super.updateItem(model, empty);
    setText(null);
    setGraphic(empty || model == null ? null : rows(model));
    setAccessibleText(empty || model == null ? null : spoken(model));
  }

  private static String spoken(ShelfModel model) {
    return model.title()
        + ", "
        + say(model.source().words())
        + ", "
        + facts(model)
        + model.trouble();
  }

  private static VBox rows(ShelfModel model) {
    Label title = new Label(model.title());
    title.getStyleClass().add("model-title");
    title.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox first = new HBox(title, gap);
    ModelHeader header = model.header();
    if (header != null) {
      first.getChildren().add(tag(header.quantisation()));
    }
    first.getChildren().add(tag(say(model.source().words())));
    first.getStyleClass().add("model-row");
    Label facts = new Label(facts(model));
    facts.getStyleClass().addAll("muted", "small-text");
    facts.setMinWidth(0);
    VBox rows = new VBox(first, facts);
    if (!model.trouble().isEmpty()) {
      Label trouble = new Label(model.trouble(), Icon.ERROR.node());
      trouble.getStyleClass().addAll("problem", "small-text");
      trouble.setMinWidth(0);
      rows.getChildren().add(trouble);
    }
    rows.getStyleClass().add("model-rows");
    return rows;
  }

  private static String facts(ShelfModel model) {
    ModelHeader header = model.header();
    return header == null
        ? Figures.bytes(model.size())
        : "%s \u00b7 %s \u00b7 %s"
            .formatted(
                header.architecture(), Figures.parameters(header), Figures.bytes(model.size()));
  }

  private static Label tag(String words) {
    Label tag = new Label(words);
    tag.setMinWidth(USE_PREF_SIZE);
    tag.getStyleClass().add("tag");
    return tag;
  }
}
