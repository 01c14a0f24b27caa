package app.diptych.cli;

import app.diptych.local.EngineSettings;
import app.diptych.local.ModelHeader;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Fit.Place;
import app.diptych.local.fit.ModelShape;
import app.diptych.local.fit.PublishedModels;
import app.diptych.local.fit.PublishedModels.Published;
import app.diptych.local.fit.Room;
import app.diptych.local.shelf.ModelShelf;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.trial.TrialJson;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says whether a model fits in this machine's memory. */
@Command(
    name = "fit",
    description = {
      "Says whether a model fits in memory here, before it is loaded: a GGUF file, a model of the"
          + " shelf, or a published one by name (stored as Q4_K_M).",
      "Ends with 1 when it does not fit."
    })
final class ModelsFitCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      paramLabel = "FILE|NAME",
      description = "For example model.gguf, demo/small, or \"Llama 4 Scout\".")
  String name = "";

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "Tokens of context. Default: as set for local models.")
  @Nullable Integer context;

  ModelsFitCommand(DiptychCommand root) {
    this.root = root;
  }

  /** What is looked at. */
  private record Asked(
      String name, @Nullable Path file, ModelShape shape, @Nullable Published known) {}

  @Override
  public Integer call() throws InterruptedException {
    Integer tokens = context;
    if (tokens != null && (tokens < 1 || tokens > EngineSettings.MOST_CONTEXT)) {
      throw new NotStarted(
          "Context must be 1 to " + EngineSettings.MOST_CONTEXT + " tokens, not " + tokens + ".");
    }
    try (Rooms rooms = root.open()) {
      Path file = file();
      if (file != null) {
        return switch (ModelHeader.of(ModelShelf.parts(file))) {
          case ModelHeader.Broken broken -> {
            if (root.json) {
              root.terminal().print(TrialJson.failure(broken.failure()).toPrettyString());
            }
            root.terminal().complain(broken.failure());
            yield Exit.FAILED;
          }
          case ModelHeader.Read read ->
              tell(rooms, new Asked(file.toString(), file, read.header().shape(), null));
        };
      }
      return tell(rooms, named(rooms));
    }
  }

  private @Nullable Path file() {
    boolean surely = name.startsWith("file:") || name.toLowerCase(Locale.ROOT).endsWith(".gguf");
    try {
      Path file = Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
      return surely || Files.isRegularFile(file) ? file.toAbsolutePath() : null;
    } catch (InvalidPathException notPath) {
      return null;
    }
  }

  private Asked named(Rooms rooms) throws InterruptedException {
    for (ShelfModel model : rooms.shelf().look().models()) {
      ModelHeader header = model.header();
      if (header != null && (model.model().equals(name) || model.title().equalsIgnoreCase(name))) {
        return new Asked(model.title(), model.file(), header.shape(), null);
      }
    }
    List<Published> known = PublishedModels.find(name);
    if (known.isEmpty()) {
      throw new NotStarted(
          "No model is known as \"%s\": name a file, a model of diptych models shelf, or one of %s."
              .formatted(Terminal.safe(name), names(PublishedModels.all())));
    }
    if (known.size() > 1) {
      throw new NotStarted("\"%s\" may be any of %s.".formatted(Terminal.safe(name), names(known)));
    }
    Published one = known.getFirst();
    return new Asked(one.name() + " as Q4_K_M", null, one.shape(), one);
  }

  private int tell(Rooms rooms, Asked asked) throws InterruptedException {
    Fit fit = rooms.fits().look(asked.file(), asked.shape(), context);
    Published known = asked.known();
    List<Published> standIns =
        known == null || fit.place() != Place.NOWHERE
            ? List.of()
            : PublishedModels.standIns(known, fit.room(), fit.load().context());
    if (root.json) {
      root.terminal().print(json(asked, fit, standIns).toPrettyString());
    } else {
      print(asked, fit, standIns);
    }
    return fit.place() == Place.NOWHERE ? Exit.FAILED : Exit.FINE;
  }

  private void print(Asked asked, Fit fit, List<Published> standIns) {
    Terminal terminal = root.terminal();
    terminal.print(
        "%s %s, at %,d tokens of context."
            .formatted(Terminal.safe(asked.name()), fit.place().words(), fit.load().context()));
    terminal.print("  " + fit.sentence());
    terminal.print(
        "  Weights %s, cache %s (%s), computing %s."
            .formatted(
                Fit.gibibytes(fit.footprint().weights()),
                Fit.gibibytes(fit.footprint().cache()),
                fit.load().cache().label(),
                Fit.gibibytes(fit.footprint().computing())));
    fit.remedies().forEach(remedy -> terminal.print("  " + remedy.sentence()));
    if (!standIns.isEmpty()) {
      terminal.print("  Fit instead, as Q4_K_M: " + names(standIns) + ".");
    }
  }

  private static ObjectNode json(Asked asked, Fit fit, List<Published> standIns) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("model", asked.name())
        .put("fits", fit.place() != Place.NOWHERE)
        .put("place", fit.place().name().toLowerCase(Locale.ROOT))
        .put("sentence", fit.sentence())
        .put("context", fit.load().context())
        .put("cacheType", fit.load().cache().label())
        .put("layersOnGpu", fit.layersOnGpu())
        .put("layers", fit.layers());
    tree.putObject("bytes")
        .put("weights", fit.footprint().weights())
        .put("cache", fit.footprint().cache())
        .put("computing", fit.footprint().computing())
        .put("total", fit.footprint().total());
    Room room = fit.room();
    ObjectNode free = tree.putObject("free").put("memory", room.freeMemory());
    ArrayNode gpus = free.putArray("gpus");
    room.gpus().forEach(gpu -> gpus.addObject().put("name", gpu.name()).put("free", gpu.free()));
    ArrayNode remedies = tree.putArray("remedies");
    fit.remedies().forEach(remedy -> remedies.add(remedy.sentence()));
    ArrayNode instead = tree.putArray("standIns");
    standIns.forEach(one -> instead.add(one.name()));
    return tree;
  }

  private static String names(List<Published> models) {
    return models.stream().map(Published::name).collect(Collectors.joining(", "));
  }
}
