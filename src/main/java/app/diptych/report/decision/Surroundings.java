package app.diptych.report.decision;

import app.diptych.cost.Budgets;
import app.diptych.cost.Price;
import app.diptych.report.claim.Claim;
import app.diptych.session.LedgerQuery;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a report needs to know besides the workspace; asked when a report is made, and may block.
 *
 * @param price what a model costs, as the user names it
 * @param audit the lines of the record of routes, oldest first
 * @param zone in which days and months begin
 */
public record Surroundings(
    Function<String, Optional<Price>> price,
    Supplier<List<String>> audit,
    Supplier<Budgets> budgets,
    ZoneId zone) {
  /** The name under which a workspace keeps the day on which a report was last written. */
  public static final String WRITTEN = "report-written";

  /**
   * What is asked of the two models.
   *
   * @param chances how probable the user holds risks, in per cent
   */
  public record Asked(
      String question,
      String modelA,
      String modelB,
      LocalDate day,
      Map<RiskKind, BigDecimal> chances) {
    public Asked {
      chances = Map.copyOf(chances);
    }
  }

  /**
   * Gathers all of it. Blocks: for a background thread.
   *
   * @param change null when nothing was assumed
   * @param policy null when none was given
   */
  public Material material(
      Workspace saved,
      Gathered gathered,
      Asked asked,
      List<Claim> claims,
      Material.@Nullable Change change,
      Material.@Nullable Simulated policy)
      throws WorkspaceException, InterruptedException {
    Map<String, Price> prices = new HashMap<>();
    for (String model : List.of(asked.modelA(), asked.modelB())) {
      price.apply(model).ifPresent(known -> prices.put(model, known));
    }
    return new Material(
        asked.question(),
        asked.modelA(),
        asked.modelB(),
        asked.day(),
        gathered,
        new Material.Extras(
            prices,
            change,
            claims,
            policy,
            audit.get(),
            Grading.read(saved, gathered, asked.modelA(), asked.modelB()),
            MonthsOver.of(saved.ledger(LedgerQuery.all()), budgets.get(), zone).orElse(null),
            asked.chances()));
  }
}
