package app.diptych.ui.decide;

import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.Quantities;
import app.diptych.report.roi.Roi;
import app.diptych.report.roi.Roi.Effect;
import app.diptych.report.roi.RoiSummary;
import app.diptych.report.roi.TokenPrices;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The assumptions of a return as they are typed, and what it comes to. JavaFX thread only. */
final class RoiDraft {
  private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(100);

  private final Supplier<PriceBook> prices;
  private final Map<Entry, StringProperty> typed = new EnumMap<>(Entry.class);
  private final ObservableList<Price> known = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

  /** What is asked for. */
  enum Entry {
    INPUT_TOKENS("Input tokens a month", "50M"),
    OUTPUT_TOKENS("Output tokens a month", "50M"),
    INPUT_BEFORE("Input price before", ""),
    OUTPUT_BEFORE("Output price before", ""),
    INPUT_AFTER("Input price after", ""),
    OUTPUT_AFTER("Output price after", ""),
    DAYS("Days of migration", "3"),
    DAY_RATE("Rate of a day", "600"),
    OTHER("Other cost, once", "0"),
    CURRENCY("Currency", "USD"),
    WITHIN("Shall pay within", "12 months"),
    VARY("Vary each input by, %", "20");

    private final String words;
    private final String usual;

    Entry(String words, String usual) {
      this.words = words;
      this.usual = usual;
    }

    String words() {
      return words;
    }
  }

  /** What the assumptions come to. */
  record Outcome(Roi roi, RoiSummary summary, List<Effect> effects) {}

  RoiDraft(Supplier<PriceBook> prices) {
    this.prices = prices;
    for (Entry entry : Entry.values()) {
      StringProperty text = new SimpleStringProperty(entry.usual);
      typed.put(entry, text);
      text.addListener((_, _, _) -> compute());
    }
    compute();
  }

  /** Looks which models have a price now. */
  void refresh() {
    known.setAll(
        prices.get().prices().stream()
            .sorted(Comparator.comparing(Price::model).thenComparing(Price::gateway))
            .toList());
  }

  /** Fills in the prices of the model that is left, or gone to. */
  void take(Price price, boolean before) {
    text(Entry.CURRENCY).set(price.currency());
    text(before ? Entry.INPUT_BEFORE : Entry.INPUT_AFTER)
        .set(price.rates().input().toPlainString());
    text(before ? Entry.OUTPUT_BEFORE : Entry.OUTPUT_AFTER)
        .set(price.rates().output().toPlainString());
  }

  private void compute() {
    if (List.of(Entry.INPUT_BEFORE, Entry.OUTPUT_BEFORE, Entry.INPUT_AFTER, Entry.OUTPUT_AFTER)
        .stream()
        .anyMatch(entry -> text(entry).get().isBlank())) {
      problem.set("");
      outcome.set(null);
      return;
    }
    try {
      BigDecimal percent = number(Entry.VARY);
      if (percent.signum() <= 0 || percent.compareTo(MOST_PERCENT) > 0) {
        throw new IllegalArgumentException("Vary the inputs by 1 to 100 per cent.");
      }
      Roi roi = new Roi(assumptions());
      RoiSummary summary = new RoiSummary(roi, text(Entry.WITHIN).get());
      outcome.set(new Outcome(roi, summary, summary.effects(percent)));
      problem.set("");
    } catch (IllegalArgumentException wrong) {
      outcome.set(null);
      problem.set(String.valueOf(wrong.getMessage()));
    }
  }

  private Assumptions assumptions() {
    String currency = text(Entry.CURRENCY).get().strip().toUpperCase(Locale.ROOT);
    Money.zero(currency);
    return new Assumptions(
        Quantities.count(Entry.INPUT_TOKENS.words(), text(Entry.INPUT_TOKENS).get()),
        Quantities.count(Entry.OUTPUT_TOKENS.words(), text(Entry.OUTPUT_TOKENS).get()),
        new TokenPrices(number(Entry.INPUT_BEFORE), number(Entry.OUTPUT_BEFORE)),
        new TokenPrices(number(Entry.INPUT_AFTER), number(Entry.OUTPUT_AFTER)),
        number(Entry.DAYS),
        number(Entry.DAY_RATE),
        number(Entry.OTHER),
        currency,
        "");
  }

  private BigDecimal number(Entry entry) {
    return Quantities.decimal(entry.words(), text(entry).get());
  }

  StringProperty text(Entry entry) {
    return typed.getOrDefault(entry, new SimpleStringProperty(""));
  }

  /** The models that have a price. */
  ObservableList<Price> known() {
    return known;
  }

  /** Null while something is missing or wrong. */
  ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** What is wrong with the assumptions; empty when nothing is, or something is missing yet. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
