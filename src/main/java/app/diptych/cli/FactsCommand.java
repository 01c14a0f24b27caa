package app.diptych.cli;

import app.diptych.report.facts.Fact;
import app.diptych.report.facts.FactCell;
import app.diptych.report.facts.ModelCard;
import app.diptych.report.facts.ModelCards;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prints what is known about models. */
@Command(
    name = "facts",
    description =
        "Prints what is known about a model: each fact with source and date, conflicts shown.",
    footer = {"", "Exit code: 0 fine, 2 no model of that name is known."})
final class FactsCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "A model, by any of its names. Without it: all that are known.")
  String model = "";

  FactsCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    ModelCards cards = ModelCards.bundled();
    List<ModelCard> wanted = model.isBlank() ? cards.all() : List.of(find(cards));
    if (root.json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      wanted.forEach(card -> list.add(json(card)));
      root.terminal().print(SessionsText.pretty(list));
    } else {
      wanted.forEach(this::text);
    }
    return Exit.FINE;
  }

  private ModelCard find(ModelCards cards) {
    return cards
        .find(model)
        .orElseThrow(() -> {
          List<String> like = cards.like(model);
          List<String> known = cards.all().stream().map(ModelCard::id).toList();
          return new NotStarted(
              "No facts about %s are known here. %s %s."
                  .formatted(
                      model,
                      like.isEmpty() ? "There are some about" : "Is it",
                      String.join(", ", like.isEmpty() ? known : like)));
        });
  }

  private void text(ModelCard card) {
    Terminal terminal = root.terminal();
    terminal.print(card.name() + " (" + card.id() + ")");
    if (!card.note().isEmpty()) {
      terminal.print("  " + card.note());
    }
    if (!card.nearest().isEmpty()) {
      terminal.print("  Real models near it: " + String.join(", ", card.nearest()) + ".");
    }
    for (Fact fact : card.facts()) {
      terminal.print("  " + fact.name() + (fact.isConflict() ? ", conflict:" : ":"));
      fact.cells().forEach(cell -> terminal.print("    " + line(cell)));
    }
    terminal.print("");
  }

  private static String line(FactCell cell) {
    return "%s%s  (%s: %s, %s)"
        .formatted(
            cell.differs() ? "but " : "",
            cell.value(),
            cell.kind().words(),
            cell.source(),
            cell.date());
  }

  private static ObjectNode json(ModelCard card) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", card.id())
            .put("name", card.name())
            .put("exists", card.exists())
            .put("note", card.note());
    ArrayNode nearest = node.putArray("nearest");
    card.nearest().forEach(nearest::add);
    ArrayNode aliases = node.putArray("aliases");
    card.aliases().forEach(aliases::add);
    ArrayNode facts = node.putArray("facts");
    for (Fact fact : card.facts()) {
      ObjectNode one =
          facts.addObject().put("fact", fact.name()).put("conflict", fact.isConflict());
      ArrayNode cells = one.putArray("cells");
      fact.cells()
          .forEach(cell ->
              cells
                  .addObject()
                  .put("value", cell.value())
                  .put("kind", cell.kind().words())
                  .put("source", cell.source())
                  .put("date", cell.date())
                  .put("differs", cell.differs()));
    }
    return node;
  }
}
