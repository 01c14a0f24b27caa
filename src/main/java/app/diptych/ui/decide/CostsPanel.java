package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.CostScale;
import app.diptych.cost.CostTogether;
import app.diptych.cost.CostTotal;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.MissingRate;
import app.diptych.ui.decide.CostsModel.Costs;
import app.diptych.ui.decide.CostsModel.Span;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.io.File;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What was spent, with a bar for each part of it. */
final class CostsPanel extends VBox {
  private final CostsModel model;
  private final Label total = new Label();
  private final Label together = new Label();
  private final Label news = new Label();
  private final SpendingDays days = new SpendingDays();
  private final GridPane rows = new GridPane();

  CostsPanel(CostsModel model) {
    this.model = model;
    getStyleClass().addAll("card", "decide-panel");
    total.setId("costs-total");
    total.getStyleClass().add("card-title");
    total.setWrapText(true);
    total.setMinHeight(Region.USE_PREF_SIZE);
    together.setId("costs-together");
    together.getStyleClass().addAll("muted", "small-text");
    together.setWrapText(true);
    together.setMinHeight(Region.USE_PREF_SIZE);
    together.managedProperty().bind(together.textProperty().isNotEmpty());
    news.getStyleClass().addAll("muted", "small-text");
    news.textProperty().bind(model.newsProperty());
    news.setWrapText(true);
    news.managedProperty().bind(news.textProperty().isNotEmpty());
    rows.setId("costs-rows");
    rows.getStyleClass().add("form-grid");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    rows.getColumnConstraints()
        .addAll(new ColumnConstraints(), wide, new ColumnConstraints(), new ColumnConstraints());
    ScrollPane scrolled = new ScrollPane(rows);
    scrolled.getStyleClass().add("panel-scroll");
    scrolled.setFitToWidth(true);
    scrolled.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scrolled, Priority.ALWAYS);
    getChildren().addAll(bar(), total, together, news, days, scrolled);
    model.costsProperty().subscribe(this::show);
  }

  private FlowPane bar() {
    ComboBox<LedgerGroup> by = new ComboBox<>();
    by.getItems().addAll(LedgerGroup.values());
    by.setId("costs-by");
    by.setAccessibleText(say("Add up by"));
    by.setConverter(
        words(group -> say("By %s").formatted(say(group.name().toLowerCase(Locale.ROOT)))));
    by.valueProperty().bindBidirectional(model.byProperty());
    ComboBox<Span> span = new ComboBox<>();
    span.getItems().addAll(Span.values());
    span.setId("costs-span");
    span.setAccessibleText(say("Since when"));
    span.setConverter(words(Span::words));
    span.valueProperty().bindBidirectional(model.spanProperty());
    Button save = new Button(say("Save"), Icon.EXPORT.node());
    save.setId("costs-save");
    Tip.on(save, say("Save every request as CSV"));
    save.setAccessibleText(say("Save every request as CSV"));
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.setOnAction(_ -> save());
    FlowPane bar = new FlowPane(by, span, save);
    bar.getStyleClass().add("decide-bar");
    return bar;
  }

  private static <T> StringConverter<T> words(Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
      }

      @Override
      public @Nullable T fromString(String text) {
        return null;
      }
    };
  }

  private void show(@Nullable Costs costs) {
    rows.getChildren().clear();
    together.setText(costs == null ? "" : sentence(costs));
    if (costs == null) {
      days.show(List.of(), CostScale.of(CostTotal.NOTHING, ExchangeRates.NONE));
      total.setText("");
      return;
    }
    days.show(costs.days(), costs.scale());
    if (costs.all().requests() + costs.all().heldBack() == 0) {
      total.setText(
          say(
              "No request in this time. What gateways charge is added up here as soon as one answers."));
      return;
    }
    total.setText(requests(costs.all()) + ": " + told(costs.all().cost().words()));
    BigDecimal most = BigDecimal.ZERO;
    for (LedgerGroup.Total group : costs.groups()) {
      most = most.max(costs.scale().size(group.cost()).amount());
    }
    int row = 0;
    for (LedgerGroup.Total group : costs.groups()) {
      Label name = new Label(group.name().isEmpty() ? say("none") : group.name());
      name.setMaxWidth(320);
      ProgressBar bar = new ProgressBar(share(costs.scale().size(group.cost()).amount(), most));
      bar.getStyleClass().addAll("tally-bar", "roi-bar");
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setAccessibleText(group.name() + ": " + told(group.cost().words()));
      Label cost = new Label(told(group.cost().words()));
      cost.getStyleClass().add("roi-value");
      cost.setMinWidth(Region.USE_PREF_SIZE);
      Label count = new Label(requests(group));
      count.getStyleClass().addAll("muted", "small-text");
      count.setMinWidth(Region.USE_PREF_SIZE);
      rows.addRow(row++, name, bar, cost, count);
    }
  }

  /** What several currencies are as one, or which rates that would need; empty for one. */
  private static String sentence(Costs costs) {
    CostTogether together = costs.together();
    if (together == null) {
      return costs.missing().stream().map(CostsPanel::sentence).collect(Collectors.joining("\n"))
          + leftOut(costs.scale());
    }
    String format =
        together.atLeast()
            ? say("Together at least about %s, at %s.")
            : say("Together about %s, at %s.");
    return format.formatted(together.money(), together.rateWords());
  }

  /** What is charged in a currency without a rate has no length beside the rest. */
  private static String leftOut(CostScale scale) {
    return scale.leftOut().isEmpty()
        ? ""
        : "\n"
            + say("The bars show what was charged in %s, without %s.")
                .formatted(scale.currency(), String.join(", ", scale.leftOut()));
  }

  private static String sentence(MissingRate rate) {
    return say("%s has no rate to %s, so there is no sum of all currencies: give one in the settings,"
            + " under Prices, Rates and tariff, or with %s.")
        .formatted(rate.from(), rate.to(), rate.command());
  }

  /** How many were sent, and how many a cap or a breaker refused before. */
  private static String requests(LedgerGroup.Total total) {
    long count = total.requests();
    String sent =
        count == 1 ? say("1 request") : String.format(Locale.ROOT, say("%,d requests"), count);
    return total.heldBack() == 0
        ? sent
        : sent + String.format(Locale.ROOT, say(", %,d refused and never sent"), total.heldBack());
  }

  private static double share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? 0 : part.doubleValue() / whole.doubleValue();
  }

  private void save() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Save the requests"));
    chooser.setInitialFileName("costs.csv");
    File target = chooser.showSaveDialog(getScene().getWindow());
    if (target != null) {
      model.save(target.toPath());
    }
  }
}
