package app.diptych.cli;

import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.report.roi.Quantities;
import app.diptych.report.roi.TokenPrices;
import app.diptych.timing.NanoClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What prices depend on besides tokens: the length of prompts, the cache and currencies. */
final class RoiTerms {
  private static final Pattern RATE = Pattern.compile("([A-Za-z]{3})/([A-Za-z]{3})=([0-9.]{1,30})");

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      description = "Of one request, for prices by the length of the prompt. Default: short ones.")
  String prompt = "0";

  @Option(
      names = "--cached",
      paramLabel = "PERCENT",
      description = "Of the input tokens that come from the provider's cache. Default: 0.")
  String cached = "0";

  @Option(
      names = "--from-tier",
      paramLabel = "ABOVE:IN/OUT[/CACHED]",
      description = "With --from-price: what prompts above so many tokens cost: 200k:2.50/15.00.")
  List<String> fromTiers = new ArrayList<>();

  @Option(
      names = "--to-tier",
      paramLabel = "ABOVE:IN/OUT[/CACHED]",
      description = "The same with --to-price.")
  List<String> toTiers = new ArrayList<>();

  @Option(
      names = "--from-currency",
      paramLabel = "CODE",
      description = "Of --from-price. Default: that of the result.")
  @Nullable String fromCurrency;

  @Option(
      names = "--to-currency",
      paramLabel = "CODE",
      description = "Of --to-price. Default: that of the result.")
  @Nullable String toCurrency;

  @Option(
      names = "--rate",
      paramLabel = "FROM/TO=RATE",
      description = "Such as CNY/USD=0.14, before the rates of \"prices rate\".")
  List<String> given = new ArrayList<>();

  /** A term for a price that is not given would silently do nothing. */
  void check(boolean fromPrice, boolean toPrice) {
    check("--from", fromPrice, fromTiers, fromCurrency);
    check("--to", toPrice, toTiers, toCurrency);
  }

  private static void check(
      String option, boolean price, List<String> tiers, @Nullable String currency) {
    if (!price && (!tiers.isEmpty() || currency != null)) {
      throw new NotStarted(
          "%s-%s goes with %s-price: a model of the price book brings its own."
              .formatted(option, tiers.isEmpty() ? "currency" : "tier", option));
    }
  }

  List<TokenPrices.Tier> tiers(String option) {
    List<String> typed = option.equals("--from") ? fromTiers : toTiers;
    return Quantities.tiers(option + "-tier", String.join(";", typed));
  }

  String currency(String option, String usual) {
    String typed = option.equals("--from") ? fromCurrency : toCurrency;
    String code = typed == null ? usual : typed.strip().toUpperCase(Locale.ROOT);
    Money.zero(code);
    return code;
  }

  ExchangeRates rates(ExchangeRates kept) {
    LocalDate today = NanoClock.system().now().atZone(ZoneId.systemDefault()).toLocalDate();
    ExchangeRates rates = kept;
    for (String one : given) {
      Matcher found = RATE.matcher(one.strip());
      if (!found.matches()) {
        throw new NotStarted("\"" + one + "\" is no rate: write it as CNY/USD=0.14.");
      }
      rates =
          rates.with(
              ExchangeRate.typed(
                  found.group(1), found.group(2), found.group(3), "given here", "", today));
    }
    return rates;
  }
}
