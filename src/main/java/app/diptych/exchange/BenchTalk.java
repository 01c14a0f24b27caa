package app.diptych.exchange;

import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a benchmark has it: turns one after the other, answered by the same models.
 *
 * @param number its number in the file, from 1
 */
record BenchTalk(int number, List<SavedTrial> turns) {
  BenchTalk {
    turns = List.copyOf(turns);
  }

  SavedTrial first() {
    return turns.getFirst();
  }

  /**
   * Who answered on that side; the two are told apart when they are the same. Nothing when the side
   * did not answer every turn.
   */
  Optional<String> model(Side side) {
    if (!turns.stream().allMatch(turn -> turn.answer(side).isPresent())) {
      return Optional.empty();
    }
    String name = first().answer(side).orElseThrow().model();
    boolean same =
        first().answer(side.other()).filter(other -> other.model().equals(name)).isPresent();
    return Optional.of(same ? name + " (" + side + ")" : name);
  }

  /** The conversations of a session, each to its last turn. */
  static List<BenchTalk> of(SavedSession session, int from, Losses losses) {
    Map<String, SavedTrial> trials = new HashMap<>();
    Set<String> continued = new HashSet<>();
    for (Whole whole : session.trials()) {
      SavedTrial trial = whole.trial();
      trials.put(trial.id(), trial);
      previous(trial, trials)
          .ifPresent(parent -> {
            losses.add(
                "which turns two conversations share",
                continued.add(parent.id()) ? 0 : 1,
                "A branch is written as a conversation of its own.");
          });
    }
    List<BenchTalk> talks = new ArrayList<>();
    for (Whole whole : session.trials()) {
      if (!continued.contains(whole.trial().id())) {
        talks.add(new BenchTalk(from + talks.size() + 1, path(whole.trial(), trials, losses)));
      }
    }
    return talks;
  }

  private static List<SavedTrial> path(
      SavedTrial last, Map<String, SavedTrial> trials, Losses losses) {
    List<SavedTrial> path = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (@Nullable SavedTrial each = last;
        each != null && seen.add(each.id());
        each = previous(each, trials).orElse(null)) {
      path.addFirst(each);
    }
    losses.add(
        "earlier turns of other models",
        path.getFirst().parent() == null ? 0 : 1,
        "In a benchmark the same models answer every turn.");
    return path;
  }

  /** The turn before, when the same models answered it. */
  private static Optional<SavedTrial> previous(SavedTrial trial, Map<String, SavedTrial> trials) {
    return Optional.ofNullable(trial.parent())
        .map(trials::get)
        .filter(parent -> models(parent).equals(models(trial)));
  }

  private static Map<Side, String> models(SavedTrial trial) {
    Map<Side, String> models = new HashMap<>();
    trial.answers().forEach((side, answer) -> models.put(side, answer.model()));
    return models;
  }
}
