package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.BudgetsJson;
import app.diptych.cost.Price;
import app.diptych.cost.Rates;
import app.diptych.exchange.PriceFile;
import app.diptych.ui.fx.Background;
import app.diptych.ui.settings.PriceImportModel.Preview;
import app.diptych.ui.settings.PriceModel.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * A price while it is typed, of a model that has none or in the place of a price that is known.
 * JavaFX thread only.
 */
final class PriceDraft {
  private final PriceControl control;
  private final Background background;
  private final Supplier<LocalDate> today;
  private final BiConsumer<Integer, PriceControl.Back> took;
  private final Map<Part, StringProperty> typed = new EnumMap<>(Part.class);
  private final ReadOnlyBooleanWrapper editing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper keepsMore = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper doubted = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private @Nullable Price before;
  private boolean saving;

  /** What is asked for. */
  enum Part {
    GATEWAY(toSay("Gateway"), toSay("its id, or its host")),
    MODEL(toSay("Model"), toSay("as the gateway calls it")),
    INPUT(toSay("Input"), "0.20"),
    OUTPUT(toSay("Output"), "0.35"),
    CACHED(toSay("Cached input"), toSay("as input")),
    REASONING(toSay("Reasoning"), toSay("as output")),
    CURRENCY(toSay("Currency"), "USD"),
    SOURCE(toSay("Source"), toSay("you")),
    DATE(toSay("Date"), toSay("today"));

    private final String title;
    private final String hint;

    Part(String title, String hint) {
      this.title = title;
      this.hint = hint;
    }

    String title() {
      return say(title);
    }

    String hint() {
      return say(hint);
    }
  }

  /**
   * @param took told that one price was taken, and the way back
   */
  PriceDraft(
      PriceControl control,
      Background background,
      Supplier<LocalDate> today,
      BiConsumer<Integer, PriceControl.Back> took) {
    this.control = control;
    this.background = background;
    this.today = today;
    this.took = took;
    for (Part part : Part.values()) {
      StringProperty text = new SimpleStringProperty("");
      // What was doubted was another price.
      text.subscribe(_ -> doubted.set(false));
      typed.put(part, text);
    }
  }

  /**
   * Begins one.
   *
   * @param row whose price it is; null for a model that is not in the book
   */
  void begin(@Nullable Row row) {
    Price known = row == null ? null : row.price();
    before = known;
    typed.values().forEach(text -> text.set(""));
    text(Part.CURRENCY).set("USD");
    if (row != null) {
      text(Part.GATEWAY).set(row.gateway());
      text(Part.MODEL).set(row.model());
    }
    if (known != null) {
      text(Part.INPUT).set(known.rates().input().toPlainString());
      text(Part.OUTPUT).set(known.rates().output().toPlainString());
      text(Part.CACHED).set(plain(known.rates().cachedInput()));
      text(Part.REASONING).set(plain(known.rates().reasoning()));
      text(Part.CURRENCY).set(known.currency());
    }
    keepsMore.set(known != null && hasMore(known));
    problem.set("");
    editing.set(true);
  }

  void cancel() {
    editing.set(false);
    problem.set("");
    doubted.set(false);
  }

  /** Takes it into the book; what is doubtful only when it is saved once more as it is. */
  void save() {
    String missing = missing();
    if (!missing.isEmpty() || saving) {
      problem.set(missing);
      return;
    }
    Price price;
    try {
      price = price();
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
      return;
    }
    boolean sure = doubted.get();
    problem.set("");
    saving = true;
    background.run(
        () -> {
          PriceFile.Prices read = PriceFile.typed(price, today.get());
          return new Preview("", read, read.diff(control.book()));
        },
        seen -> weigh(price, seen, sure),
        this::failed);
  }

  private void weigh(Price price, Preview seen, boolean sure) {
    List<String> doubts = seen.doubts();
    if (!seen.diff().outdated().isEmpty()) {
      saving = false;
      problem.set(
          say("The book has a price of a later day, and that one holds: give a later date."));
    } else if (!doubts.isEmpty() && !sure) {
      saving = false;
      problem.set(String.join(" ", doubts));
      doubted.set(true);
    } else {
      background.run(
          () -> control.take(List.of(price)),
          back -> {
            saving = false;
            cancel();
            took.accept(1, back);
          },
          this::failed);
    }
  }

  private void failed(Exception fault) {
    saving = false;
    problem.set(told(fault));
  }

  /** What has still to be said, as a sentence; empty for nothing. */
  private String missing() {
    if (written(Part.GATEWAY).isEmpty() || written(Part.MODEL).isEmpty()) {
      return say("Say which gateway charges it, and how that calls the model.");
    }
    if (written(Part.INPUT).isEmpty() || written(Part.OUTPUT).isEmpty()) {
      return say("Say what a million tokens cost, in and out; 0 for nothing.");
    }
    if (written(Part.CURRENCY).isEmpty()) {
      return say("Say in which currency, for example USD.");
    }
    Price known = before;
    return known != null && isOfTheSame(known) && hasMore(known) && !isIn(known.currency())
        ? say("Its rates for long prompts or batches are in %s: import a file that has them all.")
            .formatted(known.currency())
        : "";
  }

  private Price price() {
    Rates rates =
        new Rates(
            BudgetsJson.number(written(Part.INPUT)),
            BudgetsJson.number(written(Part.OUTPUT)),
            number(Part.CACHED),
            number(Part.REASONING));
    String source = written(Part.SOURCE).isEmpty() ? "you" : written(Part.SOURCE);
    LocalDate date =
        written(Part.DATE).isEmpty() ? today.get() : BudgetsJson.date(written(Part.DATE));
    Price plain =
        new Price(
            written(Part.GATEWAY),
            written(Part.MODEL),
            rates,
            List.of(),
            written(Part.CURRENCY).toUpperCase(Locale.ROOT),
            source,
            date);
    Price known = before;
    return known == null || !isOfTheSame(known) ? plain : plain.withMoreOf(known);
  }

  private boolean isOfTheSame(Price known) {
    return known.gateway().equals(written(Part.GATEWAY))
        && known.model().equals(written(Part.MODEL));
  }

  private boolean isIn(String currency) {
    return written(Part.CURRENCY).equalsIgnoreCase(currency);
  }

  private static boolean hasMore(Price price) {
    return !price.tiers().isEmpty() || price.batch() != null;
  }

  private @Nullable BigDecimal number(Part part) {
    return written(part).isEmpty() ? null : BudgetsJson.number(written(part));
  }

  private static String plain(@Nullable BigDecimal rate) {
    return rate == null ? "" : rate.toPlainString();
  }

  private String written(Part part) {
    return text(part).get().strip();
  }

  StringProperty text(Part part) {
    return typed.getOrDefault(part, new SimpleStringProperty(""));
  }

  /** Whether one is being typed. */
  ReadOnlyBooleanProperty editingProperty() {
    return editing.getReadOnlyProperty();
  }

  /** Whether the price has rates for long prompts or batches that stay as they are. */
  ReadOnlyBooleanProperty keepsMoreProperty() {
    return keepsMore.getReadOnlyProperty();
  }

  /** Whether it was doubted as it stands, and is taken when it is saved once more. */
  ReadOnlyBooleanProperty doubtedProperty() {
    return doubted.getReadOnlyProperty();
  }

  /** Why it was not taken, or what to doubt; empty for nothing. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
