package app.diptych.cli;

import app.diptych.cost.BudgetsJson;
import app.diptych.cost.ExchangeRate;
import app.diptych.cost.ExchangeRates;
import app.diptych.timing.NanoClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Keeps a rate between two currencies, so that a budget in one counts what is charged in another.
 */
@Command(
    name = "rate",
    description = {
      "Keeps an exchange rate: one FROM is RATE TO. It takes the place of the one before.",
      "Without a rate a request in another currency counts for a budget as one without a price."
    })
final class PricesRateCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(index = "0", paramLabel = "FROM", description = "Such as CNY.")
  String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "Such as USD.")
  String to = "";

  @Parameters(index = "2", paramLabel = "RATE", arity = "0..1", description = "Such as 0.14.")
  @Nullable String rate;

  @Option(names = "--source", paramLabel = "WORDS", description = "Who says so.")
  String source = "";

  @Option(names = "--date", paramLabel = "DATE", description = "Of which day. Default: today.")
  @Nullable String date;

  @Option(names = "--remove", description = "Take the rate between the two away.")
  boolean remove;

  PricesRateCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    String one = from.strip().toUpperCase(Locale.ROOT);
    String other = to.strip().toUpperCase(Locale.ROOT);
    ExchangeRate fresh = remove ? null : fresh(one, other);
    try (Rooms rooms = root.open()) {
      ExchangeRates rates =
          rooms
              .changeBudgets(budgets ->
                  budgets.with(
                      fresh == null
                          ? budgets.rates().without(one, other)
                          : budgets.rates().with(fresh)))
              .rates();
      if (root.json) {
        root.terminal().print(SessionsText.pretty(BudgetsJson.write(rates)));
      } else {
        root.terminal().print(Terminal.safe(fresh == null ? "No rate any more." : fresh.words()));
      }
      return Exit.FINE;
    }
  }

  private ExchangeRate fresh(String one, String other) {
    if (rate == null) {
      throw new IllegalArgumentException(
          "Say how many %s one %s is, for example: diptych prices rate CNY USD 0.14 --source ECB"
              .formatted(other, one));
    }
    LocalDate today = NanoClock.system().now().atZone(ZoneId.systemDefault()).toLocalDate();
    return ExchangeRate.typed(one, other, rate, source, date == null ? "" : date, today);
  }
}
