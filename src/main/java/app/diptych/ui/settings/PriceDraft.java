package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.BudgetsJson;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Rates;
import app.diptych.exchange.PriceFile;
import app.diptych.ui.fx.Background;
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
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();

  /** Counts what was begun, so that nothing of what was cancelled changes what is typed now. */
  private int turn;

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
      text.subscribe(_ -> tellMore());
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
    tellMore();
    turn++;
    saving.set(false);
    problem.set("");
    editing.set(true);
  }

  /** What is on its way into the book already comes there all the same, and can be put back. */
  void cancel() {
    turn++;
    saving.set(false);
    editing.set(false);
    problem.set("");
    doubted.set(false);
  }

  /** Takes it into the book; what is doubtful only when it is saved once more as it is. */
  void save() {
    String missing = missing();
    if (!missing.isEmpty() || saving.get()) {
      problem.set(missing);
      return;
    }
    Price plain;
    try {
      plain = price();
    } catch (IllegalArgumentException wrong) {
      problem.set(told(wrong));
      return;
    }
    boolean sure = doubted.get();
    int mine = ++turn;
    problem.set("");
    saving.set(true);
    background.run(
        () -> Weighed.of(plain, control.book(), today.get()),
        weighed -> {
          if (mine == turn) {
            decide(weighed, sure, mine);
          }
        },
        fault -> failed(fault, mine));
  }

  /**
   * A price beside what the book says of the same model.
   *
   * @param price with the rates for long prompts and batches that the book has
   * @param held what the book has; null for nothing
   */
  private record Weighed(Price price, @Nullable Price held, boolean doubtful) {
    static Weighed of(Price plain, PriceBook book, LocalDate today) {
      Price held = book.find(List.of(plain.gateway()), plain.model()).orElse(null);
      Price price =
          held != null && held.currency().equals(plain.currency()) ? plain.withMoreOf(held) : plain;
      PriceFile.Prices read = PriceFile.typed(price, today);
      return new Weighed(
          price, held, !read.doubtful().isEmpty() || !read.diff(book).warning().isEmpty());
    }
  }

  private void decide(Weighed weighed, boolean sure, int mine) {
    Price price = weighed.price();
    Price held = weighed.held();
    if (held != null && hasMore(held) && !held.currency().equals(price.currency())) {
      refuse(
          say("Its rates for long prompts or batches are in %s: import a file that has them all.")
              .formatted(held.currency()));
    } else if (held != null && price.date().isBefore(held.date())) {
      refuse(say("The book has a price of a later day, and that one holds: give a later date."));
    } else if (weighed.doubtful() && !sure) {
      refuse(
          say("%s in and %s out for a million tokens is far from what models cost, or from what this one did: is the unit right? Save it once more to keep it.")
              .formatted(
                  price.rates().input().toPlainString(), price.rates().output().toPlainString()));
      doubted.set(true);
    } else {
      background.run(
          () -> control.take(List.of(price)),
          back -> {
            if (mine == turn) {
              cancel();
            }
            took.accept(1, back);
          },
          fault -> failed(fault, mine));
    }
  }

  private void refuse(String why) {
    saving.set(false);
    problem.set(why);
  }

  private void failed(Exception fault, int mine) {
    if (mine == turn) {
      refuse(told(fault));
    }
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
    return "";
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
    return new Price(
        written(Part.GATEWAY),
        written(Part.MODEL),
        rates,
        List.of(),
        written(Part.CURRENCY).toUpperCase(Locale.ROOT),
        source,
        date);
  }

  private boolean isOfTheSame(Price known) {
    return known.gateway().equalsIgnoreCase(written(Part.GATEWAY))
        && known.model().equals(written(Part.MODEL));
  }

  private void tellMore() {
    Price known = before;
    keepsMore.set(known != null && hasMore(known) && isOfTheSame(known));
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

  /** Whether it is on its way into the book. */
  ReadOnlyBooleanProperty savingProperty() {
    return saving.getReadOnlyProperty();
  }

  /** Why it was not taken, or what to doubt; empty for nothing. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
