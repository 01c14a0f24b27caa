package app.diptych.exchange;

import app.diptych.review.Review;
import app.diptych.session.ReviewJson;
import app.diptych.session.Reviews;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A review with every vote that was ever cast in it, in the order they came. */
final class ReviewHistory {
  private static final String MARK = "diptychReview";
  private static final int VERSION = 1;

  private final Redaction redaction;
  private final Losses losses;

  ReviewHistory(Redaction redaction, Losses losses) {
    this.redaction = redaction;
    this.losses = losses;
  }

  void write(Review review, List<SavedTrial> pairs, List<Reviews.Line> history, Writer out)
      throws IOException {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put(MARK, VERSION)
        .put("review", review.id())
        .put("title", redaction.clean(review.title(), losses))
        .put("madeAt", review.madeAt().toString())
        .set("settings", Json.mapper().readTree(ReviewJson.body(review)));
    ArrayNode items = root.putArray("pairs");
    for (SavedTrial pair : pairs) {
      ObjectNode item = items.addObject().put("item", pair.id());
      item.put("prompt", redaction.clean(pair.prompt(), losses));
      for (Side side : Side.values()) {
        Answer answer = pair.answers().get(side);
        if (answer != null) {
          item.put(side.name(), redaction.clean(RecordedAnswer.answeredBy(answer), losses));
        }
      }
    }
    ArrayNode votes = root.putArray("votes");
    for (Reviews.Line line : history) {
      ObjectNode vote =
          votes
              .addObject()
              .put("item", line.item())
              .put("round", line.round())
              .put("rater", line.rater())
              .put("at", line.at().toString())
              // No verdict: the one before was taken back.
              .put("verdict", line.verdict() == null ? null : line.verdict().name())
              .put("holds", line.holds());
      ObjectNode detail = (ObjectNode) Json.mapper().readTree(line.detail());
      String note = Json.text(detail, "note", "");
      if (!note.isEmpty()) {
        detail.put("note", redaction.clean(note, losses));
      }
      vote.set("detail", detail);
    }
    out.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root));
    out.write('\n');
  }
}
