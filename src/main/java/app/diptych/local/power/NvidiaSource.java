package app.diptych.local.power;

import app.diptych.local.power.Child.Said;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NVIDIA cards, as {@code nvidia-smi} tells of them. What it calls N/A is not known. */
final class NvidiaSource implements PowerSource {
  private static final String FIELDS =
      "index,name,power.draw,utilization.gpu,temperature.gpu,memory.used,memory.total";
  private static final String COUNTER = "total_energy_consumption";
  private static final int PLAIN = 7;
  private static final long MIB = 1 << 20;

  private final Child child;
  private volatile boolean knowsCounter = true;

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
    Said said = ask();
    if (said.exit() != 0 && knowsCounter && said.text().contains("not a valid field")) {
      // Most versions cannot be asked for the counter.
      knowsCounter = false;
      said = ask();
    }
    if (said.exit() != 0) {
      throw new NoReading(
          "nvidia-smi failed with exit code %d: %s".formatted(said.exit(), said.firstLine()),
          said.exit() == 9 ? "The NVIDIA driver is not loaded: install or start it." : "");
    }
    List<Gauge> gauges = new ArrayList<>();
    said.text().lines().forEach(line -> add(gauges, line));
    if (gauges.isEmpty()) {
      throw new NoReading("nvidia-smi tells of no card: " + said.firstLine(), "");
    }
    return gauges;
  }

  private Said ask() throws NoReading, InterruptedException {
    String fields = knowsCounter ? FIELDS + "," + COUNTER : FIELDS;
    return child.run(List.of("--query-gpu=" + fields, "--format=csv,noheader,nounits"));
  }

  /** A line that is no card is a warning for people. */
  private static void add(List<Gauge> gauges, String line) {
    String[] cells = line.split(",", -1);
    if (cells.length < PLAIN || !cells[0].strip().matches("\\d{1,4}")) {
      return;
    }
    gauges.add(
        new Gauge(
            "GPU " + cells[0].strip() + " " + cells[1].strip(),
            whole(cells.length > PLAIN ? cells[PLAIN] : "", 1000),
            0,
            number(cells[2]),
            number(cells[3]),
            number(cells[4]),
            whole(cells[5], MIB),
            whole(cells[6], MIB)));
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
