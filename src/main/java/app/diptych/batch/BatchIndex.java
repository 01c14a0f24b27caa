package app.diptych.batch;

import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The numbers of every settled item of a batch, without any text of theirs: some hundred bytes an
 * item, so that a table of a hundred thousand can be sorted and filtered in memory.
 */
public final class BatchIndex {
  private static final int PAGE = 2_000;

  /** Items after that many are not looked at. */
  public static final int MOST = 1_000_000;

  private final List<Entry> entries;
  private final boolean cut;

  private BatchIndex(List<Entry> entries, boolean cut) {
    this.entries = entries;
    this.cut = cut;
  }

  /**
   * Which of the items of one row, each counted from 0.
   *
   * @param template which prompt
   * @param setting which sampling
   * @param repeat which time
   */
  public record Form(int template, int setting, int repeat) {}

  /**
   * A settled item.
   *
   * @param form which of those of its row
   * @param trial null when it was not asked
   * @param problem why it was not asked; empty when it was
   */
  public record Entry(
      long item,
      long row,
      Form form,
      String id,
      List<String> tags,
      @Nullable String trial,
      String problem,
      @Nullable Measured a,
      @Nullable Measured b) {

    public Optional<Measured> side(Side side) {
      return Optional.ofNullable(side == Side.A ? a : b);
    }

    /** Whether it could not be asked, or a side of it failed. */
    public boolean failed() {
      return !problem.isEmpty()
          || (a != null && !a.failure().isEmpty())
          || (b != null && !b.failure().isEmpty());
    }

    /** Whether an answer did not pass its checks. */
    public boolean checkFailed() {
      return (a != null && a.check() == Verdict.FAILED)
          || (b != null && b.check() == Verdict.FAILED);
    }
  }

  /** What the checks said of an answer. */
  public enum Verdict {
    NONE,
    PASSED,
    FAILED
  }

  /**
   * One side of an item.
   *
   * @param failure its kind; empty for an answer that came whole
   * @param ttftMs negative when it is not known
   * @param e2eMs negative when it is not known
   * @param tokens negative when they are not known
   */
  public record Measured(
      String failure, float ttftMs, float e2eMs, int tokens, ItemCost cost, Verdict check) {}

  /**
   * Reads it, a page at a time.
   *
   * @throws InterruptedException when nobody wants it any more
   */
  public static BatchIndex of(Workspace workspace, SavedBatch batch)
      throws WorkspaceException, InterruptedException {
    Building building = new Building();
    long after = -1;
    List<SettledItem> page;
    do {
      page = workspace.batches().items(batch.id(), after, PAGE);
      for (SettledItem item : page) {
        building.add(item);
        after = item.item();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    } while (page.size() == PAGE && building.entries.size() < MOST);
    return new BatchIndex(List.copyOf(building.entries), building.entries.size() >= MOST);
  }

  /** In the order of the plan. */
  public List<Entry> entries() {
    return entries;
  }

  /** Whether there are more than {@link #MOST}, so that not all are here. */
  public boolean isCut() {
    return cut;
  }

  private static final class Building {
    private final List<Entry> entries = new ArrayList<>();

    /** Words that come again and again are held once. */
    private final Map<Object, Object> known = new HashMap<>();

    void add(SettledItem item) {
      JsonNode detail = JsonText.MAPPER.readTree(item.detail());
      long row = detail.path("row").asLong(0);
      List<String> tags = new ArrayList<>();
      detail.path("tags").forEach(tag -> tags.add(once(tag.asString(""))));
      JsonNode sides = detail.path("sides");
      entries.add(
          new Entry(
              item.item(),
              row,
              once(
                  new Form(
                      detail.path("template").asInt(0),
                      detail.path("setting").asInt(0),
                      detail.path("repeat").asInt(0))),
              detail.path("id").asString(String.valueOf(row)),
              once(List.copyOf(tags)),
              item.trial(),
              once(detail.path("problem").asString("")),
              side(sides.path("A")),
              side(sides.path("B"))));
    }

    private @Nullable Measured side(JsonNode side) {
      if (!side.isObject()) {
        return null;
      }
      JsonNode pass = side.path("check").path("pass");
      return new Measured(
          once(side.path("failure").asString("")),
          millis(side.path("ttftMs")),
          millis(side.path("e2eMs")),
          side.path("tokens").asInt(-1),
          once(ItemCost.read(side)),
          !pass.isBoolean() ? Verdict.NONE : pass.booleanValue() ? Verdict.PASSED : Verdict.FAILED);
    }

    private static float millis(JsonNode number) {
      return number.isNumber() ? (float) number.doubleValue() : -1;
    }

    @SuppressWarnings("unchecked")
    private <T> T once(T value) {
      // Bounded, because every cost may be another one.
      if (known.size() > 100_000) {
        known.clear();
      }
      return (T) known.computeIfAbsent(value, one -> one);
    }
  }
}
