package app.diptych.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sum of costs. The order they come in changes nothing.
 *
 * @param sums one for each currency, by its code: without a rate they are not added
 * @param priced how many costs are in the sums
 * @param unpriced how many are not, or not wholly, so that it cost at least the sums
 * @param estimated how many of the priced ones rest on tokens that were not reported
 * @param local what answers of this machine cost by the user's own tariff, by currency: nobody is
 *     paid for it, so it is not in the sums
 * @param partlyLocal how many of those drew more than could be measured
 */
public record CostTotal(
    Map<String, Money> sums,
    long priced,
    long unpriced,
    long estimated,
    Map<String, Money> local,
    long partlyLocal) {
  public static final CostTotal NOTHING = new CostTotal(Map.of(), 0, 0, 0);

  public CostTotal {
    sums = Map.copyOf(sums);
    local = Map.copyOf(local);
  }

  /** Without answers of this machine. */
  public CostTotal(Map<String, Money> sums, long priced, long unpriced, long estimated) {
    this(sums, priced, unpriced, estimated, Map.of(), 0);
  }

  /** With one more. */
  public CostTotal plus(Cost cost) {
    return switch (cost) {
      case Cost.Known known -> {
        long guessed = estimated + (known.estimated() ? 1 : 0);
        long open = unpriced + (known.isAtLeast() ? 1 : 0);
        yield new CostTotal(
            more(sums, known.money()), priced + 1, open, guessed, local, partlyLocal);
      }
      case Cost.Unpriced _ ->
          new CostTotal(sums, priced, unpriced + 1, estimated, local, partlyLocal);
      case Cost.Local here -> {
        LocalCharge charge = here.charge();
        yield charge == null ? this : plusLocal(charge.total(), here.isAtLeast());
      }
    };
  }

  /**
   * With one more answer of this machine.
   *
   * @param partly whether it drew more than could be measured
   */
  public CostTotal plusLocal(Money charge, boolean partly) {
    long open = partlyLocal + (partly ? 1 : 0);
    return new CostTotal(sums, priced, unpriced, estimated, more(local, charge), open);
  }

  /** Both sums in one. */
  public CostTotal plus(CostTotal other) {
    Map<String, Money> charged = sums;
    for (Money money : other.sums.values()) {
      charged = more(charged, money);
    }
    Map<String, Money> here = local;
    for (Money money : other.local.values()) {
      here = more(here, money);
    }
    return new CostTotal(
        charged,
        priced + other.priced,
        unpriced + other.unpriced,
        estimated + other.estimated,
        here,
        partlyLocal + other.partlyLocal);
  }

  private static Map<String, Money> more(Map<String, Money> sums, Money money) {
    Map<String, Money> more = new TreeMap<>(sums);
    more.merge(money.currency(), money, Money::plus);
    return more;
  }

  /** Whether something in it has no price. */
  public boolean isAtLeast() {
    return unpriced > 0;
  }

  /** Whether nothing was charged, here or elsewhere, and nothing is without a price. */
  public boolean isNothing() {
    return sums.isEmpty() && unpriced == 0 && local.isEmpty();
  }

  /**
   * For example {@code at least 0.58 USD} or {@code 0.58 USD + 1.2 CNY}, with a tilde when some of
   * the tokens were not reported; what this machine cost is told apart: {@code 0.58 USD; local
   * 0.001 EUR}.
   */
  public String words() {
    return words(estimated > 0 ? "~" : "");
  }

  /** The same without a tilde, for a sentence that says itself that it is about so much. */
  public String about() {
    return words("");
  }

  private String words(String tilde) {
    if (local.isEmpty()) {
      return charged(tilde);
    }
    String here = "local %s".formatted((partlyLocal > 0 ? "at least " : "") + joined(local));
    return sums.isEmpty() && unpriced == 0 ? here : charged(tilde) + "; " + here;
  }

  private String charged(String tilde) {
    if (sums.isEmpty()) {
      return unpriced > 0 ? "unpriced" : "no cost";
    }
    String known = tilde + joined(sums);
    return isAtLeast() ? "at least " + known : known;
  }

  private static String joined(Map<String, Money> sums) {
    return new TreeMap<>(sums)
        .values().stream().map(Money::toString).collect(Collectors.joining(" + "));
  }
}
