package app.diptych.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The two models a report is about. */
record ReportPair(String a, String b) {

  /**
   * @param known the models of the sessions
   * @param a as the user says; null to have it chosen, which takes two models in all
   * @throws NotStarted when nobody can tell which two are meant, with what to do
   */
  static ReportPair of(List<String> known, @Nullable String a, @Nullable String b) {
    String names = known.isEmpty() ? "" : " There are: " + String.join(", ", known) + ".";
    for (String named : Stream.of(a, b).filter(name -> name != null).toList()) {
      if (!known.contains(named)) {
        throw new NotStarted("No answer of %s is in these sessions.%s".formatted(named, names));
      }
    }
    if (a != null && b != null) {
      if (a.equals(b)) {
        throw new NotStarted("--a and --b name the same model: name two different ones.");
      }
      return new ReportPair(a, b);
    }
    if (known.size() < 2) {
      throw new NotStarted(
          known.isEmpty()
              ? "These sessions have no answer of a model, so there is nothing to decide."
              : "These sessions have answers of %s only: add a session with another model."
                  .formatted(known.getFirst()));
    }
    if (known.size() > 2) {
      throw new NotStarted(
          "These sessions have answers of %d models: say which two with --a and --b.%s"
              .formatted(known.size(), names));
    }
    String first = known.getFirst();
    String last = known.getLast();
    if (a != null) {
      return new ReportPair(a, a.equals(first) ? last : first);
    }
    return b != null
        ? new ReportPair(b.equals(first) ? last : first, b)
        : new ReportPair(first, last);
  }
}
