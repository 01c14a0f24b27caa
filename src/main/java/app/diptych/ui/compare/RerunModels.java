package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.Failure;
import app.diptych.session.SavedTrial;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Whether the models that are to answer again are here, before anything is begun. */
final class RerunModels {
  private final CompareModel page;
  private final Map<Side, Set<String>> wanted = new LinkedHashMap<>();

  /**
   * @param ownModels whether the models that answered then are to answer now
   */
  RerunModels(CompareModel page, List<SavedTrial> trials, boolean ownModels) {
    this.page = page;
    if (ownModels) {
      for (SavedTrial trial : trials) {
        trial.answers().forEach((side, answer) -> want(side, answer.model()));
      }
    }
  }

  private void want(Side side, String model) {
    boolean there =
        page.side(side).hasModel() && page.side(side).modelProperty().get().equals(model);
    if (!there) {
      wanted.computeIfAbsent(side, _ -> new LinkedHashSet<>()).add(model);
    }
  }

  /**
   * Finds out, off the JavaFX thread.
   *
   * @param fine called when every one is here
   * @param missing told why not, in sentences
   */
  void check(Runnable fine, Consumer<String> missing) {
    ModelCatalog catalog = page.catalog();
    page.background()
        .run(
            () -> missing(catalog),
            failures -> {
              // Looking for another model may have unloaded the one that is on the side.
              wanted.keySet().forEach(side -> page.side(side).restart());
              if (failures.isEmpty()) {
                fine.run();
              } else {
                missing.accept(words(failures));
              }
            },
            fault -> missing.accept(say("Not run again: %s").formatted(told(fault))));
  }

  private List<Failure> missing(ModelCatalog catalog) {
    Map<String, Failure> failures = new LinkedHashMap<>();
    wanted.forEach((side, models) -> {
      for (String model : models) {
        if (!failures.containsKey(model)
            && catalog.find(side, model) instanceof Unknown(Failure failure)) {
          failures.put(model, failure);
        }
      }
    });
    return new ArrayList<>(failures.values());
  }

  private static String words(List<Failure> failures) {
    String first = say("Not run again: %s").formatted(told(failures.getFirst().sentences()));
    return failures.size() == 1
        ? first
        : say("%s So it is with %s more.").formatted(first, failures.size() - 1);
  }
}
