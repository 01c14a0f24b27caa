package app.diptych.batch;

import app.diptych.cost.CostTotal;
import app.diptych.review.stats.McNemar;
import app.diptych.session.Batches.SavedBatch;
import app.diptych.session.Batches.SettledItem;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Percentiles;
import app.diptych.trial.Side;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What came of a batch, over all its runs.
 *
 * @param settled items that are done with
 * @param broken of them could not be asked
 * @param checks who of the two passed which rows; empty when none was checked on both sides
 */
public record BatchSummary(
    long settled, long broken, Map<Side, SideSummary> sides, Optional<McNemar> checks) {
  private static final int PAGE = 1_000;

  public BatchSummary {
    sides = Map.copyOf(sides);
  }

  /** What came of that side; nothing when it was never asked. */
  public SideSummary side(Side side) {
    SideSummary summary = sides.get(side);
    return summary == null ? new OneSide().summary() : summary;
  }

  /**
   * What came of a side.
   *
   * @param answered answers that came whole
   * @param failures how many of each kind
   * @param checked answers held against checks, those that failed too
   * @param ttft milliseconds, in ascending order
   * @param endToEnd the same
   * @param fromArrival the same, counted from when each item was to be asked
   */
  public record SideSummary(
      long answered,
      Map<String, Long> failures,
      long checked,
      long passed,
      CostTotal cost,
      List<Double> ttft,
      List<Double> endToEnd,
      List<Double> fromArrival) {

    public long failed() {
      return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A percentile of sorted milliseconds; empty when there are too few for it. */
    public static Optional<Double> percentile(List<Double> sorted, double percent) {
      double[] all = sorted.stream().mapToDouble(Double::doubleValue).toArray();
      return Percentiles.of(all, percent) instanceof Percentiles.Known known
          ? Optional.of(known.value())
          : Optional.empty();
    }
  }

  /** Goes through everything that is settled, a page at a time. */
  public static BatchSummary of(Workspace workspace, SavedBatch batch) throws WorkspaceException {
    Adding adding = new Adding();
    long after = -1;
    List<SettledItem> page;
    do {
      page = workspace.batches().items(batch.id(), after, PAGE);
      for (SettledItem item : page) {
        adding.add(JsonText.MAPPER.readTree(item.detail()));
        after = item.item();
      }
    } while (page.size() == PAGE);
    return adding.summary();
  }

  private static final class Adding {
    private final Map<Side, OneSide> sides = new EnumMap<>(Side.class);
    private final CheckedRows rows = new CheckedRows();
    private long settled;
    private long broken;

    void add(JsonNode item) {
      settled++;
      if (!item.path("problem").isMissingNode()) {
        broken++;
        return;
      }
      for (Side side : Side.values()) {
        JsonNode one = item.path("sides").path(side.name());
        if (one.isObject()) {
          sides.computeIfAbsent(side, _ -> new OneSide()).add(one);
        }
      }
      JsonNode a = item.path("sides").path("A").path("check").path("pass");
      JsonNode b = item.path("sides").path("B").path("check").path("pass");
      if (a.isBoolean() && b.isBoolean()) {
        rows.add(item.path("row").asString(""), a.booleanValue(), b.booleanValue());
      }
    }

    BatchSummary summary() {
      Map<Side, SideSummary> all = new EnumMap<>(Side.class);
      sides.forEach((side, one) -> all.put(side, one.summary()));
      return new BatchSummary(settled, broken, all, rows.test());
    }
  }

  private static final class OneSide {
    private final Map<String, Long> failures = new TreeMap<>();
    private final Samples ttft = new Samples();
    private final Samples endToEnd = new Samples();
    private final Samples fromArrival = new Samples();
    private CostTotal cost = CostTotal.NOTHING;
    private long answered;
    private long checked;
    private long passed;

    void add(JsonNode side) {
      JsonNode failure = side.path("failure");
      if (failure.isString()) {
        failures.merge(failure.stringValue(), 1L, Long::sum);
      } else {
        answered++;
        ttft.add(side.path("ttftMs"));
        endToEnd.add(side.path("e2eMs"));
        fromArrival.add(side.path("fromArrivalMs"));
      }
      JsonNode check = side.path("check").path("pass");
      checked += check.isBoolean() ? 1 : 0;
      passed += check.isBoolean() && check.booleanValue() ? 1 : 0;
      cost = ItemCost.read(side).addTo(cost);
    }

    SideSummary summary() {
      return new SideSummary(
          answered,
          Map.copyOf(failures),
          checked,
          passed,
          cost,
          ttft.sorted(),
          endToEnd.sorted(),
          fromArrival.sorted());
    }
  }

  /** Numbers, eight bytes each. */
  private static final class Samples {
    private double[] values = new double[64];
    private int size;

    void add(JsonNode number) {
      if (number.isNumber()) {
        if (size == values.length) {
          values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = number.doubleValue();
      }
    }

    List<Double> sorted() {
      double[] all = Arrays.copyOf(values, size);
      Arrays.sort(all);
      return new AbstractList<>() {
        @Override
        public Double get(int index) {
          return all[index];
        }

        @Override
        public int size() {
          return all.length;
        }
      };
    }
  }
}
