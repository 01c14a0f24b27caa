package app.diptych.cli;

import app.diptych.cost.Tariff;
import app.diptych.cost.TariffJson;
import app.diptych.timing.NanoClock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keeps what the user's electricity and hardware cost, for answers of models on this machine. */
@Command(
    name = "tariff",
    description = {
      "Keeps what a kilowatt-hour costs you, and what an hour of your hardware does.",
      "Answers of models on this machine then tell their cost, where their energy is measured.",
      "Without options it prints the tariff that holds."
    })
final class PricesTariffCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--per-kwh", paramLabel = "AMOUNT", description = "Such as 0.30.")
  @Nullable String perKwh;

  @Option(names = "--currency", paramLabel = "CODE", description = "Such as EUR or USD.")
  @Nullable String currency;

  @Option(
      names = "--hardware-per-hour",
      paramLabel = "AMOUNT",
      description = "Your share of the hardware's price for an hour of answering, such as 0.05.")
  @Nullable String hardwarePerHour;

  @Option(names = "--source", paramLabel = "WORDS", description = "Who says so.")
  @Nullable String source;

  @Option(names = "--date", paramLabel = "DATE", description = "Of which day. Default: today.")
  @Nullable String date;

  @Option(names = "--clear", description = "Take the tariff away.")
  boolean clear;

  PricesTariffCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    boolean sets = perKwh != null;
    if (clear && given()) {
      throw wrong("--clear takes the tariff away: leave the other options out.");
    }
    if (!sets && given()) {
      throw wrong("Say what a kilowatt-hour costs too, for example --per-kwh 0.30.");
    }
    Tariff fresh = perKwh == null ? null : fresh(perKwh);
    try (Rooms rooms = root.open()) {
      if (sets || clear) {
        rooms.keepTariff(fresh);
      }
      print(rooms.tariff().orElse(null));
      return Exit.FINE;
    }
  }

  private void print(@Nullable Tariff tariff) {
    if (root.json) {
      root.terminal()
          .print(
              SessionsText.pretty(
                  tariff == null
                      ? JsonNodeFactory.instance.objectNode().putNull("perKwh")
                      : TariffJson.write(tariff)));
    } else {
      root.terminal()
          .print(
              tariff == null
                  ? "No tariff: diptych prices tariff --per-kwh 0.30 --currency EUR sets one."
                  : Terminal.safe(tariff.words()));
    }
  }

  private boolean given() {
    return perKwh != null
        || currency != null
        || hardwarePerHour != null
        || source != null
        || date != null;
  }

  private Tariff fresh(String electricity) {
    if (currency == null) {
      throw wrong("Say in which currency, for example --currency EUR.");
    }
    try {
      return Tariff.typed(
          electricity,
          currency,
          or(hardwarePerHour),
          or(source),
          or(date),
          NanoClock.system().now().atZone(ZoneId.systemDefault()).toLocalDate());
    } catch (IllegalArgumentException refused) {
      throw wrong(String.valueOf(refused.getMessage()));
    }
  }

  private static String or(@Nullable String given) {
    return given == null ? "" : given;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
