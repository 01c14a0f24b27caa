package app.diptych.batch;

import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.cost.Cost;
import app.diptych.cost.CostEstimate;
import app.diptych.cost.CostTotal;
import app.diptych.cost.Price;
import app.diptych.trial.Side;
import app.diptych.trial.SpendingCheck;
import app.diptych.trial.TokenEstimate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a batch is, told before anything is asked. Every row is read once; the first are counted
 * in tokens and the rest by their length.
 *
 * @param rows of the data set
 * @param items what is to be asked, each on both sides
 * @param broken how many of them cannot be asked
 * @param problems the first of their problems
 * @param inputTokens of all that can be asked, on one side, estimated
 * @param prompt what the prompts alone cost by side; null for a side of this machine
 * @param most the same with the longest answers allowed
 */
public record BatchEstimate(
    long rows,
    long items,
    long broken,
    List<String> problems,
    long inputTokens,
    Map<Side, CostTotal> prompt,
    Map<Side, CostTotal> most) {
  private static final int COUNTED = 200;
  private static final int TOLD = 5;

  /** What hosts add around each message. */
  private static final int AROUND_A_MESSAGE = 4;

  public BatchEstimate {
    problems = List.copyOf(problems);
    prompt = Map.copyOf(prompt);
    most = Map.copyOf(most);
  }

  /**
   * @throws DatasetException when the data set cannot be read
   * @throws InterruptedException when nobody wants to know any more
   */
  public static BatchEstimate of(BatchPlan plan, Dataset dataset, Map<Side, BatchSide> sides)
      throws DatasetException, InterruptedException {
    Counting counting = new Counting(sides);
    try (Items items = new Items(plan, dataset)) {
      for (Item item = items.next(); item != null; item = items.next()) {
        counting.add(item);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    return counting.estimate(plan.perRow(dataset));
  }

  private static final class Counting {
    private final Map<Side, BatchSide> sides;
    private final Map<Side, CostTotal> prompt = new EnumMap<>(Side.class);
    private final Map<Side, CostTotal> most = new EnumMap<>(Side.class);
    private final List<String> problems = new ArrayList<>();
    private long items;
    private long broken;
    private long tokens;
    private long countedTokens;
    private long countedCharacters;
    private int counted;

    Counting(Map<Side, BatchSide> sides) {
      this.sides = sides;
      sides.forEach((side, who) -> {
        if (!who.local()) {
          prompt.put(side, CostTotal.NOTHING);
          most.put(side, CostTotal.NOTHING);
        }
      });
    }

    void add(Item item) {
      items++;
      if (item.problem() != null) {
        broken++;
        if (problems.size() < TOLD) {
          problems.add("Row " + item.row().number() + ": " + item.problem());
        }
        return;
      }
      int input = tokens(item.messages());
      tokens += input;
      for (Side side : List.copyOf(prompt.keySet())) {
        Price price = who(side).price();
        CostEstimate cost = price == null ? null : price.estimate(input, limit(item.sampling()));
        prompt.merge(
            side, one(cost == null ? null : new Cost.Known(cost.prompt(), true)), CostTotal::plus);
        most.merge(
            side,
            one(cost == null || cost.most() == null ? null : new Cost.Known(cost.most(), true)),
            CostTotal::plus);
      }
    }

    private BatchSide who(Side side) {
      BatchSide who = sides.get(side);
      if (who == null) {
        throw new IllegalStateException("No side " + side);
      }
      return who;
    }

    private static int limit(Sampling sampling) {
      Integer limit = sampling.maxTokens();
      return limit == null ? SpendingCheck.LONGEST_ANSWER : limit;
    }

    private static CostTotal one(@Nullable Cost cost) {
      return CostTotal.NOTHING.plus(cost == null ? Cost.Unpriced.UNKNOWN : cost);
    }

    private int tokens(List<Message> messages) {
      long characters = messages.stream().mapToLong(message -> message.content().length()).sum();
      long tokens;
      if (counted < COUNTED) {
        counted++;
        tokens = TokenEstimate.of(messages);
        countedTokens += tokens;
        countedCharacters += characters;
      } else {
        tokens =
            Math.ceilDiv(characters * Math.max(1, countedTokens), Math.max(1, countedCharacters));
      }
      return (int)
          Math.min(Integer.MAX_VALUE / 2, tokens + (long) AROUND_A_MESSAGE * messages.size());
    }

    BatchEstimate estimate(int perRow) {
      return new BatchEstimate(items / perRow, items, broken, problems, tokens, prompt, most);
    }
  }
}
