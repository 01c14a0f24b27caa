package app.diptych.cli;

import app.diptych.report.decision.DecisionReport;
import app.diptych.report.decision.Numbers;
import app.diptych.report.decision.Recommendation;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The recommendation and the main numbers of a report as JSON. */
final class ReportJson {
  private ReportJson() {}

  static ObjectNode of(DecisionReport report) {
    Recommendation said = report.recommendation();
    Numbers numbers = report.numbers();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document
        .put("recommendation", said.choice().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("take", said.take())
        .put("sentence", said.sentence())
        .put("moreVotes", said.moreVotes())
        .put("beyond", said.beyond());
    ArrayNode why = document.putArray("why");
    said.why().forEach(text -> why.add((text.words() + " " + text.small()).strip()));
    said.changes().forEach(document.putArray("wouldChange")::add);
    ObjectNode votes =
        document
            .putObject("votes")
            .put("n", numbers.votes())
            .put("a", numbers.a())
            .put("b", numbers.b())
            .put("ties", numbers.ties())
            .put("bothBad", numbers.bothBad());
    numbers
        .winRate()
        .ifPresent(rate ->
            votes
                .putObject("winRateA")
                .put("value", rate.value())
                .put("low", rate.low())
                .put("high", rate.high()));
    votes.putObject("signTest").put("p", numbers.signTestP());
    ObjectNode sides = document.putObject("sides");
    side(sides.putObject("A"), numbers.sideA());
    side(sides.putObject("B"), numbers.sideB());
    document
        .putObject("cost")
        .put("cheaper", numbers.cheaper())
        .put("percentLess", numbers.costLess());
    return document;
  }

  private static void side(ObjectNode node, Numbers.Side side) {
    node.put("model", side.model())
        .put("answers", side.answers())
        .put("timed", side.timed())
        .put("failed", side.errors().some())
        .put("counted", side.errors().all());
  }
}
