package app.diptych.batch;

import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.SavedTrial;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import app.diptych.trial.Trial;
import app.diptych.trial.TrialJson;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that is settled as JSON Lines, in the order of the plan: each line is a trial as
 * {@code compare --json} prints it, with its row and what the checks said. The file is there whole
 * or not at all.
 */
public final class BatchFile {
  private static final int PAGE = 200;

  private BatchFile() {}

  /**
   * @return how many lines were written
   */
  public static long write(Workspace workspace, SavedBatch batch, Path file)
      throws IOException, WorkspaceException {
    return write(workspace, List.of(batch), file);
  }

  /**
   * Several batches in one file, one after another; each line names its models.
   *
   * @return how many lines were written
   */
  public static long write(Workspace workspace, List<SavedBatch> batches, Path file)
      throws IOException, WorkspaceException {
    AtomicLong lines = new AtomicLong();
    WholeFile.<WorkspaceException>write(
        file,
        out -> {
          for (SavedBatch batch : batches) {
            lines.addAndGet(write(workspace, batch, out));
          }
        });
    return lines.get();
  }

  private static long write(Workspace workspace, SavedBatch batch, Writer out)
      throws IOException, WorkspaceException {
    // A row that could not be asked has no sides to name its models.
    ObjectNode models = JsonNodeFactory.instance.objectNode();
    for (Side side : Side.values()) {
      models.put(side.name(), BatchOrigin.model(batch, side));
    }
    long lines = 0;
    long after = -1;
    List<SettledItem> page;
    do {
      page = workspace.batches().items(batch.id(), after, PAGE);
      for (SettledItem item : page) {
        out.write(JsonText.MAPPER.writeValueAsString(line(workspace, item, models)));
        out.write('\n');
        lines++;
        after = item.item();
      }
    } while (page.size() == PAGE);
    return lines;
  }

  private static ObjectNode line(Workspace workspace, SettledItem item, ObjectNode models)
      throws WorkspaceException {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("item", item.item());
    node.set("models", models);
    JsonNode detail = JsonText.MAPPER.readTree(item.detail());
    detail.properties().stream()
        .filter(field -> !field.getKey().equals("sides"))
        .forEach(field -> node.set(field.getKey(), field.getValue()));
    SavedTrial saved =
        item.trial() == null ? null : workspace.sessions().trial(item.trial()).orElse(null);
    if (saved == null || saved.answers().isEmpty()) {
      return node;
    }
    ObjectNode trial = TrialJson.tree(new Trial(saved.id(), saved.startedAt(), saved.answers()));
    trial
        .path("sides")
        .properties()
        .forEach(side -> {
          JsonNode more = detail.path("sides").path(side.getKey());
          if (side.getValue() instanceof ObjectNode one) {
            one.setAll(only(more));
          }
        });
    node.setAll(trial);
    return node;
  }

  private static ObjectNode only(JsonNode side) {
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("check", "fromArrivalMs")) {
      if (side.has(name)) {
        more.set(name, side.path(name));
      }
    }
    return more;
  }
}
