package app.diptych.cli;

import app.diptych.batch.BatchPairs;
import app.diptych.batch.BatchSide;
import app.diptych.trial.ModelCatalog.Found;
import app.diptych.trial.ModelCatalog.Unknown;
import app.diptych.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The models of a batch: one on side A, and those it is held against, one after another. */
final class BatchModels {
  @Option(
      names = "--a",
      paramLabel = "MODEL",
      description = "The model of side A. Default: ${DEFAULT-VALUE}.",
      defaultValue = "demo/small")
  String a = "demo/small";

  @Option(
      names = "--b",
      paramLabel = "MODEL",
      description = {
        "The model of side B. Default: ${DEFAULT-VALUE}.",
        "Several, with commas or one --b each, are each asked against A, one after another."
      },
      defaultValue = "demo/base")
  List<String> b = new ArrayList<>();

  /** The models of side B, in the order they were given. */
  List<String> others() {
    List<String> names = new ArrayList<>();
    for (String given : b) {
      split(given, names);
    }
    return names;
  }

  /** A comma may be part of the name of a file or of a session, which then ends the list. */
  private static void split(String given, List<String> names) {
    String rest = given.strip();
    int comma = rest.indexOf(',');
    while (comma >= 0 && !rest.startsWith("file:") && !rest.startsWith("recorded:")) {
      names.add(rest.substring(0, comma).strip());
      rest = rest.substring(comma + 1).strip();
      comma = rest.indexOf(',');
    }
    names.add(rest);
  }

  /**
   * @param away whether answers come by a Batch API or by files, which take one pair
   * @throws IllegalArgumentException for what makes no pairs, with a sentence
   */
  void check(boolean away) {
    List<String> others = others();
    BatchPairs.requireDifferent(a, others);
    if (away && others.size() > 1) {
      throw new IllegalArgumentException(
          "A Batch API and files take one pair at a time: run the command once for each --b.");
    }
  }

  /** The same, once it is known what the names name. */
  static void requireDifferent(List<Map<Side, BatchSide>> pairs) {
    BatchPairs.requireDifferent(
        name(pairs.getFirst(), Side.A), pairs.stream().map(pair -> name(pair, Side.B)).toList());
  }

  private static String name(Map<Side, BatchSide> pair, Side side) {
    BatchSide who = pair.get(side);
    return who == null ? "" : who.model();
  }

  /**
   * Who answers for A and that model. A model of this machine takes the place of the one that was
   * found for its side before, so this is asked again when its turn comes.
   *
   * @param byFile whether answers come by files, so that nobody here need know the models
   * @throws NotStarted when a name is nobody's, with what to do
   */
  Map<Side, BatchSide> sides(Rooms rooms, String other, boolean byFile) {
    Map<Side, BatchSide> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      String model = side == Side.A ? a : other;
      switch (rooms.models().find(side, model)) {
        case Found found when !byFile || !found.local() -> sides.put(side, BatchSide.of(found));
        case Found _ -> sides.put(side, BatchSide.elsewhere(model));
        case Unknown _ when byFile -> sides.put(side, BatchSide.elsewhere(model));
        case Unknown unknown -> throw new NotStarted(unknown.failure().sentences());
      }
    }
    return sides;
  }
}
