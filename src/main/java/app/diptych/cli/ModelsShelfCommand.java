package app.diptych.cli;

import app.diptych.local.ModelHeader;
import app.diptych.local.shelf.Figures;
import app.diptych.local.shelf.Shelf;
import app.diptych.local.shelf.ShelfModel;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists the model files on this machine. */
@Command(
    name = "shelf",
    description =
        "Lists the model files on this machine: included, downloaded, in your folders, and those"
            + " llama.cpp, LM Studio, Ollama and Hugging Face's tools keep.")
final class ModelsShelfCommand implements Callable<Integer> {
  private final DiptychCommand root;

  ModelsShelfCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Rooms rooms = root.open()) {
      Shelf shelf = rooms.shelf().look();
      if (root.json) {
        root.terminal()
            .print(
                JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(json(shelf)));
      } else {
        shelf.models().forEach(this::print);
      }
      shelf.notes().forEach(note -> root.terminal().tell(note.sentence()));
      return Exit.FINE;
    }
  }

  private void print(ShelfModel model) {
    ModelHeader header = model.header();
    String facts =
        header == null
            ? ""
            : header.architecture()
                + ", "
                + Figures.parameters(header)
                + ", "
                + header.quantisation()
                + (header.contextLength() == null
                    ? ""
                    : ", context " + Figures.context(header.contextLength()))
                + ", ";
    root.terminal()
        .print(
            String.format(
                Locale.ROOT,
                "%s  [%s]  %s%s",
                Terminal.safe(model.title()),
                model.source().words(),
                facts,
                Figures.bytes(model.size())));
    root.terminal().print("    " + Terminal.safe(model.model()));
    if (!model.trouble().isEmpty()) {
      root.terminal().print("    ! " + Terminal.safe(model.trouble()));
    }
  }

  private static ObjectNode json(Shelf shelf) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ArrayNode models = tree.putArray("models");
    shelf.models().forEach(model -> json(model, models.addObject()));
    ArrayNode notes = tree.putArray("notes");
    shelf.notes().forEach(note -> notes.add(note.sentence()));
    return tree;
  }

  private static void json(ShelfModel model, ObjectNode node) {
    node.put("model", model.model())
        .put("title", model.title())
        .put("source", model.source().words())
        .put("bytes", model.size());
    ArrayNode files = node.putArray("files");
    model.files().forEach(file -> files.add(file.toString()));
    ModelHeader header = model.header();
    if (header != null) {
      node.put("name", header.name())
          .put("architecture", header.architecture())
          .put("quantisation", header.quantisation())
          .put("parameters", header.parameters())
          .put("activeParameters", header.activeParameters())
          .put("contextLength", header.contextLength())
          .put("licence", header.licence())
          .put("chatTemplate", header.chatTemplate());
      ArrayNode languages = node.putArray("languages");
      header.languages().forEach(languages::add);
    }
    node.put("problem", model.problem() == null ? null : model.problem().message());
    node.put("runsHere", model.whyNotHere().isEmpty());
  }
}
