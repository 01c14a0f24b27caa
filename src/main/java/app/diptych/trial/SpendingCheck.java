package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.Message;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.BudgetGate.Refused;
import app.diptych.cost.Money;
import app.diptych.cost.Price;
import app.diptych.cost.Spending;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  OfTrial of(String trial, Set<String> more, Map<Side, SideSetup> setups) {
    return new OfTrial(trial, Set.copyOf(more), Map.copyOf(setups));
  }

  /** What a request can cost at most; null when nobody knows its price. */
  static @Nullable Money most(SideSetup setup) {
    Price price = setup.price();
    if (price == null) {
      return null;
    }
    Integer limit = setup.request().sampling().maxTokens();
    int answer = limit == null ? LONGEST_ANSWER : limit;
    return price.estimate(promptTokens(setup.request()), answer).most();
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
    private final Set<Side> held = EnumSet.noneOf(Side.class);
    private final Set<Side> ended = EnumSet.noneOf(Side.class);
    private boolean asked;
    private @Nullable Failure refusal;

    private OfTrial(String trial, Set<String> more, Map<Side, SideSetup> setups) {
      this.trial = trial;
      this.more = more;
      this.setups = setups;
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
      Set<Side> charged = EnumSet.noneOf(Side.class);
      setups.forEach((side, setup) -> {
        if (gateway(setup) != null && !ended.contains(side)) {
          charged.add(side);
        }
      });
      List<Spending> requests = new ArrayList<>();
      Set<String> tagged = charged.isEmpty() ? null : tagged();
      setups.forEach((side, setup) -> {
        String gateway = gateway(setup);
        if (charged.contains(side) && gateway != null) {
          requests.add(new Spending(who(side), gateway, setup.model(), tagged, most(setup)));
        }
      });
      Refused refused = requests.isEmpty() ? null : gate.reserve(requests).orElse(null);
      if (refused == null) {
        held.addAll(charged);
        return null;
      }
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
    synchronized void ended(Side side, Answer answer) {
      ended.add(side);
      if (held.remove(side)) {
        gate.settle(who(side), answer.isCharged() ? answer.cost() : null);
      }
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
