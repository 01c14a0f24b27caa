package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Tier;
import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.WonVerdicts;
import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.MeasuredQuality;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Quantities;
import app.diptych.report.roi.Roi;
import app.diptych.report.roi.Roi.Effect;
import app.diptych.report.roi.RoiSummary;
import app.diptych.report.roi.TokenPrices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private ExchangeRates rates = ExchangeRates.NONE;
  private final Map<Entry, StringProperty> typed = new EnumMap<>(Entry.class);
  private final ObservableList<Price> known = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper news = new ReadOnlyStringWrapper("");

  /** Verdicts that were taken from a report, as long as their field says the same. */
  private @Nullable MeasuredQuality taken;

  /** Whose prices were taken last; null while they are only typed. */
  private @Nullable Price left;

  private @Nullable Price gone;

  /** What is asked for. */
  enum Entry {
    INPUT_TOKENS(toSay("Input tokens a month"), "50M"),
    OUTPUT_TOKENS(toSay("Output tokens a month"), "50M"),
    PROMPT_TOKENS(toSay("Tokens of a prompt"), "2k"),
    CACHED_SHARE(toSay("Input from the cache, %"), "0"),
    INPUT_BEFORE(toSay("Input price before"), ""),
    OUTPUT_BEFORE(toSay("Output price before"), ""),
    CACHED_BEFORE(toSay("Cached input before"), "", toSay("as input")),
    TIERS_BEFORE(toSay("Longer prompts before"), "", "200k: 2.5/15"),
    CURRENCY_BEFORE(toSay("Currency before"), "USD"),
    INPUT_AFTER(toSay("Input price after"), ""),
    OUTPUT_AFTER(toSay("Output price after"), ""),
    CACHED_AFTER(toSay("Cached input after"), "", toSay("as input")),
    TIERS_AFTER(toSay("Longer prompts after"), "", "200k: 2.5/15"),
    CURRENCY_AFTER(toSay("Currency after"), "USD"),
    DAYS(toSay("Days of migration"), "3"),
    DAY_RATE(toSay("Rate of a day"), "600"),
    OTHER(toSay("Other cost, once"), "0"),
    CURRENCY(toSay("Currency of the result"), "USD"),
    WITHIN(toSay("Shall pay within"), "12 months"),
    VARY(toSay("Vary each input by, %"), "20"),
    QUALITY(
        toSay("Quality threshold, %"),
        "",
        toSay("none asked"),
        toSay(
            "The least share of verdicts against the old model that the new one must win (a tie is half won), or of checks that it must pass, for the return to count. For example 45 or 45 %.")),
    VERDICTS(
        toSay("Verdicts won / all"),
        "",
        "60/120",
        toSay(
            "Verdicts on the new model against the old one: 60/120 for won of all, where a tie is half won, or 54/12/54 for won, tied and lost. One that found both bad is lost.")),
    CHECKS(
        toSay("Checks passed / all"),
        "",
        "48/120",
        toSay("Checks that answers of the new model passed, instead of verdicts: 48/120 of all."));

    private final String words;
    private final String usual;
    private final String hint;
    private final String tip;

    Entry(String words, String usual) {
      this(words, usual, "");
    }

    Entry(String words, String usual, String hint) {
      this(words, usual, hint, "");
    }

    Entry(String words, String usual, String hint, String tip) {
      this.words = words;
      this.usual = usual;
      this.hint = hint;
      this.tip = tip;
    }

    /** What a blank field stands for, or how to write it. */
    String hint() {
      return say(hint);
    }

    /** More about it; empty when the words say it all. */
    String tip() {
      return say(tip);
    }

    String words() {
      return say(words);
    }
  }

  /**
   * What the assumptions come to.
   *
   * @param rates those that prices were converted by, in words
   * @param unasked whether something measured is given, but no threshold that it is held against
   */
  record Outcome(
      Roi roi, RoiSummary summary, List<Effect> effects, List<String> rates, boolean unasked) {}

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
    List<Price> now =
        prices.get().prices().stream()
            .sorted(Comparator.comparing(Price::model).thenComparing(Price::gateway))
            .toList();
    if (!now.equals(known)) {
      known.setAll(now);
    }
  }

  /** Fills in the prices of the model that is left, or gone to. */
  void take(Price price, boolean before) {
    if (before) {
      dropUnless(price.equals(left));
      left = price;
    } else {
      dropUnless(price.equals(gone));
      gone = price;
    }
    Half half = before ? Half.BEFORE : Half.AFTER;
    Half other = before ? Half.AFTER : Half.BEFORE;
    boolean alone = text(other.input).get().isBlank();
    text(half.currency).set(price.currency());
    if (alone) {
      text(other.currency).set(price.currency());
    }
    if (text(other.currency).get().strip().equalsIgnoreCase(price.currency())) {
      text(Entry.CURRENCY).set(price.currency());
    }
    BigDecimal cached = price.rates().cachedInput();
    text(half.cached).set(cached == null ? "" : cached.toPlainString());
    text(half.tiers)
        .set(price.tiers().stream().map(RoiDraft::words).collect(Collectors.joining("; ")));
    text(half.input).set(price.rates().input().toPlainString());
    text(half.output).set(price.rates().output().toPlainString());
  }

  /**
   * Fills in how often the model that is gone to won in a report: B, unless A was chosen for it. A
   * report on other models than those chosen is refused.
   *
   * @param report null when none was made
   */
  void takeVerdicts(@Nullable DecisionReport report) {
    if (report == null) {
      news.set(
          say(
              "Make a report first, under Report: how often the new model won there is filled in."));
      return;
    }
    String a = report.numbers().sideA().model();
    String b = report.numbers().sideB().model();
    // One model of two gateways fits either side; then the gateways tell.
    boolean turned = isExactly(left, b) && isExactly(gone, a);
    boolean toB = isOf(left, a) && isOf(gone, b) && !turned;
    if (!toB && !(isOf(left, b) && isOf(gone, a))) {
      news.set(say("The report compares %s and %s, not the models chosen here.").formatted(a, b));
      return;
    }
    WonVerdicts won = toB ? report.wonByB() : report.wonByA();
    MeasuredQuality seen = won.measured();
    if (seen == null) {
      news.set(told(won.why()));
      return;
    }
    text(Entry.CHECKS).set("");
    text(Entry.VERDICTS).set(seen.typed());
    taken = seen;
    news.set(say("Taken from the report: %s against %s.").formatted(toB ? b : a, toB ? a : b));
    compute();
  }

  /** A session names a model with the gateway that it was asked through, a price book need not. */
  private static boolean isOf(@Nullable Price chosen, String named) {
    return chosen == null || named.equals(chosen.model()) || named.endsWith("/" + chosen.model());
  }

  private static boolean isExactly(@Nullable Price chosen, String named) {
    return chosen != null && named.equals(chosen.gateway() + "/" + chosen.model());
  }

  /** Verdicts that were taken are of one report and two models, and go when those do. */
  void dropVerdicts() {
    if (taken != null) {
      text(Entry.VERDICTS).set("");
      news.set(say("The verdicts of the report were removed: a model or the report has changed."));
    }
  }

  private void dropUnless(boolean same) {
    if (!same) {
      dropVerdicts();
    }
  }

  private static String words(Tier tier) {
    BigDecimal cached = tier.rates().cachedInput();
    return "%d: %s/%s%s"
        .formatted(
            tier.aboveInputTokens(),
            tier.rates().input().toPlainString(),
            tier.rates().output().toPlainString(),
            cached == null ? "" : "/" + cached.toPlainString());
  }

  /** Takes the rates between currencies that hold now. */
  void use(ExchangeRates fresh) {
    rates = fresh;
    compute();
  }

  /** The fields of one of the two models. */
  private enum Half {
    BEFORE(
        Entry.INPUT_BEFORE,
        Entry.OUTPUT_BEFORE,
        Entry.CACHED_BEFORE,
        Entry.TIERS_BEFORE,
        Entry.CURRENCY_BEFORE),
    AFTER(
        Entry.INPUT_AFTER,
        Entry.OUTPUT_AFTER,
        Entry.CACHED_AFTER,
        Entry.TIERS_AFTER,
        Entry.CURRENCY_AFTER);

    private final Entry input;
    private final Entry output;
    private final Entry cached;
    private final Entry tiers;
    private final Entry currency;

    Half(Entry input, Entry output, Entry cached, Entry tiers, Entry currency) {
      this.input = input;
      this.output = output;
      this.cached = cached;
      this.tiers = tiers;
      this.currency = currency;
    }
  }

  private void compute() {
    MeasuredQuality of = taken;
    if (of != null && !of.typed().equals(text(Entry.VERDICTS).get().strip())) {
      taken = null;
      news.set("");
    }
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
        throw new IllegalArgumentException(say("Vary the inputs by 1 to 100 per cent."));
      }
      List<String> used = new ArrayList<>();
      Roi roi = new Roi(assumptions(used));
      RoiSummary summary = new RoiSummary(roi, text(Entry.WITHIN).get());
      boolean unasked = roi.assumed().quality() == null && measured() != null;
      outcome.set(new Outcome(roi, summary, summary.effects(percent), used, unasked));
      problem.set("");
    } catch (IllegalArgumentException wrong) {
      outcome.set(null);
      problem.set(told(wrong));
    }
  }

  private Assumptions assumptions(List<String> used) {
    String currency = text(Entry.CURRENCY).get().strip().toUpperCase(Locale.ROOT);
    Money.zero(currency);
    return new Assumptions(
        Quantities.count(Entry.INPUT_TOKENS.words(), text(Entry.INPUT_TOKENS).get()),
        Quantities.count(Entry.OUTPUT_TOKENS.words(), text(Entry.OUTPUT_TOKENS).get()),
        Quantities.count(Entry.PROMPT_TOKENS.words(), text(Entry.PROMPT_TOKENS).get()),
        number(Entry.CACHED_SHARE),
        prices(Half.BEFORE, currency, used),
        prices(Half.AFTER, currency, used),
        number(Entry.DAYS),
        number(Entry.DAY_RATE),
        number(Entry.OTHER),
        currency,
        "",
        quality());
  }

  /** What is asked of the quality; null when nothing is. */
  private @Nullable Quality quality() {
    String threshold = text(Entry.QUALITY).get();
    // Without a threshold too a count that is none must not pass unseen.
    MeasuredQuality measured = measured();
    return threshold.isBlank()
        ? null
        : new Quality(Quantities.percent(Entry.QUALITY.words(), threshold), measured);
  }

  private @Nullable MeasuredQuality measured() {
    String verdicts = text(Entry.VERDICTS).get().strip();
    String checks = text(Entry.CHECKS).get().strip();
    if (!verdicts.isEmpty() && !checks.isEmpty()) {
      throw new IllegalArgumentException(say("Give verdicts or checks, not both."));
    }
    if (taken != null) {
      return taken;
    }
    if (!verdicts.isEmpty()) {
      return MeasuredQuality.verdicts(Entry.VERDICTS.words(), verdicts);
    }
    return checks.isEmpty() ? null : MeasuredQuality.checks(Entry.CHECKS.words(), checks);
  }

  private TokenPrices prices(Half half, String currency, List<String> used) {
    String own = text(half.currency).get().strip().toUpperCase(Locale.ROOT);
    Money.zero(own);
    TokenPrices prices =
        new TokenPrices(
            number(half.input),
            number(half.output),
            text(half.cached).get().isBlank() ? null : number(half.cached),
            Quantities.tiers(half.tiers.words(), text(half.tiers).get()));
    if (own.equals(currency)) {
      return prices;
    }
    rates
        .between(own, currency)
        .map(ExchangeRate::words)
        .filter(words -> !used.contains(words))
        .ifPresent(used::add);
    return prices
        .in(own, currency, rates)
        .orElseThrow(() ->
            new IllegalArgumentException(
                say("Prices in %s and a result in %s cannot be compared without a rate: give one in the settings, under Prices, Rates and tariff.")
                    .formatted(own, currency)));
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

  /** Where the verdicts are from, or why there are none; empty when nobody asked a report. */
  ReadOnlyStringProperty newsProperty() {
    return news.getReadOnlyProperty();
  }

  /** What is wrong with the assumptions; empty when nothing is, or something is missing yet. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
