package app.diptych.report.facts;

import java.util.List;

/**
 * One thing about a model, as each source has it, the most reliable first.
 *
 * @param name for example {@code context}
 */
public record Fact(String name, List<FactCell> cells) {
  public Fact {
    cells = List.copyOf(cells);
  }

  /** Whether sources contradict each other. */
  public boolean isConflict() {
    return cells.stream().anyMatch(FactCell::differs);
  }
}
