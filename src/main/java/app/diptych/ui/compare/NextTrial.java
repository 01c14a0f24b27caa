package app.diptych.ui.compare;

import app.diptych.completion.Message;
import app.diptych.cost.Price;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.Side;
import app.diptych.trial.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What would be sent to which side now, to tell beforehand what it may cost. */
final class NextTrial {
  private final CompareModel page;

  /**
   * @param before earlier messages of the conversation on this side
   */
  private record Part(Side side, List<Message> before, boolean local, @Nullable Price price) {}

  NextTrial(CompareModel page) {
    this.page = page;
  }

  /** Runs that whenever something of it may have changed. */
  void addListener(Runnable listener) {
    page.variables().addListener(listener);
    List<ObservableValue<?>> others = new ArrayList<>();
    others.add(page.turnProperty());
    others.add(page.sampling().maxTokensProperty());
    others.add(page.session().currentProperty());
    for (Side side : Side.values()) {
      others.add(page.side(side).foundProperty());
      others.add(page.side(side).endedProperty());
    }
    others.forEach(value -> value.subscribe(listener));
  }

  /** Whether one is running: whatever takes a processor would slow what is measured. */
  ObservableValue<Boolean> running() {
    return page.runningProperty();
  }

  /** Takes what is there now; the work that counts it belongs on another thread. */
  Callable<PromptReading> reading() {
    VariablesModel.Snapshot prompt = page.variables().snapshot();
    Integer maxTokens = maxTokens();
    List<Part> parts = new ArrayList<>();
    for (Side side : Side.values()) {
      Found who = page.side(side).foundProperty().get();
      if (who != null) {
        parts.add(new Part(side, before(side), who.local(), who.price()));
      }
    }
    return () -> count(prompt, parts, maxTokens);
  }

  private static PromptReading count(
      VariablesModel.Snapshot prompt, List<Part> parts, @Nullable Integer maxTokens) {
    if (parts.stream().anyMatch(part -> !part.local())) {
      // The cost of it is counted as it is sent, and loading then would slow what is measured.
      TokenEstimate.load();
    }
    int tokens = TokenGauge.tokens(prompt.filled());
    List<PromptReading.Asked> asked = new ArrayList<>();
    for (Part part : parts) {
      int input = Math.addExact(tokens, TokenEstimate.of(part.before()));
      asked.add(new PromptReading.Asked(part.side(), input, maxTokens, part.local(), part.price()));
    }
    return PromptReading.of(tokens, asked);
  }

  /** Nothing when there is nothing to go on from: running it says so. */
  private List<Message> before(Side side) {
    try {
      return page.conversation().before(side);
    } catch (IllegalArgumentException nothing) {
      return List.of();
    }
  }

  private @Nullable Integer maxTokens() {
    try {
      return page.sampling().sampling().maxTokens();
    } catch (IllegalArgumentException wrong) {
      return null;
    }
  }
}
