package app.diptych.batch;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan asks, one after another. A mixed order draws from the next ten thousand items:
 * to mix all of a file it would have to be in memory.
 */
final class Items implements AutoCloseable {
  /** How many items a mixed order draws from. */
  static final int MIXED = 10_000;

  /** Numbers of items are kept as a set of bits. */
  private static final long MOST = Integer.MAX_VALUE - 8L;

  private final BatchPlan plan;
  private final RowReader rows;
  private final List<Prompting> prompts;
  private final Queue<Item> ready = new ArrayDeque<>();
  private final List<Item> drawn = new ArrayList<>();
  private final @Nullable SplittableRandom random;
  private long number;

  Items(BatchPlan plan, Dataset dataset) throws DatasetException {
    this.plan = plan;
    this.prompts = plan.promptsFor(dataset);
    this.random = plan.order() == null ? null : new SplittableRandom(plan.order());
    this.rows = dataset.open();
  }

  /** The next item; null after the last. */
  @Nullable Item next() throws DatasetException {
    SplittableRandom mixing = random;
    if (mixing == null) {
      return inOrder();
    }
    while (drawn.size() < MIXED) {
      Item item = inOrder();
      if (item == null) {
        break;
      }
      drawn.add(item);
    }
    if (drawn.isEmpty()) {
      return null;
    }
    int at = mixing.nextInt(drawn.size());
    Item item = drawn.get(at);
    Item last = drawn.removeLast();
    if (at < drawn.size()) {
      drawn.set(at, last);
    }
    return item;
  }

  private @Nullable Item inOrder() throws DatasetException {
    if (ready.isEmpty()) {
      DatasetRow row = rows.next();
      if (row == null) {
        return null;
      }
      add(row);
    }
    return ready.remove();
  }

  private void add(DatasetRow row) throws DatasetException {
    int forms = Math.max(1, prompts.size());
    if (number + (long) forms * plan.samplings().size() * plan.repeat() > MOST) {
      throw new DatasetException(
          "A batch can have at most 2,147,483,639 items: split the data set.");
    }
    for (int repeat = 0; repeat < plan.repeat(); repeat++) {
      for (int form = 0; form < forms; form++) {
        for (int setting = 0; setting < plan.samplings().size(); setting++) {
          ready.add(item(row, form, setting, repeat));
        }
      }
    }
  }

  private Item item(DatasetRow row, int form, int setting, int repeat) {
    Sampling plain = plan.samplings().get(setting);
    // The same seed would give the same answer each time.
    Long seed = plain.seed();
    Sampling sampling =
        repeat > 0 && seed != null ? plain.seeded((seed + repeat) % Sampling.LARGEST_SEED) : plain;
    String problem = row.problem();
    List<Message> messages = List.of();
    if (problem == null) {
      try {
        messages = messages(row, form);
        // Checks what can be sent at all.
        var _ = new CompletionRequest("", messages, sampling);
      } catch (IllegalArgumentException unusable) {
        problem = String.valueOf(unusable.getMessage());
        messages = List.of();
      }
    }
    return new Item(number++, row, form, setting, repeat, messages, sampling, problem);
  }

  private List<Message> messages(DatasetRow row, int form) {
    if (!prompts.isEmpty()) {
      return Prompting.under(plan.system(), prompts.get(form).fill(row.variables()));
    }
    if (row.messages().isEmpty()) {
      throw new IllegalArgumentException(
          "The row asks nothing: it has no column named prompt, and no template was given.");
    }
    return Prompting.under(plan.system(), row.messages());
  }

  @Override
  public void close() {
    rows.close();
  }
}
