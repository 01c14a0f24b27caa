package app.diptych.trial;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionEvent.FailedOver;
import app.diptych.completion.CompletionEvent.Finished;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Retrying;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageRefused;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.CompletionEvent.Waiting;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.BudgetGate.Refused;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Spending;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the budgets before a trial is sent, once for all of its sides: a comparison of which only
 * one side fits is worth nothing, so then none is sent. Models of this machine and recordings cost
 * nothing and need no budget of their own.
 */
public final class SpendingCheck {
  /**
   * What an answer is taken to need in tokens when nothing limits it: the longest that common
   * models give.
   */
  public static final int LONGEST_ANSWER = 16_384;

  /** What hosts add around each message. */
  private static final int AROUND_A_MESSAGE = 4;

  /** Near what hosts count for a photograph: 765 at OpenAI for 1024 x 1024 pixels. */
  private static final int AN_IMAGE = 1_000;

  private final BudgetGate gate;
  private final Function<String, Optional<Set<String>>> tags;

  /**
   * @param tags of the session that a trial belongs to, by the trial's id; empty when they cannot
   *     be told. May take a moment
   */
  public SpendingCheck(BudgetGate gate, Function<String, Optional<Set<String>>> tags) {
    this.gate = gate;
    this.tags = tags;
  }

  OfTrial of(String trial, Set<String> more, Map<Side, SideSetup> setups, PriceFinder prices) {
    return new OfTrial(trial, Set.copyOf(more), Map.copyOf(setups), prices);
  }

  /** What a request can cost at most; null when nobody knows its price. */
  public static @Nullable Money most(CompletionRequest request, @Nullable Price price) {
    if (price == null) {
      return null;
    }
    Integer limit = request.sampling().maxTokens();
    int answer = limit == null ? LONGEST_ANSWER : limit;
    return price.estimate(promptTokens(request), answer).most();
  }

  private static int promptTokens(CompletionRequest request) {
    List<Message> messages = request.messages();
    int images = messages.stream().mapToInt(message -> message.images().size()).sum();
    return TokenEstimate.of(messages) + AROUND_A_MESSAGE * messages.size() + AN_IMAGE * images;
  }

  /** The check of one trial, shared by its sides. */
  final class OfTrial {
    private final String trial;
    private final Set<String> more;
    private final Map<Side, SideSetup> setups;
    private final PriceFinder prices;
    private final Map<Side, Spending> held = new EnumMap<>(Side.class);
    private final Set<Side> ended = EnumSet.noneOf(Side.class);
    private boolean asked;
    private @Nullable Failure refusal;

    private OfTrial(
        String trial, Set<String> more, Map<Side, SideSetup> setups, PriceFinder prices) {
      this.trial = trial;
      this.more = more;
      this.setups = setups;
      this.prices = prices;
    }

    /** Why nothing of this trial may be sent; the first side that comes asks for all. */
    synchronized Optional<Failure> ask() {
      if (!asked) {
        asked = true;
        refusal = gate.isAsked() ? reserve() : null;
      }
      return Optional.ofNullable(refusal);
    }

    private @Nullable Failure reserve() {
      Map<Side, Spending> requests = new EnumMap<>(Side.class);
      setups.forEach((side, setup) -> {
        String gateway = gateway(setup);
        if (gateway != null && !ended.contains(side)) {
          Money most = most(setup.request(), setup.price());
          requests.put(side, new Spending(who(side), gateway, setup.model(), tagged(), most));
        }
      });
      Refused refused = requests.isEmpty() ? null : gate.reserve(requests.values()).orElse(null);
      if (refused == null) {
        held.putAll(requests);
      }
      return refused == null ? null : failure(refused);
    }

    /**
     * Asks once more when an event says that another request comes: another try after one that may
     * be charged, or another provider. No other event waits for anything here: a delta that did
     * would be read late, and its time would be wrong.
     *
     * @return why it may not be sent
     */
    Optional<Failure> next(Side side, CompletionEvent event) {
      return switch (event) {
        case Retrying retry when retry.lost() -> again(side);
        case FailedOver other -> elsewhere(side, other);
        case Waiting _,
            Retrying _,
            Started _,
            TextDelta _,
            ReasoningDelta _,
            UsageReported _,
            UsageRefused _,
            PhasesMeasured _,
            Finished _,
            Failed _ ->
            Optional.empty();
      };
    }

    private synchronized Optional<Failure> again(Side side) {
      Spending last = held.get(side);
      return last == null ? Optional.empty() : replace(side, last, true);
    }

    private synchronized Optional<Failure> elsewhere(Side side, FailedOver other) {
      return held.containsKey(side)
          ? replace(side, at(side, other.provider()), other.lost())
          : Optional.empty();
    }

    private Optional<Failure> replace(Side side, Spending next, boolean lost) {
      held.put(side, next);
      return gate.replace(next, lost).map(OfTrial::failure);
    }

    /** The same request to another model. */
    private Spending at(Side side, String model) {
      SideSetup setup = Objects.requireNonNull(setups.get(side));
      Money most = most(setup.request(), prices.of(model).orElse(null));
      String gateway = model.substring(0, Math.max(0, model.indexOf('/')));
      return new Spending(who(side), gateway, model, tagged(), most);
    }

    private static Failure failure(Refused refused) {
      return new Failure.OverBudget(refused.message(), refused.hint());
    }

    private @Nullable Set<String> tagged() {
      Set<String> known = tags.apply(trial).orElse(null);
      if (known == null) {
        return null;
      }
      Set<String> all = new HashSet<>(more);
      all.addAll(known);
      return all;
    }

    /** That side is over; once for each side, whatever came of it. */
    void ended(Side side, Answer answer) {
      if (release(side)) {
        gate.settle(who(side), answer.isCharged() ? answer.cost() : null);
      }
    }

    /** Whether something was held for it. */
    private synchronized boolean release(Side side) {
      ended.add(side);
      return held.remove(side) != null;
    }

    private Spending.Who who(Side side) {
      return new Spending.Who(trial, side.name());
    }

    /** Null for what is not charged. */
    private static @Nullable String gateway(SideSetup setup) {
      int slash = setup.model().indexOf('/');
      boolean free = setup.local() || setup.model().startsWith(RecordedAnswer.PREFIX);
      return free || slash < 1 ? null : setup.model().substring(0, slash);
    }
  }
}
