package app.diptych.session;

import app.diptych.review.Rubric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The rubrics of a workspace: its own, every version of them, and those that come with the product.
 * A review carries the version it is judged by, so that a change here changes no review. Reading
 * blocks for a moment.
 */
public final class Rubrics {
  private static final String NAME = "rubrics";
  private static final int MOST = 500;

  private final Workspace workspace;

  public Rubrics(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The newest version of each, one's own first. */
  public List<Rubric> all() throws WorkspaceException {
    Map<String, Rubric> newest = new LinkedHashMap<>();
    List<Rubric> own = new ArrayList<>(versions());
    own.sort(Comparator.comparing(Rubric::name).thenComparingInt(Rubric::version));
    own.forEach(rubric -> newest.put(rubric.name(), rubric));
    BundledRubrics.all().forEach(rubric -> newest.putIfAbsent(rubric.name(), rubric));
    return List.copyOf(newest.values());
  }

  /** Every version of one's own. */
  public List<Rubric> versions() throws WorkspaceException {
    List<Rubric> own = new ArrayList<>();
    String kept = workspace.value(NAME).orElse("[]");
    for (JsonNode node : JsonMapper.builder().build().readTree(kept)) {
      own.add(ReviewJson.rubric(node));
    }
    return own;
  }

  /**
   * The version as which these criteria would be kept: that of the newest one of the name where it
   * has the same criteria, else the next.
   */
  public Rubric numbered(Rubric draft) throws WorkspaceException {
    Rubric newest =
        all().stream().filter(one -> one.name().equals(draft.name())).findFirst().orElse(null);
    return newest == null
        ? new Rubric(draft.name(), 1, draft.criteria())
        : newest.criteria().equals(draft.criteria())
            ? newest
            : new Rubric(draft.name(), newest.version() + 1, draft.criteria());
  }

  /**
   * Keeps a rubric as the next version of its name.
   *
   * @throws IllegalArgumentException when there are more than anybody has, with a sentence
   */
  public CompletableFuture<Void> keep(Rubric numbered) throws WorkspaceException {
    List<Rubric> own = new ArrayList<>(versions());
    if (own.contains(numbered) || BundledRubrics.all().contains(numbered)) {
      return CompletableFuture.completedFuture(null);
    }
    if (own.size() >= MOST) {
      throw new IllegalArgumentException(
          "There are " + MOST + " versions of rubrics: delete a rubric first.");
    }
    own.add(numbered);
    return write(own);
  }

  /** All versions of one's own of that name, which are gone then; reviews keep what they carry. */
  public List<Rubric> delete(String name) throws WorkspaceException {
    List<Rubric> gone = versions().stream().filter(one -> one.name().equals(name)).toList();
    write(versions().stream().filter(one -> !one.name().equals(name)).toList()).join();
    return gone;
  }

  /** Brings versions back that were deleted. */
  public CompletableFuture<Void> bringBack(List<Rubric> gone) throws WorkspaceException {
    List<Rubric> own = new ArrayList<>(versions());
    gone.stream().filter(one -> !own.contains(one)).forEach(own::add);
    return write(own);
  }

  private CompletableFuture<Void> write(List<Rubric> own) {
    ArrayNode list = JsonMapper.builder().build().createArrayNode();
    own.forEach(rubric -> list.add(ReviewJson.rubric(rubric)));
    return workspace.value(NAME, list.toString());
  }
}
