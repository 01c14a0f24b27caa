package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verdicts as promptfoo grades: somebody passes or fails each answer by hand. One that passed is
 * better than one that failed; two that passed are a tie, two that failed both bad. Where a model
 * was asked for the best of all, that is its verdict.
 */
final class PromptfooVotes implements Grid.Judging {
  private static final String HUMAN = "human";

  /** Stands for whoever graded: promptfoo does not name them. */
  private static final String SOMEBODY = "promptfoo";

  private static final String BEST = "select-best";

  private final Instant at;

  PromptfooVotes(Instant at) {
    this.at = at;
  }

  @Override
  public List<Vote> votes(Grid.@Nullable Cell a, Grid.@Nullable Cell b) {
    List<Vote> votes = new ArrayList<>();
    if (a == null || b == null) {
      return votes;
    }
    Optional<Boolean> left = passed(a.raw(), HUMAN);
    Optional<Boolean> right = passed(b.raw(), HUMAN);
    if (left.isPresent() && right.isPresent()) {
      String note = a.raw().at("gradingResult").at("comment").text("");
      boolean ours = a.raw().at("metadata").has("diptych");
      votes.add(new Vote(verdict(left.get(), right.get()), note, ours ? "" : SOMEBODY, at));
    }
    boolean leftBest = passed(a.raw(), BEST).orElse(false);
    boolean rightBest = passed(b.raw(), BEST).orElse(false);
    if (leftBest != rightBest) {
      votes.add(new Vote(leftBest ? Verdict.A : Verdict.B, "", BEST, at));
    }
    return votes;
  }

  private static Verdict verdict(boolean a, boolean b) {
    if (a == b) {
      return a ? Verdict.TIE : Verdict.BOTH_BAD;
    }
    return a ? Verdict.A : Verdict.B;
  }

  private static Optional<Boolean> passed(Place result, String type) {
    Place grades = result.at("gradingResult").at("componentResults");
    for (int i = 0; i < grades.node().size(); i++) {
      Place grade = grades.at(i);
      if (grade.at("assertion").at("type").text("").equals(type)) {
        return Optional.of(grade.at("pass").isTrue());
      }
    }
    return Optional.empty();
  }

  /** The grades of a result that are no verdict. */
  static List<Place> checks(Place result) throws ExchangeException {
    List<Place> checks = new ArrayList<>();
    for (Place grade : result.at("gradingResult").at("componentResults").items()) {
      String type = grade.at("assertion").at("type").text("");
      if (!type.equals(HUMAN) && !type.equals(BEST)) {
        checks.add(grade);
      }
    }
    return checks;
  }

  /** Whether an answer passes with this verdict. */
  static boolean passes(Verdict verdict, boolean isA) {
    return switch (verdict) {
      case A -> isA;
      case B -> !isA;
      case TIE -> true;
      case BOTH_BAD -> false;
    };
  }

  /** Writes the owner's verdict as the grade of one of the two answers. */
  static void write(Vote vote, boolean isA, ObjectNode result) {
    boolean passes = passes(vote.verdict(), isA);
    ObjectNode grading = result.putObject("gradingResult");
    grade(grading, passes);
    if (!vote.note().isEmpty()) {
      grading.put("comment", vote.note());
    }
    ObjectNode grade = grading.putArray("componentResults").addObject();
    grade(grade, passes);
    grade.putObject("assertion").put("type", HUMAN);
  }

  private static void grade(ObjectNode node, boolean passes) {
    node.put("pass", passes).put("score", passes ? 1 : 0).put("reason", "Manual result");
  }
}
