package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Names and values, a row each. */
final class PairTable extends VBox {
  private final ObservableList<PairDraft> pairs;
  private final String what;
  private final String nameHint;
  private final String valueHint;
  private final VBox rows = new VBox();
  private final Map<PairDraft, HBox> byPair = new LinkedHashMap<>();

  /**
   * @param what one of them, in small letters, for example {@code alias}
   */
  PairTable(
      String title,
      String what,
      String nameHint,
      String valueHint,
      ObservableList<PairDraft> pairs) {
    this.pairs = pairs;
    this.what = what;
    this.nameHint = nameHint;
    this.valueHint = valueHint;
    getStyleClass().add("form-field");
    rows.getStyleClass().add("pair-rows");
    Label label = Field.title(title);
    label.setWrapText(true);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button add = new Button(say("Add"), Icon.ADD.node());
    add.setId("add-" + what);
    add.setAccessibleText(say("Add a row: %s").formatted(what));
    add.getStyleClass().addAll("small", "flat");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> add());
    HBox head = new HBox(label, space, add);
    head.getStyleClass().add("editor-bar");
    getChildren().addAll(head, rows);
    pairs.addListener((ListChangeListener<PairDraft>) _ -> rebuild());
    rebuild();
  }

  private void add() {
    PairDraft pair = new PairDraft("", "");
    pairs.add(pair);
    HBox row = byPair.get(pair);
    if (row != null) {
      row.getChildren().getFirst().requestFocus();
    }
  }

  private void rebuild() {
    Map<PairDraft, HBox> old = new LinkedHashMap<>(byPair);
    byPair.clear();
    for (PairDraft pair : pairs) {
      HBox kept = old.get(pair);
      // The row that is being typed into must not be replaced.
      byPair.put(pair, kept == null ? row(pair) : kept);
    }
    rows.getChildren().setAll(byPair.values());
    Field.shown(rows, !pairs.isEmpty());
  }

  private HBox row(PairDraft pair) {
    TextField name = Field.text(capital(what), "", nameHint, pair.nameProperty());
    TextField value =
        Field.text(say("Value of the %s").formatted(what), "", valueHint, pair.valueProperty());
    name.getStyleClass().add("mono");
    value.getStyleClass().add("mono");
    for (TextField field : new TextField[] {name, value}) {
      field.setMinWidth(0);
      field.setPrefWidth(0);
      HBox.setHgrow(field, Priority.ALWAYS);
    }
    Button remove = new Button("", Icon.CLOSE.node());
    remove.getStyleClass().addAll("button-icon", "flat");
    Tip.on(remove, say("Remove"));
    remove.setAccessibleText(say("Remove this %s").formatted(what));
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setOnAction(_ -> pairs.remove(pair));
    HBox row = new HBox(name, value, remove);
    row.getStyleClass().add("editor-bar");
    return row;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
