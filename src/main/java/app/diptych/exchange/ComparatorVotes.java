package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verdicts as scores: above 0 is for A. A rating that was given with the answers swapped is turned
 * back in the file already, so {@code is_flipped} changes nothing.
 */
final class ComparatorVotes {
  /** Stands for whoever or whatever gave a score that nobody signed. */
  private static final String SOMEBODY = "LLM Comparator";

  private ComparatorVotes() {}

  static String label(Verdict verdict) {
    return switch (verdict) {
      case A -> "A";
      case B -> "B";
      case TIE -> "tie";
      case BOTH_BAD -> "both bad";
    };
  }

  private static Optional<Verdict> labelled(String label) {
    for (Verdict verdict : Verdict.values()) {
      if (label(verdict).equals(label)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }

  private static Verdict signed(double score) {
    return score > 0 ? Verdict.A : score < 0 ? Verdict.B : Verdict.TIE;
  }

  private static double score(Verdict verdict) {
    return switch (verdict) {
      case A -> 1;
      case B -> -1;
      case TIE, BOTH_BAD -> 0;
    };
  }

  /** The verdicts of an example: its single ratings, or without any the score it has as a whole. */
  static List<Vote> read(Place example, Instant at, Losses losses) throws ExchangeException {
    Map<String, Vote> votes = new LinkedHashMap<>();
    for (Place rating : example.at("individual_rater_scores").items()) {
      Place rater = rating.object().at("custom_fields").at(ComparatorField.RATER);
      String name = rater.isMissing() ? "rater " + (votes.size() + 1) : rater.words("");
      verdict(rating.at("rating_label"), rating.at("score"), losses)
          .ifPresent(verdict ->
              votes.put(name, new Vote(verdict, rating.at("rationale").text(""), name, at)));
    }
    if (votes.isEmpty()) {
      Place label = example.at("custom_fields").at(ComparatorField.VERDICT.key());
      String name = labelled(label.text("")).isPresent() ? "" : SOMEBODY;
      verdict(label, example.at("score"), losses)
          .ifPresent(verdict -> votes.put(name, new Vote(verdict, "", name, at)));
    }
    return new ArrayList<>(votes.values());
  }

  private static Optional<Verdict> verdict(Place label, Place score, Losses losses) {
    Optional<Verdict> labelled = labelled(label.text(""));
    if (labelled.isPresent()) {
      return labelled;
    }
    Optional<Double> number = score.number();
    boolean graded =
        number.isPresent() && number.get() != Math.rint(Math.clamp(number.get(), -1d, 1d));
    losses.add(
        "how much better an answer is", graded ? 1 : 0, "A verdict says which, not by how much.");
    return number.map(ComparatorVotes::signed);
  }

  /** Writes the score of an example and the ratings it comes from. */
  static void write(List<Vote> votes, ObjectNode example) {
    Optional<Vote> owners = votes.stream().filter(vote -> vote.rater().isEmpty()).findFirst();
    double mean =
        votes.stream().mapToDouble(vote -> score(vote.verdict())).average().orElse(Double.NaN);
    if (votes.isEmpty()) {
      example.putNull("score");
    } else {
      example.put("score", owners.map(vote -> score(vote.verdict())).orElse(mean));
    }
    ArrayNode ratings = example.putArray("individual_rater_scores");
    for (Vote vote : votes) {
      ObjectNode rating = ratings.addObject();
      rating.put("score", score(vote.verdict()));
      rating.put("rating_label", label(vote.verdict()));
      rating.put("is_flipped", false);
      rating.put("rationale", vote.note());
      rating.putObject("custom_fields").put(ComparatorField.RATER, vote.rater());
    }
  }
}
