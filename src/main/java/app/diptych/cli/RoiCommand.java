package app.diptych.cli;

import app.diptych.cost.ExchangeRates;
import app.diptych.cost.Money;
import app.diptych.report.roi.Assumptions;
import app.diptych.report.roi.Quantities;
import app.diptych.report.roi.Roi;
import app.diptych.session.WorkspaceException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes whether a change of model pays. */
@Command(
    name = "roi",
    description = {
      "Computes what a change from one model to another saves, and when it has paid.",
      "Every assumption is an option; nothing is assumed that is not printed."
    },
    footer = {"", "Exit code: 0 computed, 2 an assumption is missing or cannot be."})
final class RoiCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Option(
      names = "--input-tokens",
      paramLabel = "N",
      required = true,
      description = "Input tokens a month: 50000000, 100M, 1.5B.")
  String input = "";

  @Option(
      names = "--output-tokens",
      paramLabel = "N",
      required = true,
      description = "Output tokens a month.")
  String output = "";

  @ArgGroup(multiplicity = "1")
  Before before = new Before();

  @ArgGroup(multiplicity = "1")
  After after = new After();

  /** What is left. */
  static final class Before {
    @Option(
        names = "--from",
        paramLabel = "GATEWAY/MODEL",
        description = "The model that is left, priced by the price book.")
    @Nullable String model;

    @Option(
        names = "--from-price",
        paramLabel = "IN/OUT[/CACHED]",
        description = "Or what a million tokens of it cost, such as 2.00/8.00 or 2.00/8.00/0.50.")
    @Nullable String price;
  }

  /** What is gone to. */
  static final class After {
    @Option(
        names = "--to",
        paramLabel = "GATEWAY/MODEL",
        description = "The model that is gone to, priced by the price book.")
    @Nullable String model;

    @Option(
        names = "--to-price",
        paramLabel = "IN/OUT[/CACHED]",
        description = "Or what a million tokens of it cost.")
    @Nullable String price;
  }

  @Mixin final RoiTerms terms = new RoiTerms();

  @Mixin final RoiQuality quality = new RoiQuality();

  @Option(names = "--days", paramLabel = "N", description = "Days of work. Default: 0.")
  String days = "0";

  @Option(names = "--day-rate", paramLabel = "AMOUNT", description = "Of one day. Default: 0.")
  String rate = "0";

  @Option(names = "--other-cost", paramLabel = "AMOUNT", description = "Paid once. Default: 0.")
  String other = "0";

  @Option(
      names = "--condition",
      paramLabel = "TEXT",
      description = "What must hold besides, in words, such as \"the contract allows it\".")
  String condition = "";

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Of the result, and of every amount given here. Default: USD.")
  String currency = "USD";

  @Option(
      names = "--within",
      paramLabel = "TIME",
      description = "When it shall have paid: 4h, 3d, 1w, 6months. Default: 12months.")
  String within = "12months";

  @Option(
      names = "--vary",
      paramLabel = "PERCENT",
      description = "By how much each input may be off, 1 to 100. Default: 20.")
  String vary = "20";

  RoiCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    BigDecimal hours = Quantities.hours("--within", within);
    BigDecimal percent = Quantities.decimal("--vary", vary);
    if (hours.signum() == 0) {
      throw new NotStarted("--within must be longer than nothing.");
    }
    if (percent.compareTo(BigDecimal.ONE) < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new NotStarted("--vary must be between 1 and 100.");
    }
    List<String> sources = new ArrayList<>();
    terms.check(before.price != null, after.price != null);
    Roi roi = new Roi(assumptions(sources));
    RoiText text = new RoiText(roi, sources, hours, within, percent);
    root.terminal()
        .print(root.json ? SessionsText.pretty(text.json()) : Terminal.safe(text.text()));
    return Exit.FINE;
  }

  /**
   * @param sources takes whose prices they are, when they are of the price book
   */
  private Assumptions assumptions(List<String> sources)
      throws WorkspaceException, InterruptedException {
    String code = currency.strip().toUpperCase(Locale.ROOT);
    try (Rooms rooms = root.open()) {
      RoiPrices book = new RoiPrices(rooms.prices(), rooms.gateways());
      Money.zero(code);
      ExchangeRates rates = terms.rates(rooms.budgets().rates());
      AskedPrices asked = new AskedPrices(book, terms, code, rates, sources);
      return new Assumptions(
          Quantities.count("--input-tokens", input),
          Quantities.count("--output-tokens", output),
          Quantities.count("--prompt-tokens", terms.prompt),
          Quantities.decimal("--cached", terms.cached),
          asked.prices("--from", before.model, before.price),
          asked.prices("--to", after.model, after.price),
          Quantities.decimal("--days", days),
          Quantities.decimal("--day-rate", rate),
          Quantities.decimal("--other-cost", other),
          code,
          condition.strip(),
          quality.quality(rooms, before.model, after.model));
    }
  }
}
