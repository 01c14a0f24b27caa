package app.diptych.report.decision;

import app.diptych.report.decision.Block.Whose;
import app.diptych.review.stats.Results;
import java.util.List;

/** Everything the chapters are written from, computed once. */
record Decided(Material material, SideFacts a, SideFacts b, Votes votes, CostBeside cost) {

  static Decided of(Material material) {
    SideFacts a = new SideFacts(material.gathered(), material.modelA(), Whose.A);
    SideFacts b = new SideFacts(material.gathered(), material.modelB(), Whose.B);
    return new Decided(
        material, a, b, new Votes(material.gathered(), a.model(), b.model()), CostBeside.of(a, b));
  }

  List<SideFacts> sides() {
    return List.of(a, b);
  }

  SideFacts other(SideFacts side) {
    return side == a ? b : a;
  }

  Results results() {
    return votes.results();
  }

  /** Whether there are enough answers of both to speak of speed. */
  boolean speaksOfSpeed() {
    return sides().stream().allMatch(side -> side.group().metrics().size() >= SideFacts.FEWEST);
  }

  /** Whether there are enough requests of both to speak of reliability. */
  boolean speaksOfReliability() {
    return sides().stream().allMatch(side -> side.decided() >= SideFacts.FEWEST);
  }
}
