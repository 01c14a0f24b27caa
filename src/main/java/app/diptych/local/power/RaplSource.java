package app.diptych.local.power;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The energy counters of the processor's packages, as Linux tells them in files:
 * Documentation/power /powercap of the kernel. Cores, memory and the other parts of a package are
 * in its own counter, and the platform's ({@code psys}) holds the packages, so only packages are
 * read.
 */
final class RaplSource implements PowerSource {
  private static final int MOST_BYTES = 64;
  private static final String ADVICE =
      "Let your user read it until the next start: sudo chmod a+r"
          + " /sys/class/powercap/intel-rapl:*/energy_uj";

  private final Path powercap;

  /**
   * @param powercap the folder of the counters, usually {@code /sys/class/powercap}
   */
  RaplSource(Path powercap) {
    this.powercap = powercap;
  }

  @Override
  public String name() {
    return "RAPL";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public List<Gauge> read() throws NoReading {
    List<Gauge> gauges = new ArrayList<>();
    for (Path domain : domains()) {
      try {
        String name = text(domain.resolve("name"));
        if (name.startsWith("package")) {
          gauges.add(
              Gauge.counter(
                  "CPU " + name,
                  number(domain.resolve("energy_uj")),
                  number(domain.resolve("max_energy_range_uj"))));
        }
      } catch (AccessDeniedException denied) {
        throw new NoReading("RAPL is there but only root may read it", ADVICE);
      } catch (IOException | NumberFormatException odd) {
        throw new NoReading("RAPL is there but cannot be read: " + odd.getMessage(), "");
      }
    }
    if (gauges.isEmpty()) {
      throw new NoReading("no RAPL: this system tells no energy of its processor", "");
    }
    return gauges;
  }

  /** Those at the top: a part of one has a second colon in its name. */
  private List<Path> domains() throws NoReading {
    List<Path> domains = new ArrayList<>();
    if (!Files.isDirectory(powercap)) {
      return domains;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(powercap, "intel-rapl:*")) {
      for (Path domain : all) {
        String name = domain.getFileName().toString();
        if (name.indexOf(':') == name.lastIndexOf(':')) {
          domains.add(domain);
        }
      }
    } catch (IOException unreadable) {
      throw new NoReading("RAPL cannot be read: " + unreadable.getMessage(), "");
    }
    domains.sort(null);
    return domains;
  }

  private static long number(Path file) throws IOException {
    long number = Long.parseLong(text(file));
    if (number < 0) {
      throw new NumberFormatException("fewer than no microjoules");
    }
    return number;
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
    }
  }
}
