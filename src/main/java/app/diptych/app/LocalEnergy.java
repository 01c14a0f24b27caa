package app.diptych.app;

import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import app.diptych.cost.Energy;
import app.diptych.cost.Tariff;
import app.diptych.cost.TariffJson;
import app.diptych.local.power.PowerMeter;
import app.diptych.local.power.PowerMeter.Places;
import app.diptych.local.power.PowerMeter.Report;
import app.diptych.local.power.PowerMeter.Run;
import app.diptych.trial.Metering;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What answers of this machine draw and cost: its meter, and the user's tariff in the settings. */
final class LocalEnergy implements Metering {
  private static final Logger LOG = System.getLogger("diptych");
  private static final String TARIFF = "tariff";

  private final PowerMeter meter;
  private final SettingsFile settings;

  LocalEnergy(PowerMeter meter, SettingsFile settings) {
    this.meter = meter;
    this.settings = settings;
  }

  /**
   * Where this machine tells of its energy.
   *
   * @param environment whose PATH is searched
   */
  static Places places(Map<String, String> environment) {
    return new Places(
        Places.POWERCAP,
        onPath(environment, "nvidia-smi").orElse(null),
        onPath(environment, "rocm-smi").orElse(null));
  }

  @Override
  public Optional<Measuring> begin() {
    Run run = meter.begin();
    return Optional.of(
        new Measuring() {
          @Override
          public void mark() {
            run.mark();
          }

          @Override
          public Optional<Energy> end(long fromNanos, long toNanos) {
            return run.end(fromNanos, toNanos);
          }
        });
  }

  @Override
  public Optional<Tariff> tariff() {
    JsonNode node = settings.tree(TARIFF);
    if (!node.isObject()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TariffJson.read(node));
    } catch (IllegalArgumentException broken) {
      LOG.log(Logger.Level.WARNING, "The tariff in the settings holds for nothing", broken);
      return Optional.empty();
    }
  }

  /**
   * @param tariff null for none any more
   * @throws IOException when it cannot be kept, with a sentence
   */
  void keep(@Nullable Tariff tariff) throws IOException {
    settings.edit(all -> {
      if (tariff == null) {
        all.remove(TARIFF);
      } else {
        all.set(TARIFF, TariffJson.write(tariff));
      }
    });
    String problem = settings.problem();
    if (!problem.isEmpty()) {
      throw new IOException(problem);
    }
  }

  /** Which sources of energy there are, or why there is none. */
  Finding examine() {
    List<Report> reports;
    try {
      reports = meter.look();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      reports = List.of();
    }
    String words =
        reports.stream()
            .map(report -> report.source() + ": " + report.words())
            .collect(Collectors.joining("; "));
    String advice =
        reports.stream()
            .map(Report::advice)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    if (reports.stream().anyMatch(Report::tells)) {
      return new Finding("Energy", Level.OK, words, advice);
    }
    return new Finding(
        "Energy",
        Level.OPTIONAL,
        words.isEmpty()
            ? "not measured: no RAPL, no nvidia-smi and no rocm-smi here"
            : "not measured: " + words,
        advice);
  }

  private static Optional<Path> onPath(Map<String, String> environment, String program) {
    List<String> names = List.of(program, program + ".exe");
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
