package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.cost.Tier;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Styles;
import app.diptych.ui.settings.PriceModel.Row;
import app.diptych.ui.settings.PriceModel.State;
import app.diptych.ui.settings.PriceModel.Tab;
import atlantafx.base.controls.CustomTextField;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every price that is known, per million tokens, and the models that have none. */
final class PriceTable extends VBox {
  /** Below it what else is known of a price stands under the table, with the row that is chosen. */
  private static final double ROOM_FOR_ALL = 820;

  /** So wide that its head is not cut. */
  private static final double LEAST_RATE = 66;

  private final PriceModel model;
  private final TableView<Row> table = new TableView<>();
  private final Label chosen = new Label();

  PriceTable(PriceModel model) {
    this.model = model;
    getStyleClass().add("price-book");
    Label summary = line("price-summary");
    summary.textProperty().bind(model.summaryProperty());
    Label problem = line("price-problem");
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(model.problemProperty());
    Field.shownWhileSaying(problem);
    chosen.setId("price-chosen");
    chosen.getStyleClass().addAll("muted", "small-text");
    chosen.setWrapText(true);
    chosen.setMinHeight(USE_PREF_SIZE);
    fill();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(search(), summary, problem, table, below(), new PriceForm(model.draft()));
  }

  private static Label line(String id) {
    Label line = new Label();
    line.setId(id);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    line.getStyleClass().add("small-text");
    return line;
  }

  private HBox search() {
    CustomTextField search = new CustomTextField();
    search.setId("price-search");
    search.setPromptText(
        say("Search models, gateways, sources, \u201cold\u201d, \u201cunpriced\u201d"));
    search.setAccessibleText(say("Search prices"));
    search.setLeft(Icon.SEARCH.node());
    search.textProperty().bindBidirectional(model.wordsProperty());
    HBox.setHgrow(search, Priority.ALWAYS);
    Button more = Actions.byName(new Button(say("Import"), Icon.IMPORT.node()));
    more.setId("price-import");
    more.setAccessibleText(say("Import a file of prices"));
    more.setMinWidth(USE_PREF_SIZE);
    more.setOnAction(_ -> model.tabProperty().set(Tab.IMPORT));
    Button add = Actions.byName(new Button(say("Add a price"), Icon.ADD.node()));
    add.setId("add-price");
    add.setMinWidth(USE_PREF_SIZE);
    add.setOnAction(_ -> model.draft().begin(null));
    // Whose price is typed is not changed meanwhile, nor lost.
    add.disableProperty().bind(model.draft().editingProperty());
    HBox bar = new HBox(search, add, more);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }

