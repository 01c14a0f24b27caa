package app.diptych.ui.measure;

import app.diptych.ui.charts.Palette;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which models are chosen, and which colour, sign and number each has: it keeps them, also while it
 * is not chosen, until another needs them. JavaFX thread only.
 */
final class ModelSlots {
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<String> chosen = new ArrayList<>();

  /** Those that are chosen, by their numbers. */
  List<Series> series() {
    return chosen.stream()
        .map(model -> new Series(slots.getOrDefault(model, 0), model))
        .sorted(Comparator.comparingInt(Series::slot))
        .toList();
  }

  boolean isChosen(String model) {
    return chosen.contains(model);
  }

  boolean isFull() {
    return chosen.size() >= Palette.SERIES;
  }

  /** Nothing when there are as many already as can be told apart. */
  void add(String model) {
    if (!isFull() && !isChosen(model)) {
      if (!slots.containsKey(model)) {
        slots.put(model, free());
      }
      chosen.add(model);
    }
  }

  /**
   * As many of them as can be told apart, the first ones. The model that stood on side A most gets
   * the colour most like that of A, and so does B: whoever comes from the panes looks for them.
   *
   * @param onA how much of a model stood on side A, from 0 to 1
   */
  void addAll(List<String> models, ToDoubleFunction<String> onA) {
    List<String> first =
        new ArrayList<>(
            models.stream()
                .limit(Palette.SERIES)
                .sorted(Comparator.comparingDouble(onA).reversed())
                .toList());
    if (first.size() > 2) {
      first.add(1, first.removeLast());
    }
    if (slots.isEmpty() && first.size() == 1 && onA.applyAsDouble(first.getFirst()) < 0.5) {
      slots.put(first.getFirst(), 1);
    }
    first.forEach(this::add);
  }

  void remove(String model) {
    chosen.remove(model);
  }

  /** A slot nobody ever had, else one whose model is not chosen. */
  private int free() {
    Optional<Integer> fresh =
        IntStream.range(0, Palette.SERIES)
            .filter(slot -> !slots.containsValue(slot))
            .boxed()
            .findFirst();
    if (fresh.isPresent()) {
      return fresh.get();
    }
    String given =
        slots.keySet().stream()
            .filter(model -> !isChosen(model))
            .min(Comparator.comparingInt((String model) -> slots.getOrDefault(model, 0)))
            .orElseThrow();
    int slot = slots.getOrDefault(given, 0);
    slots.remove(given);
    return slot;
  }
}
