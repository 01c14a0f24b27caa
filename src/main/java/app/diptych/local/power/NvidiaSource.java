package app.diptych.local.power;

import static java.util.stream.Collectors.joining;

import app.diptych.local.power.Child.Said;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NVIDIA cards, as {@code nvidia-smi} tells of them. What it calls N/A is not known. */
final class NvidiaSource implements PowerSource {
  private static final String FIELDS =
      "index,name,power.draw,utilization.gpu,temperature.gpu,memory.used,memory.total";
  private static final String COUNTER = "total_energy_consumption";

  /** What it draws now: since Ampere the plain power is the mean of the last second. */
  private static final String INSTANT = "power.draw.instant";

  private static final int PLAIN = 7;
  private static final long MIB = 1 << 20;

  private final Child child;

  /** What only some versions can be asked for. */
  private volatile List<String> more = List.of(COUNTER, INSTANT);

  NvidiaSource(Child child) {
    this.child = child;
  }

  @Override
  public String name() {
    return "nvidia-smi";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public List<Gauge> read() throws NoReading, InterruptedException {
    List<String> asked = more;
    Said said = ask(asked);
    while (said.exit() != 0 && forget(said.text())) {
      asked = more;
      said = ask(asked);
    }
    if (said.exit() != 0) {
      throw new NoReading(
          "nvidia-smi failed with exit code %d: %s".formatted(said.exit(), said.firstLine()),
          said.exit() == 9 ? "The NVIDIA driver is not loaded: install or start it." : "");
    }
    List<Gauge> gauges = new ArrayList<>();
    for (String line : said.text().lines().toList()) {
      add(gauges, line, asked);
    }
    if (gauges.isEmpty()) {
      throw new NoReading("nvidia-smi tells of no card: " + said.firstLine(), "");
    }
    return gauges;
  }

  private Said ask(List<String> extra) throws NoReading, InterruptedException {
    String fields = FIELDS + extra.stream().map(field -> "," + field).collect(joining());
    return child.run(List.of("--query-gpu=" + fields, "--format=csv,noheader,nounits"));
  }

  /** Asks no more for what this version does not know; whether it named such a field. */
  private boolean forget(String complaint) {
    List<String> known = more.stream().filter(field -> !complaint.contains(field)).toList();
    boolean fewer = complaint.contains("not a valid field") && known.size() < more.size();
    more = fewer ? known : more;
    return fewer;
  }

  /** A line that is no card is a warning for people. */
  private static void add(List<Gauge> gauges, String line, List<String> asked) {
    String[] cells = line.split(",", -1);
    if (cells.length < PLAIN || !cells[0].strip().matches("\\d{1,4}")) {
      return;
    }
    Double now = number(extra(cells, asked, INSTANT));
    gauges.add(
        new Gauge(
            "GPU " + cells[0].strip() + " " + cells[1].strip(),
            whole(extra(cells, asked, COUNTER), 1000),
            0,
            now == null ? number(cells[2]) : now,
            number(cells[3]),
            number(cells[4]),
            whole(cells[5], MIB),
            whole(cells[6], MIB)));
  }

  private static String extra(String[] cells, List<String> asked, String field) {
    int at = asked.indexOf(field);
    return at >= 0 && cells.length > PLAIN + at ? cells[PLAIN + at] : "";
  }

  private static @Nullable Long whole(String cell, long factor) {
    Double number = number(cell);
    return number == null || number > Long.MAX_VALUE / (double) factor
        ? null
        : Long.valueOf(Math.round(number * factor));
  }

  /** Null for {@code [N/A]}, {@code [Not Supported]} and whatever else is no number. */
  static @Nullable Double number(String cell) {
    String text = cell.strip();
    return text.matches("\\d{1,18}(\\.\\d{1,18})?") ? Double.valueOf(text) : null;
  }
}
