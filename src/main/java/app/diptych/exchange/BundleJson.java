package app.diptych.exchange;

import app.diptych.exchange.BundleItem.SessionItem;
import app.diptych.exchange.BundleItem.SideItem;
import app.diptych.exchange.BundleItem.TrialItem;
import app.diptych.exchange.BundleItem.VoteItem;
import app.diptych.review.Tally;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a bundle as JSON, both ways. */
final class BundleJson {
  private BundleJson() {}

  static ObjectNode write(BundleItem item) {
    return switch (item) {
      case SessionItem session -> session(session.summary());
      case TrialItem trial -> trial(trial.trial());
      case SideItem side -> SideJson.write(side);
      case VoteItem vote -> vote(vote.trial(), vote.vote());
    };
  }

  /**
   * @param kind one of those in {@link Bundle}
   * @throws IllegalArgumentException when the line is none of that kind, with what is wrong
   */
  static BundleItem read(String kind, JsonNode node) {
    return switch (kind) {
      case Bundle.SESSION -> session(new Fields(node));
      case Bundle.TRIAL -> trial(new Fields(node));
      case Bundle.SIDE -> SideJson.read(node);
      case Bundle.VOTE -> vote(new Fields(node));
      default -> throw new IllegalArgumentException("There is no line of kind " + kind);
    };
  }

  private static ObjectNode session(SessionSummary session) {
    ObjectNode node = node(Bundle.SESSION).put("id", session.id()).put("title", session.title());
    node.put("notes", session.notes());
    node.put("createdAt", session.createdAt().toString());
    node.put("changedAt", session.changedAt().toString());
    node.put("pinned", session.pinned());
    node.put("archived", session.archived());
    if (session.deleted()) {
      node.put("deleted", true);
    }
    node.put("madeFrom", session.madeFrom());
    texts(node.putArray("models"), session.models());
    texts(node.putArray("tags"), session.tags());
    return node;
  }

  private static SessionItem session(Fields fields) {
    return new SessionItem(
        new SessionSummary(
            fields.text("id"),
            fields.text("title"),
            fields.textOr("notes", ""),
            fields.instant("createdAt"),
            fields.instant("changedAt"),
            fields.yes("pinned"),
            fields.yes("archived"),
            fields.yes("deleted"),
            fields.textOrNull("madeFrom"),
            0,
            0,
            Tally.NONE,
            fields.texts("models"),
            fields.texts("tags")));
  }

  private static ObjectNode trial(SavedTrial trial) {
    return node(Bundle.TRIAL)
        .put("id", trial.id())
        .put(Bundle.SESSION, trial.session())
        .put("number", trial.number())
        .put("parent", trial.parent())
        .put("promptId", trial.promptId())
        .put("startedAt", trial.startedAt().toString())
        .put("prompt", trial.prompt());
  }

  private static TrialItem trial(Fields fields) {
    return new TrialItem(
        new SavedTrial(
            fields.text("id"),
            fields.text(Bundle.SESSION),
            Math.toIntExact(fields.whole("number")),
            fields.textOrNull("parent"),
            fields.textOrNull("promptId"),
            fields.instant("startedAt"),
            fields.text("prompt"),
            Map.of(),
            null));
  }

  private static ObjectNode vote(String trial, Vote vote) {
    return node(Bundle.VOTE)
        .put(Bundle.TRIAL, trial)
        .put("verdict", word(vote.verdict()))
        .put("note", vote.note())
        .put("rater", vote.rater())
        .put("at", vote.at().toString());
  }

  private static VoteItem vote(Fields fields) {
    return new VoteItem(
        fields.text(Bundle.TRIAL),
        new Vote(
            verdict(fields.text("verdict")),
            fields.textOr("note", ""),
            fields.textOr("rater", ""),
            fields.instant("at")));
  }

  /** The word for a verdict, in every format of ours. */
  static String word(Verdict verdict) {
    return switch (verdict) {
      case A -> "A";
      case B -> "B";
      case TIE -> "tie";
      case BOTH_BAD -> "both_bad";
    };
  }

  static Verdict verdict(String word) {
    for (Verdict verdict : Verdict.values()) {
      if (word(verdict).equals(word)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("\"verdict\" is none of A, B, tie and both_bad");
  }

  private static ObjectNode node(String kind) {
    return JsonNodeFactory.instance.objectNode().put(Bundle.KIND, kind);
  }

  private static void texts(ArrayNode list, List<String> texts) {
    texts.forEach(list::add);
  }
}
