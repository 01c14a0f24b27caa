package app.diptych.local.fit;

import app.diptych.local.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory there is now.
 *
 * @param freeMemory bytes of main memory that are free or can be freed without swapping
 * @param totalMemory bytes of main memory
 * @param gpus graphics cards an engine here can compute on, the one with the most room first; none
 *     where no engine can
 */
public record Room(long freeMemory, long totalMemory, List<Gpu> gpus) {
  /** What the system keeps for itself, so that nothing is swapped out. */
  private static final long KEPT = 512L << 20;

  /**
   * A graphics card.
   *
   * @param free bytes of its memory that are free
   * @param total bytes of its memory
   * @param shared whether it computes in main memory, as on Apple silicon
   */
  public record Gpu(String name, long free, long total, boolean shared) {
    /** What a driver takes for a process before anything is loaded: half a gigabyte on CUDA. */
    private static final long TAKEN_BY_DRIVER = 512L << 20;

    private static final Pattern LISTED =
        Pattern.compile("\\s*(\\w{1,40}): (.{1,150}?) \\((\\d{1,9}) MiB, (\\d{1,9}) MiB free\\)");

    /**
     * A device as llama-server lists it, for example {@code CUDA0: NVIDIA H100 80GB HBM3 (81079
     * MiB, 80552 MiB free)}; empty when the line is another.
     */
    public static Optional<Gpu> listed(String line) {
      Matcher found = LISTED.matcher(line);
      if (!found.matches()) {
        return Optional.empty();
      }
      boolean metal = found.group(1).matches("(?i)(metal|mtl).*");
      return Optional.of(
          new Gpu(
              found.group(2),
              Long.parseLong(found.group(4)) << 20,
              Long.parseLong(found.group(3)) << 20,
              metal));
    }

    Gpu taking(long bytes) {
      return new Gpu(name, Math.max(0, free - bytes), total, shared);
    }

    /** Bytes a model can take. */
    public long usable() {
      return Math.max(0, free - TAKEN_BY_DRIVER);
    }
  }

  public Room {
    gpus = gpus.stream().sorted((a, b) -> Long.compare(b.free(), a.free())).toList();
  }

  /**
   * Looks at this machine; takes a moment.
   *
   * @param cards what an engine here can compute on, as it told itself a moment ago
   */
  public static Room look(List<Gpu> cards) {
    Machine machine = Machine.look();
    return new Room(machine.freeMemory(), machine.memory(), cards);
  }

  /** The same for the embedded engine, which computes on the graphics of Apple silicon only. */
  public static Room embedded() {
    Machine machine = Machine.look();
    List<Gpu> gpus = new ArrayList<>();
    if (Machine.isAppleSilicon()) {
      long metal = machine.memory() * 2 / 3;
      gpus.add(new Gpu("Apple GPU", Math.min(metal, machine.freeMemory()), metal, true));
    }
    return new Room(machine.freeMemory(), machine.memory(), gpus);
  }

  /** The room there is left while a model is loaded as that says. */
  public Room less(Fit fit) {
    long gpu = fit.onGpuBytes();
    return less(Math.max(0, fit.footprint().total() - gpu), gpu);
  }

  /** The same while something else takes that much. */
  Room less(long mainBytes, long gpuBytes) {
    List<Gpu> rest = new ArrayList<>(gpus);
    long main = mainBytes;
    if (!rest.isEmpty() && gpuBytes > 0) {
      Gpu first = rest.getFirst();
      rest.set(0, first.taking(gpuBytes));
      main += first.shared() ? gpuBytes : 0;
    }
    return new Room(Math.max(0, freeMemory - main), totalMemory, rest);
  }

  /** Main memory alone. */
  public Room withoutGpus() {
    return new Room(freeMemory, totalMemory, List.of());
  }

  /** What a model can take in main memory and on all cards together. */
  public long everything() {
    return gpus.stream()
            .filter(gpu -> !gpu.shared())
            .mapToLong(Gpu::usable)
            .reduce(0, (a, b) -> Math.max(0, a + b))
        + usable();
  }

  /** Bytes of main memory a model can take. */
  public long usable() {
    return Math.max(0, freeMemory - KEPT);
  }

  /** The card with the most room. */
  public Optional<Gpu> gpu() {
    return gpus.stream().findFirst();
  }
}