  /** What else is known of the chosen price, and how it is changed. */
  private HBox below() {
    Button change = new Button("", Icon.EDIT.node());
    change.setId("change-price");
    change.setMinWidth(USE_PREF_SIZE);
    change.setOnAction(_ -> model.draft().begin(table.getSelectionModel().getSelectedItem()));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> {
          Field.shown(change, row != null);
          change.setText(
              row != null && row.price() == null ? say("Give it a price") : say("Change it"));
        });
    HBox.setHgrow(chosen, Priority.ALWAYS);
    chosen.setMaxWidth(Double.MAX_VALUE);
    HBox below = new HBox(chosen, change);
    below.getStyleClass().add("editor-bar");
    table.disableProperty().bind(model.draft().editingProperty());
    model
        .draft()
        .editingProperty()
        .subscribe((was, editing) -> {
          Field.shown(below, !editing);
          if (was) {
            table.requestFocus();
          }
        });
    return below;
  }

  private void fill() {
    table.setId("prices");
    table.setAccessibleText(say("Prices of a million tokens"));
    table.setItems(model.rows());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    // All that is left, and less while a price is typed.
    table.setMinHeight(0);
    table.setPrefHeight(0);
    table.getColumns().add(text(say("Model"), 170, Row::model));
    TableColumn<Row, String> gateway = text(say("Gateway"), 130, Row::gateway);
    table.getColumns().add(gateway);
    TableColumn<Row, String> input =
        number(say("Input"), row -> rate(row, price -> price.rates().input()));
    TableColumn<Row, String> output =
        number(say("Output"), row -> rate(row, price -> price.rates().output()));
    for (TableColumn<Row, String> column : List.of(input, output)) {
      column.minWidthProperty().bind(Styles.factor(table).map(factor -> LEAST_RATE * factor));
      table.getColumns().add(column);
    }
    TableColumn<Row, String> cached =
        number(say("Cached"), row -> rate(row, price -> price.rates().cachedInput()));
    TableColumn<Row, String> currency = text(say("Currency"), 76, row -> of(row, Price::currency));
    TableColumn<Row, String> source = text(say("Source"), 150, row -> of(row, Price::source));
    TableColumn<Row, String> date = text(say("Date"), 88, row -> of(row, p -> p.date().toString()));
    table.getColumns().addAll(List.of(cached, currency, source, date));
    table.getColumns().add(note());
    onlyWhenWide(table, List.of(gateway, cached, currency, source, date));
    table.setPlaceholder(nothing());
    table.getSelectionModel().selectedItemProperty().subscribe(this::explain);
  }

  /** Shows those columns where there is room for all. */
  static <T> void onlyWhenWide(TableView<T> table, List<TableColumn<T, String>> columns) {
    Styles.room(table)
        .map(width -> width >= ROOM_FOR_ALL)
        .subscribe(wide -> columns.forEach(column -> column.setVisible(wide)));
  }

  private static String rate(Row row, Function<Price, @Nullable BigDecimal> rate) {
    Price price = row.price();
    if (price == null) {
      return "";
    }
    BigDecimal found = rate.apply(price);
    return found == null ? "" : found.toPlainString();
  }

  private static String of(Row row, Function<Price, String> words) {
    Price price = row.price();
    return price == null ? "" : words.apply(price);
  }

  static <T> TableColumn<T, String> text(String title, double width, Function<T, String> words) {
    TableColumn<T, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
    return column;
  }

  private static TableColumn<Row, String> number(String title, Function<Row, String> words) {
    TableColumn<Row, String> column = text(title, 74, words);
    column.getStyleClass().add("price-number");
    return column;
  }

  private static TableColumn<Row, String> note() {
    TableColumn<Row, String> column = text("", 118, Row::note);
    column.setCellFactory(_ -> new NoteCell());
    return column;
  }

  /** A word in a colour; the word alone says it, too. */
  private static final class NoteCell extends TableCell<Row, String> {
    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
      super.updateItem(words, empty);
      if (empty || words == null || words.isEmpty()) {
        setGraphic(null);
        return;
      }
      Label badge = new Label(words);
      badge
          .getStyleClass()
          .addAll("badge", words.startsWith("unpriced") ? "price-missing" : "price-old");
      setGraphic(badge);
    }
  }

  private VBox nothing() {
    ProgressIndicator busy = new ProgressIndicator();
    busy.setMaxSize(32, 32);
    Label words = new Label();
    words.setId("prices-empty");
    words.setWrapText(true);
    words.getStyleClass().addAll("muted", "centered");
    VBox box = new VBox(busy, words);
    box.getStyleClass().add("empty-state");
    model
        .stateProperty()
        .subscribe(state -> {
          Field.shown(busy, state == State.LOADING);
          words.setText(
              switch (state) {
                case LOADING -> say("Reading the prices");
                case LISTED -> say("No price has these words. Import takes more in.");
                case FAILED -> say("The prices cannot be read.");
              });
        });
    return box;
  }

  private void explain(@Nullable Row row) {
    Price price = row == null ? null : row.price();
    if (row == null) {
      chosen.setText(
          say(
              "Per million tokens. Choose a price to see who says so, and its tiers for long prompts."));
      return;
    }
    if (price == null) {
      chosen.setText(
          say("%s at %s has answered and has no price: what it costs is missing in every total. Give it one, or import a file that has it.")
              .formatted(row.model(), row.gateway()));
      return;
    }
    StringBuilder words =
        new StringBuilder(
            say("%s at %s: %s, by %s, %s.")
                .formatted(
                    price.model(),
                    price.gateway(),
                    rates(price.rates().input(), price.rates().output(), price.currency()),
                    price.source(),
                    price.date()));
    if (price.rates().cachedInput() != null) {
      words
          .append(say(" Cached input "))
          .append(price.rates().cachedInput().toPlainString())
          .append('.');
    }
    BigDecimal reasoning = price.rates().reasoning();
    if (reasoning != null) {
      words.append(say(" Reasoning ")).append(reasoning.toPlainString()).append('.');
    }
    tiers(words, price.tiers(), price.currency());
    Rates batch = price.batch();
    if (batch != null) {
      words
          .append(say(" In batches: "))
          .append(rates(batch.input(), batch.output(), price.currency()))
          .append('.');
      tiers(words, price.batchTiers(), price.currency());
    }
    chosen.setText(words.toString());
  }

  private static void tiers(StringBuilder words, List<Tier> tiers, String currency) {
    tiers.forEach(tier ->
        words.append(
            say(" Above %,d tokens: %s.")
                .formatted(
                    tier.aboveInputTokens(),
                    rates(tier.rates().input(), tier.rates().output(), currency))));
  }

  private static String rates(BigDecimal input, BigDecimal output, String currency) {
    return say("%s in, %s out %s")
        .formatted(input.toPlainString(), output.toPlainString(), currency);
  }
}
