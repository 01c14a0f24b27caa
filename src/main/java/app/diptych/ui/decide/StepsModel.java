package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.decision.Surroundings;
import app.diptych.session.LedgerQuery;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What is done on the way to a decision, by what is really there: nobody ticks anything. JavaFX
 * thread only.
 */
final class StepsModel {
  private final Supplier<Optional<Workspace>> workspace;
  private final Reach reach;
  private final Background background;
  private final ReadOnlyObjectWrapper<Map<Step, String>> done =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private @Nullable BackgroundWork work;

  StepsModel(Supplier<Optional<Workspace>> workspace, Reach reach, Background background) {
    this.workspace = workspace;
    this.reach = reach;
    this.background = background;
  }

  /** Looks again at what is there. */
  void refresh() {
    if (work != null) {
      work.cancel();
    }
    work =
        background.run(
            this::look,
            found -> {
              done.set(found);
              problem.set("");
            },
            fault -> problem.set(say("It cannot be told what is done: %s").formatted(told(fault))));
  }

  private Map<Step, String> look() throws Exception {
    Map<Step, String> found = new EnumMap<>(Step.class);
    put(found, Step.CONNECT, reach.hasGateway().getAsBoolean() ? 1 : 0, say("a gateway is there"));
    put(found, Step.FALLBACK, reach.hasPolicy().getAsBoolean() ? 1 : 0, say("a policy is chosen"));
    int budgets = reach.around().budgets().get().all().size();
    put(
        found,
        Step.BUDGET,
        budgets,
        budgets == 1 ? say("1 budget") : say("%s budgets").formatted(budgets));
    Workspace saved = workspace.get().orElse(null);
    if (saved == null) {
      return found;
    }
    // A session that was brought from elsewhere has no request in the ledger: nothing was asked.
    long asked =
        saved.ledger(LedgerQuery.all()).stream()
            .filter(entry -> entry.outcome().equals("Finished") && !entry.tags().contains("judge"))
            .map(entry -> entry.trial())
            .distinct()
            .count();
    put(found, Step.COMPARE, asked, count(asked, say("%,d trial"), say("%,d trials")));
    long batches = saved.batches().list().stream().filter(batch -> batch.endedAt() != null).count();
    put(
        found,
        Step.BATCH,
        batches,
        batches == 1 ? say("1 batch is whole") : say("%s batches are whole").formatted(batches));
    long votes = saved.reviews().list().stream().mapToLong(one -> one.ballots()).sum();
    put(
        found,
        Step.REVIEW,
        votes,
        say("%s cast blind").formatted(count(votes, say("%,d vote"), say("%,d votes"))));
    Optional<String> written = saved.value(Surroundings.WRITTEN);
    put(
        found,
        Step.REPORT,
        written.isPresent() ? 1 : 0,
        say("last written on %s").formatted(written.orElse("")));
    return found;
  }

  private static String count(long number, String one, String several) {
    return String.format(java.util.Locale.ROOT, number == 1 ? one : several, number);
  }

  private static void put(Map<Step, String> found, Step step, long there, String words) {
    if (there > 0) {
      found.put(step, words);
    }
  }

  /** The steps that are done, each with what shows it. */
  ReadOnlyObjectProperty<Map<Step, String>> doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** Why it cannot be told; empty when it can. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What to do next; empty when everything is done. */
  Optional<Step> next() {
    return List.of(Step.values()).stream()
        .filter(step -> !done.get().containsKey(step))
        .findFirst();
  }
}
