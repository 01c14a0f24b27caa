package app.diptych.ui.measure;

import app.diptych.session.Measurements;
import app.diptych.trial.MeasuredAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The recorded answers that fit the filters, by model.
 *
 * @param copies how many copies were left out
 * @param models those there are, the most asked first
 */
record History(Map<String, List<MeasuredAnswer>> answers, int copies, List<Asked> models) {

  /**
   * A model there are answers of.
   *
   * @param local whether some of them were made on this machine
   */
  record Asked(String name, int answers, boolean local) {
    /** For people. */
    String words() {
      return "%s (%,d)".formatted(name, answers);
    }
  }

  History {
    answers = Map.copyOf(answers);
    models = List.copyOf(models);
  }

  static History of(Measurements measured) {
    Map<String, List<MeasuredAnswer>> answers = new HashMap<>();
    for (MeasuredAnswer answer : measured.answers()) {
      answers.computeIfAbsent(answer.model(), _ -> new ArrayList<>()).add(answer);
    }
    List<Asked> models =
        answers.entrySet().stream()
            .map(model ->
                new Asked(
                    model.getKey(),
                    model.getValue().size(),
                    model.getValue().stream().anyMatch(MeasuredAnswer::local)))
            .sorted(Comparator.comparingInt(Asked::answers).reversed().thenComparing(Asked::name))
            .toList();
    return new History(answers, measured.copies(), models);
  }

  List<MeasuredAnswer> of(String model) {
    return answers.getOrDefault(model, List.of());
  }

  /** Answers of those models together. */
  List<MeasuredAnswer> of(Set<String> models) {
    return models.stream().flatMap(model -> of(model).stream()).toList();
  }
}
