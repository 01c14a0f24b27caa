package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.LocalCharge;
import app.diptych.trial.Answer;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** What must be known of the cost of an answer of this machine: what it drew, by which source. */
final class EnergyWords {
  private static final MathContext SHOWN = new MathContext(4);

  private EnergyWords() {}

  /** Empty for an answer of a gateway. */
  static String of(Answer answer) {
    if (!(answer.cost() instanceof Cost.Local cost) || answer.recorded()) {
      return "";
    }
    Energy energy = cost.energy();
    return energy == null
        ? say("Energy: not measured.")
        : drawn(energy, answer.usage()) + charged(cost.charge());
  }

  private static String drawn(Energy energy, @Nullable Usage usage) {
    String joules = rounded(energy.joules()) + " J";
    if (energy.together()) {
      return say("%s for both sides together: they ran on this machine at once, so nobody can tell "
              + "them apart. Measured: %s.")
          .formatted(joules, energy.source());
    }
    String each =
        energy
            .millijoulesPerToken(usage == null ? 0 : usage.outputTokens())
            .map(millijoules -> say(", %s mJ per output token").formatted(rounded(millijoules)))
            .orElse("");
    return say("%s. Measured: %s.").formatted(joules + each, energy.source());
  }

  private static String charged(@Nullable LocalCharge charge) {
    return charge == null ? "" : say(" Cost: %s.").formatted(charge.label());
  }

  private static String rounded(BigDecimal number) {
    return number.round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
