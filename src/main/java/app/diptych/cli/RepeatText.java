package app.diptych.cli;

import app.diptych.trial.Repeat;
import app.diptych.trial.Repeat.Differs;
import app.diptych.trial.Repeat.Identical;
import app.diptych.trial.Repeat.NotRepeated;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came of repeating a trial, for a terminal and as JSON. */
final class RepeatText {
  private RepeatText() {}

  /** One line a side. */
  static String lines(Repeat repeat) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(repeat.sides())
        .forEach((side, result) ->
            lines
                .append(side)
                .append("  ")
                .append(Terminal.safe(result.sentence()).replace('\n', ' '))
                .append('\n'));
    return lines.toString().stripTrailing();
  }

  /**
   * @param trial the trial that repeats it, or null when nothing was asked
   */
  static ObjectNode json(Repeat repeat, @Nullable String trial) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("trial", trial);
    node.put("repeats", repeat.of());
    ObjectNode sides = node.putObject("sides");
    new TreeMap<>(repeat.sides()).forEach((side, result) -> sides.set(side.name(), result(result)));
    return node;
  }

  private static ObjectNode result(Repeat.Result result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return switch (result) {
      case Identical same ->
          node.put("result", "identical")
              .put("characters", same.characters())
              .put("whole", same.whole());
      case Differs other -> {
        node.put("result", "differs")
            .put("position", other.position())
            .put("shared", other.shared())
            .put("then", other.then())
            .put("now", other.now());
        ArrayNode reasons = node.putArray("reasons");
        other.reasons().forEach(reasons::add);
        yield node;
      }
      case NotRepeated not -> node.put("result", "not_repeated").put("why", not.why());
    };
  }
}
