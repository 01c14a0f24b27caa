package app.diptych.exchange;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.WholeFile;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what was asked as requests for a batch. The ids say the trial and the side, so that the
 * answers find back. OpenAI takes one model a file: the folder holds a file for each side.
 */
final class BatchWriter implements Exporter, FolderExporter {
  static final Set<Part> KEPT =
      EnumSet.of(Part.SYSTEM, Part.EARLIER_TURNS, Part.SAMPLING, Part.IMAGES);

  @Override
  public Format format() {
    return Format.OPENAI_BATCH;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    requests(sessions, EnumSet.allOf(Side.class), out);
    return losses(sessions);
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Side side : Side.values()) {
      Path file = folder.resolve("requests-" + side.name().toLowerCase(Locale.ROOT) + ".jsonl");
      WholeFile.write(file, out -> requests(sessions, EnumSet.of(side), out));
    }
    return losses(sessions);
  }

  private List<Loss> losses(List<SavedSession> sessions) {
    Losses losses = new Losses();
    new Leftovers(format(), KEPT).tellJoined(sessions, losses);
    return losses.list();
  }

  private static void requests(List<SavedSession> sessions, Set<Side> sides, Writer out)
      throws IOException {
    int number = 0;
    for (SavedSession session : sessions) {
      for (Whole whole : session.trials()) {
        number++;
        for (Side side : sides) {
          if (whole.trial().answers().containsKey(side)) {
            CompletionRequest request = whole.trial().answer(side).orElseThrow().request();
            out.write(request(number + "-" + side, request));
            out.write('\n');
          }
        }
      }
    }
  }

  private static String request(String id, CompletionRequest request) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("custom_id", id).put("method", "POST").put("url", "/v1/chat/completions");
    ObjectNode body = line.putObject("body");
    body.put("model", request.model());
    ArrayNode messages = body.putArray("messages");
    for (Message message : request.messages()) {
      messages.addObject().put("role", message.role().wire()).set("content", Chat.write(message));
    }
    Settings.write(request.sampling(), body);
    return Json.mapper().writeValueAsString(line);
  }
}
