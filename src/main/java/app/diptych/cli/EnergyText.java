package app.diptych.cli;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.cost.Money;
import app.diptych.trial.Answer;
import java.math.BigDecimal;
import java.math.MathContext;

/** What an answer of this machine drew and cost, in one line; four figures, as JSON tells all. */
final class EnergyText {
  private static final MathContext SHOWN = new MathContext(4);

  private EnergyText() {}

  /** For example {@code 12.3 J, 151.9 mJ/token}. */
  static String drawn(Energy energy, Answer answer) {
    String joules = rounded(energy.joules()) + " J";
    if (energy.together()) {
      return joules + " (both sides together)";
    }
    Usage usage = answer.usage();
    return energy
        .millijoulesPerToken(usage == null ? 0 : usage.outputTokens())
        .map(each -> joules + ", " + rounded(each) + " mJ/token")
        .orElse(joules);
  }

  static String cost(Cost.Local cost) {
    LocalCharge charge = cost.charge();
    if (charge == null) {
      return "local";
    }
    Money total = charge.total();
    return "local %s%s %s: %s"
        .formatted(
            cost.isAtLeast() ? "at least " : "",
            rounded(total.amount()),
            total.currency(),
            charge.label());
  }

  private static String rounded(BigDecimal number) {
    return number.round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
