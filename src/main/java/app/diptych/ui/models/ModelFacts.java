package app.diptych.ui.models;

import app.diptych.local.ModelHeader;
import app.diptych.local.shelf.Figures;
import app.diptych.local.shelf.ShelfModel;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Everything a model's header says, a row for each. What it does not say is told as such. */
final class ModelFacts extends GridPane {
  private static final String UNSAID = "not said";

  ModelFacts() {
    getStyleClass().add("model-facts");
    setId("model-facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().setAll(names, values);
  }

  void show(@Nullable ShelfModel model) {
    getChildren().clear();
    if (model == null) {
      return;
    }
    ModelHeader header = model.header();
    if (header != null) {
      row("Name", header.name());
      row("Architecture", header.architecture());
      row("Parameters", parameters(header));
      row("Quantisation", header.quantisation());
      row("Trained context", context(header));
      row("Layers", header.blocks() == 0 ? "" : String.valueOf(header.blocks()));
      row("Languages", String.join(", ", header.languages()));
      row("Licence", header.licence() == null ? "" : header.licence());
      row("Chat template", header.chatTemplate() ? "yes" : "none");
    }
    row("Size", size(model));
    row("Kept by", model.source().words());
    row(model.files().size() == 1 ? "File" : "First file", model.file().toString());
  }

  private static String parameters(ModelHeader header) {
    String all = Figures.count(header.parameters());
    Long active = header.activeParameters();
    return active == null
        ? all
        : "%s, of which %s work on a token (computed: %d of %d experts)"
            .formatted(all, Figures.count(active), header.expertsUsed(), header.experts());
  }

  private static String context(ModelHeader header) {
    Long tokens = header.contextLength();
    return tokens == null ? "" : String.format(Locale.ROOT, "%,d tokens", tokens);
  }

  private static String size(ShelfModel model) {
    String size =
        String.format(Locale.ROOT, "%s (%,d bytes)", Figures.bytes(model.size()), model.size());
    return model.files().size() == 1 ? size : size + " in " + model.files().size() + " files";
  }

  private void row(String name, String value) {
    Label key = new Label(name);
    key.getStyleClass().add("muted");
    Label words = new Label(value.isEmpty() ? UNSAID : value);
    words.setWrapText(true);
    if (value.isEmpty()) {
      words.getStyleClass().add("muted");
    }
    GridPane.setValignment(key, VPos.TOP);
    addRow(getRowCount(), key, words);
  }
}
