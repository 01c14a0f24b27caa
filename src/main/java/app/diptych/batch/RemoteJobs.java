package app.diptych.batch;

import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The jobs of a batch, on the disk before the gateway hears of each step: whatever ends the
 * program, the next run knows what may be under way.
 */
final class RemoteJobs {
  private static final int PATIENCE_SECONDS = 120;

  private final Workspace workspace;
  private final String name;
  private final Map<String, RemoteJob> jobs = new LinkedHashMap<>();

  RemoteJobs(Workspace workspace, String batch) throws WorkspaceException {
    this.workspace = workspace;
    this.name = "batch jobs " + batch;
    JsonNode saved = JsonText.MAPPER.readTree(workspace.value(name).orElse("[]"));
    for (JsonNode one : saved) {
      RemoteJob job = RemoteJob.of(one);
      jobs.put(job.name(), job);
    }
  }

  List<RemoteJob> all() {
    return List.copyOf(jobs.values());
  }

  List<RemoteJob> open() {
    return jobs.values().stream().filter(RemoteJob::isOpen).toList();
  }

  /** Whether an answer of that side may still come. */
  boolean awaits(long item, Side side) {
    for (RemoteJob job : jobs.values()) {
      if (job.side() == side && job.isOpen() && job.asks(item)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Keeps a job as it is now.
   *
   * @throws DatasetException when the disk does not take it; the gateway must not hear of it then
   */
  void put(RemoteJob job) throws DatasetException, InterruptedException {
    jobs.put(job.name(), job);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    jobs.values().forEach(one -> all.add(one.json()));
    try {
      workspace.value(name, all.toString()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException refused) {
      throw new DatasetException("The disk does not take the batch: check its room.", refused);
    }
  }
}
