package app.diptych.exchange;

import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Verdicts as evaluation events. An event is about one answer, so a verdict is an event on each:
 * win and loss, tie on both, or both bad on both.
 */
final class OtelVotes implements Grid.Judging {
  private static final String WIN = "win";
  private static final String DEFEAT = "loss";
  private static final String TIE = "tie";
  private static final String BOTH_BAD = "both bad";

  @Override
  public List<Vote> votes(Grid.@Nullable Cell a, Grid.@Nullable Cell b) {
    Map<String, Vote> votes = new LinkedHashMap<>();
    if (a != null) {
      add(votes, a, Side.A);
    }
    if (b != null) {
      add(votes, b, Side.B);
    }
    return new ArrayList<>(votes.values());
  }

  private static void add(Map<String, Vote> votes, Grid.Cell cell, Side side) {
    try {
      for (Place event : cell.raw().at("events").items()) {
        read(event, side, cell.at()).ifPresent(vote -> votes.putIfAbsent(vote.rater(), vote));
      }
    } catch (ExchangeException broken) {
      throw new IllegalStateException("The events were read before", broken);
    }
  }

  /** The verdict of an event; nothing when it is another evaluation, or none. */
  static Optional<Vote> read(Place event, Side side, Instant otherwise) throws ExchangeException {
    if (!event.object().at("name").text("").equals(OtelNames.EVALUATION)) {
      return Optional.empty();
    }
    OtelValues values = new OtelValues(event.at("attributes"));
    if (!values.get(OtelNames.EVALUATION_NAME).text("").equals(OtelNames.PREFERENCE)) {
      return Optional.empty();
    }
    return verdict(values.get(OtelNames.LABEL).text(""), side)
        .map(verdict ->
            new Vote(
                verdict,
                values.get(OtelNames.EXPLANATION).text(""),
                values.get(OtelNames.RATER).text(""),
                Times.nanos(event.at("timeUnixNano"), otherwise)));
  }

  private static Optional<Verdict> verdict(String label, Side side) {
    return Optional.ofNullable(
        switch (label) {
          case WIN -> side == Side.A ? Verdict.A : Verdict.B;
          case DEFEAT -> side == Side.A ? Verdict.B : Verdict.A;
          case TIE -> Verdict.TIE;
          case BOTH_BAD -> Verdict.BOTH_BAD;
          default -> null;
        });
  }

  private static String label(Verdict verdict, Side side) {
    return switch (verdict) {
      case A -> side == Side.A ? WIN : DEFEAT;
      case B -> side == Side.B ? WIN : DEFEAT;
      case TIE -> TIE;
      case BOTH_BAD -> BOTH_BAD;
    };
  }

  private static double score(Verdict verdict, Side side) {
    return switch (verdict) {
      case A -> side == Side.A ? 1 : 0;
      case B -> side == Side.B ? 1 : 0;
      case TIE -> 0.5;
      case BOTH_BAD -> 0;
    };
  }

  /** Adds an event for each verdict to the events of that side's span. */
  static void write(List<Vote> votes, Side side, ArrayNode events) {
    for (Vote vote : votes) {
      ObjectNode event = events.addObject();
      event.put("timeUnixNano", vote.at().toEpochMilli() + "000000");
      event.put("name", OtelNames.EVALUATION);
      ArrayNode attributes = event.putArray("attributes");
      OtelValues.put(attributes, OtelNames.EVALUATION_NAME, OtelNames.PREFERENCE);
      OtelValues.put(attributes, OtelNames.SCORE, score(vote.verdict(), side));
      OtelValues.put(attributes, OtelNames.LABEL, label(vote.verdict(), side));
      if (!vote.note().isEmpty()) {
        OtelValues.put(attributes, OtelNames.EXPLANATION, vote.note());
      }
      if (!vote.rater().isEmpty()) {
        OtelValues.put(attributes, OtelNames.RATER, vote.rater());
      }
    }
  }
}
