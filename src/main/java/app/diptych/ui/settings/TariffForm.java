package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Tariff;
import app.diptych.ui.settings.TariffModel.Part;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What electricity and hardware cost, for answers of models on this machine. */
final class TariffForm extends VBox {
  private final TariffModel model;

  TariffForm(TariffModel model) {
    this.model = model;
    setId("tariff-form");
    getStyleClass().add("rate-table");
    Label title = Field.title(say("Tariff: what models on this machine cost you"));
    Label holds = new Label();
    holds.setId("tariff-words");
    holds.setWrapText(true);
    holds.setMinHeight(USE_PREF_SIZE);
    model.tariffProperty().subscribe(tariff -> holds.setText(words(tariff)));
    Label problem = new Label();
    problem.setId("tariff-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(model.problemProperty());
    Field.shownWhileSaying(problem);
    getChildren()
        .addAll(
            title,
            holds,
            row(Part.PER_KWH, Part.CURRENCY, Part.HARDWARE),
            row(Part.SOURCE, Part.DATE),
            problem,
            buttons());
  }

  private static String words(@Nullable Tariff tariff) {
    return tariff == null
        ? say("None: answers of this machine tell their energy where it is measured, and no cost.")
        : tariff.words();
  }

  private HBox row(Part... parts) {
    HBox row = new HBox();
    row.getStyleClass().add("tariff-row");
    for (Part part : parts) {
      String id = "tariff-" + part.name().toLowerCase(Locale.ROOT).replace('_', '-');
      TextField field = Field.text(part.title(), id, part.hint(), model.text(part));
      field.setOnAction(_ -> model.save());
      row.getChildren().add(new Field(part.title(), field));
    }
    return row;
  }

  private HBox buttons() {
    Button save = new Button(say("Keep the tariff"));
    save.setId("save-tariff");
    save.setOnAction(_ -> model.save());
    Button clear = new Button(say("Remove it"));
    clear.setId("clear-tariff");
    clear.setOnAction(_ -> model.clear());
    model.tariffProperty().subscribe(tariff -> clear.setDisable(tariff == null));
    HBox row = new HBox(save, clear);
    row.getStyleClass().add("tariff-row");
    return row;
  }
}
