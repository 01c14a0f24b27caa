package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.local.ModelHeader;
import app.diptych.local.shelf.Figures;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.local.shelf.ShelfSource;
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
  private static final String UNSAID = toSay("not said");

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
      row(say("Name"), header.name());
      row(say("Architecture"), header.architecture());
      row(say("Parameters"), parameters(header));
      row(say("Quantisation"), header.quantisation());
      row(say("Trained context"), context(header));
      row(say("Layers"), header.blocks() == 0 ? "" : String.valueOf(header.blocks()));
      row(say("Languages"), String.join(", ", header.languages()));
      row(say("Licence"), header.licence() == null ? "" : header.licence());
      row(say("Chat template"), header.chatTemplate() ? say("yes") : say("none"));
    }
    row(say("Size"), size(model));
    row(say("Kept by"), say(model.source().words()));
    // Where what is included lies is the program's own affair.
    boolean included = model.source() == ShelfSource.DEMO;
    row(
        model.files().size() == 1 ? say("File") : say("First file"),
        String.valueOf(included ? model.file().getFileName() : model.file()));
  }

  private static String parameters(ModelHeader header) {
    String all = Figures.count(header.parameters());
    Long active = header.activeParameters();
    return active == null
        ? all
        : say("%s, of which %s work on a token (computed: %d of %d experts)")
            .formatted(all, Figures.count(active), header.expertsUsed(), header.experts());
  }

  private static String context(ModelHeader header) {
    Long tokens = header.contextLength();
    return tokens == null ? "" : String.format(Locale.ROOT, say("%,d tokens"), tokens);
  }

  private static String size(ShelfModel model) {
    String size =
        String.format(
            Locale.ROOT, say("%s (%,d bytes)"), Figures.bytes(model.size()), model.size());
    return model.files().size() == 1
        ? size
        : say("%s in %s files").formatted(size, model.files().size());
  }

  private void row(String name, String value) {
    Label key = new Label(name);
    key.getStyleClass().add("muted");
    Label words = new Label(value.isEmpty() ? say(UNSAID) : value);
    words.setWrapText(true);
    if (value.isEmpty()) {
      words.getStyleClass().add("muted");
    }
    GridPane.setValignment(key, VPos.TOP);
    addRow(getRowCount(), key, words);
  }
}
