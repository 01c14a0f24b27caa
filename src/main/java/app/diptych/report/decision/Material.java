package app.diptych.report.decision;

import app.diptych.cost.Price;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.guard.policy.SimulationResult;
import app.diptych.report.claim.Claim;
import app.diptych.report.roi.Roi;
import app.diptych.timing.Share;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a report is made from. The same material makes the same report, byte for byte.
 *
 * @param question what is to be decided, in the user's words; may be empty
 * @param modelA the model called A, as the user names it
 * @param madeOn the day of the report
 */
public record Material(
    String question,
    String modelA,
    String modelB,
    LocalDate madeOn,
    Gathered gathered,
    Extras extras) {

  /**
   * What is known besides the sessions.
   *
   * @param prices those of the price book, by the model as the user names it
   * @param change what a change from A to B returns; null when nothing was assumed
   * @param claims to be held against what was measured
   * @param policy null when none was given
   * @param audit the lines of the record of routes, oldest first
   * @param graded what checks and judges say; empty when there are none
   * @param monthsOver of the months with spending, those over a monthly budget; null when there is
   *     no budget or no spending
   * @param chances how probable the user holds risks, in per cent
   */
  public record Extras(
      Map<String, Price> prices,
      @Nullable Change change,
      List<Claim> claims,
      @Nullable Simulated policy,
      List<String> audit,
      Grading graded,
      @Nullable Share monthsOver,
      Map<RiskKind, BigDecimal> chances) {
    /** Nothing. */
    public static final Extras NONE =
        new Extras(
            Map.of(),
            null,
            List.of(),
            null,
            List.of(),
            new Grading(List.of(), List.of()),
            null,
            Map.of());

    public Extras {
      prices = Map.copyOf(prices);
      claims = List.copyOf(claims);
      audit = List.copyOf(audit);
      chances = Map.copyOf(chances);
    }
  }

  /**
   * A change from A to B in money.
   *
   * @param within in which it shall have paid, such as {@code 12months}
   * @param percent by which each input may be off
   * @param sources whose prices and rates they are
   */
  public record Change(Roi roi, String within, BigDecimal percent, List<String> sources) {
    public Change {
      sources = List.copyOf(sources);
    }
  }

  /**
   * A policy and what it would have done.
   *
   * @param result null when it could not be played
   * @param problem why not; empty when it could
   */
  public record Simulated(
      FallbackPolicy policy, String file, @Nullable SimulationResult result, String problem) {}
}
