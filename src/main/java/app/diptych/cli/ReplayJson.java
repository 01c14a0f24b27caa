package app.diptych.cli;

import app.diptych.session.RecordingNames.RecordedTrial;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Recording.Piece;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded trial as one document: the shape of {@code compare}, its place in the session, and on
 * each side the stream piece by piece.
 */
final class ReplayJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReplayJson() {}

  static String of(RecordedTrial recorded) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("session", recorded.session().id());
    root.put("title", recorded.session().title());
    root.put("number", recorded.trial().number());
    ObjectNode trial =
        TrialJson.tree(
            new Trial(
                recorded.trial().id(), recorded.trial().startedAt(), recorded.trial().answers()),
            recorded.recordings());
    recorded
        .trial()
        .answers()
        .forEach((side, answer) -> {
          if (trial.at("/sides/" + side) instanceof ObjectNode node) {
            stream(node, answer, recorded.recordings().getOrDefault(side, Recording.EMPTY));
          }
        });
    root.setAll(trial);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** Null stands for times that are not known. */
  private static void stream(ObjectNode side, Answer answer, Recording recording) {
    if (!recording.fits(answer.text(), answer.reasoning())) {
      side.putNull("stream");
      return;
    }
    ArrayNode stream = side.putArray("stream");
    for (Piece piece : recording.pieces(answer.text(), answer.reasoning())) {
      stream
          .addObject()
          .put("atMs", Math.round(piece.offsetNanos() / 1e3) / 1e3)
          .put("kind", piece.reasoning() ? "reasoning" : "text")
          .put("text", piece.text());
    }
  }
}
