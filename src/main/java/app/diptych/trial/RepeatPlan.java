package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.EngineRun;
import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is asked to repeat a trial exactly: the same messages and sampling with the seed that was
 * used, of the same model in the same engine with the same settings.
 *
 * @param setups the sides that can be asked
 * @param problems why a side that could be repeated cannot be asked now
 */
public record RepeatPlan(Map<Side, SideSetup> setups, Map<Side, Failure> problems) {
  public RepeatPlan {
    setups = Map.copyOf(setups);
    problems = Map.copyOf(problems);
  }

  /**
   * Finds who is to answer again, in the place of what was on their sides. Nothing is loaded yet.
   *
   * @param id of the trial that is repeated
   */
  public static RepeatPlan of(String id, Map<Side, Answer> then, ModelCatalog catalog) {
    Map<Side, SideSetup> setups = new EnumMap<>(Side.class);
    Map<Side, Failure> problems = new EnumMap<>(Side.class);
    then.forEach((side, answer) -> {
      if (Repeat.obstacle(answer).isEmpty()) {
        switch (catalog.again(side, answer)) {
          case Found found -> setups.put(side, setup(id, answer, found));
          case Unknown unknown -> problems.put(side, unknown.failure());
        }
      }
    });
    return new RepeatPlan(setups, problems);
  }

  private static SideSetup setup(String id, Answer then, Found found) {
    return new SideSetup(
        found.model(),
        found.local(),
        found.provider(),
        new CompletionRequest(found.requestModel(), then.request().messages(), sampling(then)),
        found.price(),
        id);
  }

  private static Sampling sampling(Answer then) {
    Sampling sampling = then.request().sampling();
    Origin origin = then.origin();
    EngineRun run = origin == null ? null : origin.run();
    return run == null || run.seed() == null ? sampling : sampling.seeded(run.seed());
  }
}
