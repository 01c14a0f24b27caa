package app.diptych.report.decision;

import app.diptych.completion.Product;
import app.diptych.completion.Sampling;
import app.diptych.cost.Price;
import app.diptych.report.BenchmarkSheet;
import app.diptych.report.decision.Gathered.Session;
import app.diptych.review.stats.Method;
import app.diptych.review.stats.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How it was computed, and from what. */
final class LastChapters {
  private static final List<Method> METHODS =
      List.of(
          Method.WIN_RATE,
          Method.BY_PROMPT,
          Method.SIGN_TEST,
          Method.STOPPING,
          Method.MORE_VOTES,
          Method.SLICES,
          Method.POSITION,
          Method.NOISE_FLOOR);
  private static final int MOST = 12;

  private final Decided decided;

  LastChapters(Decided decided) {
    this.decided = decided;
  }

  static Chapter method() {
    List<String> notes = new ArrayList<>();
    METHODS.forEach(method -> notes.add(name(method) + ": " + method.text()));
    notes.add("Speed and reliability: " + BenchmarkSheet.METHOD);
    notes.add(
        "Differences: two numbers are told apart only where their 95 % intervals do not overlap, which is stricter than a test of the difference. Costs are compared within each prompt, by Student's t of the differences.");
    notes.add(
        "Fewer than %d requests of a model, and nothing is said of its speed or reliability."
            .formatted(SideFacts.FEWEST));
    return new Chapter("method", "Method", List.of(Block.points(notes)));
  }

  private static String name(Method method) {
    return JudgedChapters.capital(method.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  Chapter provenance() {
    List<List<Text>> rows = new ArrayList<>();
    rows.add(Block.row("Made with", Product.NAME + " " + Product.version()));
    rows.add(Block.row("Made on", decided.material().madeOn().toString()));
    for (Session session : decided.material().gathered().sessions()) {
      rows.add(List.of(Text.of("Session"), Text.of(session.summary().id()).by("sessions")));
    }
    for (SideFacts side : decided.sides()) {
      rows.add(List.of(Text.of("Sampling of " + side.model()), sampling(side)));
    }
    rows.add(Block.row("Seed of the statistics", Long.toString(Question.PLAIN.seed())));
    for (Map.Entry<String, Price> price :
        new TreeMap<>(decided.material().extras().prices()).entrySet()) {
      rows.add(
          Block.row(
              "Price of " + price.getKey(),
              "%s, %s".formatted(price.getValue().source(), price.getValue().date())));
    }
    return new Chapter(
        "provenance",
        "Provenance",
        List.of(
            new Block.Table(
                "provenance-table", "Where this comes from", List.of("", "Value"), rows)));
  }

  private static Text sampling(SideFacts side) {
    Map<String, Long> counts =
        side.own().stream()
            .collect(
                Collectors.groupingBy(
                    one -> words(one.answer().sampling()), TreeMap::new, Collectors.counting()));
    String shown =
        counts.entrySet().stream()
            .limit(MOST)
            .map(one -> one.getKey() + " (" + Figures.count(one.getValue(), "answer") + ")")
            .collect(Collectors.joining("; "));
    int more = counts.size() - MOST;
    return shown.isEmpty()
        ? Text.of("no answer")
        : Text.of(more > 0 ? "%s; and %d others".formatted(shown, more) : shown)
            .by(side.evidence());
  }

  private static String words(Sampling sampling) {
    if (sampling.equals(Sampling.providerDefaults())) {
      return "the provider's defaults";
    }
    List<String> parts = new ArrayList<>();
    add(parts, "temperature", sampling.temperature());
    add(parts, "top-p", sampling.topP());
    add(parts, "max tokens", sampling.maxTokens());
    add(parts, "seed", sampling.seed());
    if (!sampling.stop().isEmpty()) {
      parts.add(Figures.count(sampling.stop().size(), "stop text"));
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.add(name + " " + value);
    }
  }
}
