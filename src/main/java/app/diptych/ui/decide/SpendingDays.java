package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.BudgetWords;
import app.diptych.cost.CostScale;
import app.diptych.cost.CostTotal;
import app.diptych.cost.LedgerGroup;
import app.diptych.cost.Money;
import app.diptych.ui.fx.Tip;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was spent on each day, a bar for a day: the longest is the dearest. */
final class SpendingDays extends VBox {
  private static final double HEIGHT = 96;
  private static final double WIDEST = 48;

  /** Beyond, a bar is thinner than anybody can point at; older days are left to the list. */
  private static final int MOST_DAYS = 60;

  private final HBox bars = new HBox();
  private final Label from = new Label();
  private final Label most = new Label();
  private final Label until = new Label();

  SpendingDays() {
    setId("costs-days");
    getStyleClass().add("spending-days");
    bars.getStyleClass().add("spending-bars");
    bars.setMinHeight(HEIGHT);
    bars.setPrefHeight(HEIGHT);
    List.of(from, most, until)
        .forEach(label -> label.getStyleClass().addAll("muted", "small-text"));
    BorderPane axis = new BorderPane(most, null, until, null, from);
    getChildren().addAll(bars, axis);
  }

  /**
   * @param totals of days, by their dates; one day is no picture
   * @param scale how large they are beside each other
   */
  void show(List<LedgerGroup.Total> totals, CostScale scale) {
    bars.getChildren().clear();
    boolean shown = totals.size() > 1;
    setVisible(shown);
    setManaged(shown);
    if (!shown) {
      return;
    }
    Map<LocalDate, LedgerGroup.Total> days = new TreeMap<>();
    totals.forEach(total -> days.put(LocalDate.parse(total.name()), total));
    LocalDate last = LocalDate.parse(totals.getLast().name());
    LocalDate first = LocalDate.parse(totals.getFirst().name());
    if (first.isBefore(last.minusDays(MOST_DAYS - 1L))) {
      first = last.minusDays(MOST_DAYS - 1L);
    }
    CostTotal dearest =
        days.values().stream()
            .map(LedgerGroup.Total::cost)
            .max(Comparator.comparing(cost -> scale.size(cost).amount()))
            .orElse(CostTotal.NOTHING);
    Money largest = scale.size(dearest);
    first
        .datesUntil(last.plusDays(1))
        .forEach(day -> bars.getChildren().add(bar(day, days.get(day), scale, largest.amount())));
    from.setText(first.toString());
    until.setText(last.toString());
    most.setText(
        scale.isExact(dearest)
            ? say("most on one day: %s").formatted(largest)
            : say("most on one day: about %s").formatted(BudgetWords.money(largest)));
    setAccessibleText(
        say("Spent on each day from %s to %s. %s.").formatted(first, last, most.getText()));
  }

  private static StackPane bar(
      LocalDate day, LedgerGroup.@Nullable Total total, CostScale scale, BigDecimal dearest) {
    StackPane place = new StackPane();
    place.setAlignment(Pos.BOTTOM_CENTER);
    HBox.setHgrow(place, Priority.ALWAYS);
    place.setMaxWidth(Double.MAX_VALUE);
    place.setPrefWidth(1);
    if (total == null) {
      return place;
    }
    double share =
        dearest.signum() == 0
            ? 0
            : scale.size(total.cost()).amount().doubleValue() / dearest.doubleValue();
    Region filled = new Region();
    boolean open = total.cost().isAtLeast() || scale.isPart(total.cost());
    filled.getStyleClass().add(open ? "spending-open" : "spending-bar");
    filled.setMinHeight(2);
    filled.setPrefHeight(Math.max(2, HEIGHT * share));
    filled.setMaxSize(WIDEST, Region.USE_PREF_SIZE);
    place.getChildren().add(filled);
    Tip.on(
        place,
        say("%s: %s, %,d %s")
            .formatted(
                day,
                told(total.cost().words()),
                total.requests(),
                total.requests() == 1 ? say("request") : say("requests")));
    return place;
  }
}
