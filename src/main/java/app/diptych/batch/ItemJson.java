package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckResult;
import app.diptych.batch.check.Subject;
import app.diptych.completion.Failure;
import app.diptych.cost.Cost;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came of an item, as it is kept beside its answers. */
final class ItemJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ItemJson() {}

  /** An item that could not be asked. */
  static String broken(Item item) {
    return head(item).put("failed", true).put("problem", item.problem()).toString();
  }

  /**
   * An item that was asked.
   *
   * @param late how much later than scheduled it was asked; null when nothing was scheduled
   * @param fromArrival how long each answer took from the time its item was scheduled
   */
  static String asked(
      Item item,
      Map<Side, Answer> answers,
      CheckList checks,
      @Nullable Duration late,
      Map<Side, Duration> fromArrival) {
    ObjectNode node = head(item);
    boolean failed = answers.values().stream().anyMatch(answer -> answer.failure() != null);
    node.put("failed", failed);
    if (late != null) {
      node.put("lateMs", millis(Optional.of(late)));
    }
    ObjectNode sides = node.putObject("sides");
    new TreeMap<>(answers)
        .forEach((side, answer) -> {
          ObjectNode one = side(answer);
          Duration arrived = fromArrival.get(side);
          if (arrived != null) {
            one.put("fromArrivalMs", millis(Optional.of(arrived)));
          }
          if (!checks.isEmpty()) {
            CheckResult result = checks.run(subject(answer), item.row().variables());
            one.putObject("check")
                .put("pass", result.pass())
                .put("score", result.score())
                .put("reason", result.reason());
          }
          sides.set(side.name(), one);
        });
    return node.toString();
  }

  private static ObjectNode head(Item item) {
    ObjectNode node = NODES.objectNode();
    node.put("row", item.row().number()).put("id", item.row().id());
    node.put("template", item.prompt()).put("setting", item.setting()).put("repeat", item.repeat());
    item.row().tags().forEach(node.putArray("tags")::add);
    return node;
  }

  private static ObjectNode side(Answer answer) {
    Failure failure = answer.failure();
    ObjectNode node = NODES.objectNode().put("failure", failure == null ? null : failure.kind());
    node.put("ttftMs", millis(answer.metrics().timeToFirstToken()));
    node.put("e2eMs", millis(answer.metrics().endToEnd()));
    node.put("tokens", answer.usage() == null ? null : answer.usage().outputTokens());
    if (answer.isCharged()) {
      ItemCost.write(node, answer.cost());
    }
    return node;
  }

  static Subject subject(Answer answer) {
    Failure failure = answer.failure();
    BigDecimal cost =
        answer.cost() instanceof Cost.Known known
            ? known.money().amount()
            : answer.local() ? BigDecimal.ZERO : null;
    return new Subject(
        answer.text(),
        failure == null ? null : failure.message(),
        answer.finishReason() == null ? null : answer.finishReason().wire(),
        millis(answer.metrics().endToEnd()),
        millis(answer.metrics().timeToFirstToken()),
        cost);
  }

  /** Milliseconds with microsecond resolution. */
  private static @Nullable Double millis(Optional<Duration> duration) {
    return duration.map(d -> Math.round(d.toNanos() / 1e3) / 1e3).orElse(null);
  }
}
