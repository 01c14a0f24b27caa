package app.diptych.cli;

import app.diptych.cost.PriceBook;
import app.diptych.cost.PriceBook.Change;
import app.diptych.cost.PriceDiff;
import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.PriceFile;
import app.diptych.gateway.PublicFile;
import app.diptych.timing.NanoClock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes prices out of a file into the price book, after showing what would change. */
@Command(
    name = "import",
    description = {
      "Takes prices out of LiteLLM's price map, a price file of Portkey, or one of Diptych's own.",
      "Nothing is taken before --take: first look at what would change.",
      "Prices that are probably in another unit are not taken without --despite-doubts."
    },
    footer = {
      "",
      "Exit code: 0 fine, 1 the file cannot be had or read, its units are doubtful, or the prices cannot be"
          + " kept."
    })
final class PricesImportCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;

  private final DiptychCommand root;

  @Parameters(paramLabel = "FILE|URL", description = "The file of prices, or its https address.")
  String from = "";

  @Option(names = "--take", description = "Take them.")
  boolean take;

  @Option(
      names = "--despite-doubts",
      description = "Take them also when they are probably in another unit.")
  boolean despiteDoubts;

  PricesImportCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      PriceFile.Prices read =
          PriceFile.read(
              PublicFile.isAddress(from) ? rooms.fetchPrices(from) : Path.of(from),
              NanoClock.system().now().atZone(ZoneId.systemDefault()).toLocalDate());
      PriceBook book = rooms.prices();
      PriceDiff diff = read.diff(book);
      boolean withheld = take && !despiteDoubts && read.isUnitDoubtful(diff);
      boolean taken = take && !withheld;
      if (taken) {
        rooms.takePrices(despiteDoubts ? read.prices() : read.sure());
      }
      if (root.json) {
        root.terminal().print(SessionsText.pretty(document(read, diff, taken)));
      } else {
        text(read, diff, taken);
      }
      if (withheld) {
        root.terminal()
            .complain(
                "Nothing was taken: these prices are probably in another unit, and every cost and"
                    + " budget would be wrong by it. Mend the file, or add --despite-doubts when they"
                    + " are right.");
      }
      return withheld ? Exit.FAILED : Exit.FINE;
    } catch (ExchangeException refused) {
      root.terminal().complain(refused.sentence());
      return Exit.FAILED;
    } catch (NotStarted refused) {
      root.terminal().complain(String.valueOf(refused.getMessage()));
      return Exit.FAILED;
    }
  }

  private void text(PriceFile.Prices read, PriceDiff diff, boolean taken) {
    List<Change> changes = changes(diff);
    Terminal terminal = root.terminal();
    terminal.print(
        Terminal.safe(
            "%s (%s): %s, %s new or changed."
                .formatted(
                    from,
                    read.format(),
                    SessionsText.count(read.prices().size(), "price"),
                    changes.size())));
    changes.stream().limit(MOST_SHOWN).forEach(change -> terminal.print("  " + line(change)));
    if (changes.size() > MOST_SHOWN) {
      terminal.print("  and " + (changes.size() - MOST_SHOWN) + " more");
    }
    diff.gone().stream()
        .limit(MOST_SHOWN)
        .forEach(
            price -> terminal.print("  no longer listed, kept: " + PricesListCommand.line(price)));
    doubts(read, diff).forEach(doubt -> terminal.print(Terminal.safe("  doubt: " + doubt)));
    if (!read.leftOut().isEmpty()) {
      terminal.print(SessionsText.lines(read.leftOut()).strip());
    }
    int doubtful = read.doubtful().size();
    if (taken && (despiteDoubts || doubtful == 0)) {
      terminal.print("Taken.");
    } else if (taken) {
      terminal.print(
          "Taken, but for %s in a doubtful unit: add --despite-doubts for these as well."
              .formatted(SessionsText.count(doubtful, "price")));
    } else if (!take) {
      terminal.print(
          doubtful == 0 && diff.warning().isEmpty()
              ? "Nothing was taken: add --take."
              : "Nothing was taken: add --take, and --despite-doubts for what is in a doubtful unit.");
    }
  }

  private static List<Change> changes(PriceDiff diff) {
    List<Change> all = new ArrayList<>(diff.changed());
    all.addAll(diff.fresh());
    all.addAll(diff.outdated());
    return all;
  }

  private static List<String> doubts(PriceFile.Prices read, PriceDiff diff) {
    List<String> all = new ArrayList<>(read.warnings());
    if (!diff.warning().isEmpty()) {
      all.add(diff.warning());
    }
    return all;
  }

  private static String line(Change change) {
    String after = PricesListCommand.line(change.after());
    if (change.before() == null) {
      return "new: " + after;
    }
    String outdated =
        change.isOutdated() ? " (older than what is known, so it would not hold)" : "";
    return "was: " + PricesListCommand.line(change.before()) + "\n    is: " + after + outdated;
  }

  private ObjectNode document(PriceFile.Prices read, PriceDiff diff, boolean taken) {
    List<Change> changes = changes(diff);
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("file", from)
            .put("format", read.format())
            .put("prices", read.prices().size())
            .put("changed", changes.size())
            .put("taken", taken);
    ArrayNode list = document.putArray("changes");
    changes.forEach(change ->
        list.addObject()
            .put("gateway", change.after().gateway())
            .put("model", change.after().model())
            .put("was", change.before() == null ? null : PricesListCommand.rates(change.before()))
            .put("is", PricesListCommand.rates(change.after()))
            .put("new", change.before() == null)
            .put("outdated", change.isOutdated()));
    document.put("gone", diff.gone().size());
    ArrayNode doubts = document.putArray("doubts");
    doubts(read, diff).forEach(doubts::add);
    document.set("leftOut", SessionsText.json(read.leftOut()));
    return document;
  }
}
