package app.diptych.batch;

import app.diptych.batch.check.CheckFile;
import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.completion.Message;
import app.diptych.completion.Role;
import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptLibrary;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Prompts;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A saved batch as it was planned, ready to be gone on with. */
public record BatchRecall(BatchPlan plan, Dataset dataset, BatchOrigin origin) {
  public static final String LIBRARY = "library:";

  /**
   * Reads it back from its plan and its data set.
   *
   * @param moved where the data set is now, when that is known better; else null
   * @throws DatasetException when its data set or its checks are gone, or are others by now, with a
   *     sentence
   */
  public static BatchRecall of(Workspace workspace, SavedBatch batch, @Nullable Path moved)
      throws DatasetException, WorkspaceException {
    BatchOrigin origin = BatchOrigin.of(batch);
    String source = moved == null ? origin.source() : moved.toString();
    if (source.isEmpty()) {
      throw new DatasetException(
          "Where its data set is was not kept: go on with the command it was begun with, and"
              + " --resume.");
    }
    try {
      Dataset all = dataset(workspace, source);
      Dataset dataset = origin.rows().isEmpty() ? all : all.only(RowNumbers.parse(origin.rows()));
      BatchPlan plan = plan(JsonText.MAPPER.readTree(batch.plan()), origin);
      if (!plan.key(dataset).equals(batch.planKey())) {
        throw new DatasetException(
            "The data set or the checks are not what they were when this batch was made: bring "
                + source
                + " back as it was, or make a new batch.");
      }
      return new BatchRecall(plan, dataset, origin);
    } catch (JacksonException | IllegalArgumentException torn) {
      throw new DatasetException(
          "The plan of this batch cannot be understood: " + torn.getMessage(), torn);
    }
  }

  /**
   * A data set by its source.
   *
   * @param source a file, or {@code library:WORDS} for the prompts of the library with those words
   */
  public static Dataset dataset(Workspace workspace, String source)
      throws DatasetException, WorkspaceException {
    if (!source.startsWith(LIBRARY)) {
      return Dataset.of(Path.of(source));
    }
    List<Prompt> all = new ArrayList<>(PromptLibrary.bundled().prompts());
    workspace.prompts().list().stream().map(Prompts.Used::prompt).forEach(all::add);
    return PromptDataset.of(
        source, new PromptLibrary(all).search(source.substring(LIBRARY.length())));
  }

  private static BatchPlan plan(JsonNode node, BatchOrigin origin) throws DatasetException {
    List<Prompting> prompts = new ArrayList<>();
    for (JsonNode messages : node.path("prompts")) {
      List<Message> conversation = new ArrayList<>();
      for (JsonNode message : messages) {
        conversation.add(
            new Message(
                role(message.path("role").asString("")), message.path("content").asString("")));
      }
      prompts.add(new Prompting("", conversation));
    }
    List<Sampling> samplings = new ArrayList<>();
    node.path("samplings").forEach(one -> samplings.add(sampling(one)));
    CheckList checks = CheckList.NONE;
    boolean checked = !node.path("checks").asString("").isEmpty();
    if (checked && origin.checks().isEmpty()) {
      throw new DatasetException(
          "Where its file of checks is was not kept: go on with the command it was begun with, and"
              + " --resume.");
    }
    if (checked) {
      checks = CheckFile.read(Path.of(origin.checks()), new CheckReader());
    }
    JsonNode order = node.path("order");
    return new BatchPlan(
        node.path("a").asString(""),
        node.path("b").asString(""),
        prompts,
        node.path("system").asString(""),
        samplings,
        node.path("repeat").asInt(1),
        order.isNumber() ? order.longValue() : null,
        checks,
        checked ? checks.toString() : "");
  }

  private static Role role(String wire) {
    for (Role role : Role.values()) {
      if (role.wire().equals(wire)) {
        return role;
      }
    }
    throw new IllegalArgumentException("there is no role " + wire);
  }

  private static Sampling sampling(JsonNode node) {
    List<String> stop = new ArrayList<>();
    node.path("stop").forEach(text -> stop.add(text.asString("")));
    JsonNode temperature = node.path("temperature");
    JsonNode topP = node.path("topP");
    JsonNode limit = node.path("maxTokens");
    JsonNode seed = node.path("seed");
    return new Sampling(
        temperature.isNumber() ? temperature.doubleValue() : null,
        topP.isNumber() ? topP.doubleValue() : null,
        limit.isNumber() ? limit.intValue() : null,
        seed.isNumber() ? seed.longValue() : null,
        stop);
  }
}
