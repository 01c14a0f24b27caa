package app.diptych.exchange;

import app.diptych.review.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One vote of an arena.
 *
 * @param talk what was said
 * @param verdict null when the row gives none
 * @param rater who voted; empty for the owner of the workspace
 * @param turn which turn the vote is about, from 1; the last one when empty
 */
record Battle(
    Dialogues.Talk talk, @Nullable Verdict verdict, String rater, Optional<Integer> turn) {
  /** Stands for the owner of the workspace, whose rater has no name here. */
  static final String OWNER = "owner";

  /** Stands for a voter the file does not name. */
  static final String SOMEBODY = "arena";

  /** The winner in the words of an arena: both ways of writing that both are bad are in use. */
  static @Nullable Verdict verdict(String winner) {
    return switch (winner) {
      case "model_a" -> Verdict.A;
      case "model_b" -> Verdict.B;
      case "tie" -> Verdict.TIE;
      case "tie (bothbad)", "both_bad", "bothbad" -> Verdict.BOTH_BAD;
      default -> null;
    };
  }

  static String winner(Verdict verdict) {
    return switch (verdict) {
      case A -> "model_a";
      case B -> "model_b";
      case TIE -> "tie";
      case BOTH_BAD -> "tie (bothbad)";
    };
  }
}
