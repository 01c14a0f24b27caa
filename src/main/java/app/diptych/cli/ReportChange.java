package app.diptych.cli;

import app.diptych.cost.Money;
import app.diptych.report.decision.Material.Change;
import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.Quality;
import app.diptych.report.roi.Quantities;
import app.diptych.report.roi.Roi;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a change from A to B returns, by the assumptions that {@code diptych roi} has. */
final class ReportChange {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  @Option(
      names = "--input-tokens",
      paramLabel = "N",
      description = "Input tokens a month: 50000000, 100M. With it the report tells the return.")
  @Nullable String input;

  @Option(names = "--output-tokens", paramLabel = "N", description = "Output tokens a month.")
  @Nullable String output;

  @Option(
      names = "--from-price",
      paramLabel = "IN/OUT[/CACHED]",
      description = "What a million tokens of A cost. Default: by the price book.")
  @Nullable String fromPrice;

  @Option(
      names = "--to-price",
      paramLabel = "IN/OUT[/CACHED]",
      description = "What a million tokens of B cost. Default: by the price book.")
  @Nullable String toPrice;

  @Mixin final RoiTerms terms = new RoiTerms();

  @Option(names = "--days", paramLabel = "N", description = "Days of work. Default: 0.")
  String days = "0";

  @Option(names = "--day-rate", paramLabel = "AMOUNT", description = "Of one day. Default: 0.")
  String rate = "0";

  @Option(names = "--other-cost", paramLabel = "AMOUNT", description = "Paid once. Default: 0.")
  String other = "0";

  @Option(
      names = "--quality-threshold",
      paramLabel = "PERCENT",
      description =
          "The least share of the verdicts that B must win against A (ties half) for the return to"
              + " count: 45 or \"45 %%\". The votes of the sessions are held against it.")
  @Nullable String threshold;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Of the return, and of every amount given here. Default: USD.")
  String currency = "USD";

  @Option(
      names = "--within",
      paramLabel = "TIME",
      description = "When the change shall have paid: 4h, 3d, 1w, 6months. Default: 12months.")
  String within = "12months";

  @Option(
      names = "--vary",
      paramLabel = "PERCENT",
      description = "By how much each assumption may be off, 1 to 100. Default: 20.")
  String vary = "20";

  /**
   * @return null when no volume was given
   * @throws NotStarted for what cannot be, with why
   */
  @Nullable Change change(Rooms rooms, String a, String b) {
    if (input == null && output == null) {
      if (threshold != null) {
        throw new NotStarted(
            "--quality-threshold goes with a return: give --input-tokens or --output-tokens as well.");
      }
      return null;
    }
    BigDecimal percent = Quantities.decimal("--vary", vary);
    if (percent.compareTo(BigDecimal.ONE) < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new NotStarted("--vary must be between 1 and 100.");
    }
    if (Quantities.hours("--within", within).signum() == 0) {
      throw new NotStarted("--within must be longer than nothing.");
    }
    terms.check(fromPrice != null, toPrice != null);
    List<String> sources = new ArrayList<>();
    Roi roi = new Roi(assumptions(rooms, a, b, sources));
    return new Change(roi, within, percent, sources);
  }

  private Assumptions assumptions(Rooms rooms, String a, String b, List<String> sources) {
    String code = currency.strip().toUpperCase(Locale.ROOT);
    Money.zero(code);
    AskedPrices asked =
        new AskedPrices(
            new RoiPrices(rooms.prices(), rooms.gateways()),
            terms,
            code,
            terms.rates(rooms.budgets().rates()),
            sources);
    return new Assumptions(
        Quantities.count("--input-tokens", input == null ? "0" : input),
        Quantities.count("--output-tokens", output == null ? "0" : output),
        Quantities.count("--prompt-tokens", terms.prompt),
        Quantities.decimal("--cached", terms.cached),
        asked.prices("--from", a, fromPrice),
        asked.prices("--to", b, toPrice),
        Quantities.decimal("--days", days),
        Quantities.decimal("--day-rate", rate),
        Quantities.decimal("--other-cost", other),
        code,
        "",
        threshold == null
            ? null
            : new Quality(Quantities.percent("--quality-threshold", threshold), null));
  }
}
