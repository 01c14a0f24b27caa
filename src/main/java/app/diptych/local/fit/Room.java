package app.diptych.local.fit;

import app.diptych.local.Machine;
import app.diptych.local.power.PowerMeter;
import app.diptych.local.power.PowerMeter.CardMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Bytes a model can take. */
    long usable() {
      return Math.max(0, free - TAKEN_BY_DRIVER);
    }
  }

  public Room {
    gpus = gpus.stream().sorted((a, b) -> Long.compare(b.free(), a.free())).toList();
  }

  /**
   * Looks at this machine; takes as long as the programs of its graphics drivers.
   *
   * @param meter knows these programs
   */
  public static Room look(PowerMeter meter) throws InterruptedException {
    Machine machine = Machine.look();
    List<Gpu> gpus = new ArrayList<>();
    for (CardMemory card : meter.cards()) {
      gpus.add(new Gpu(card.card(), Math.max(0, card.total() - card.used()), card.total(), false));
    }
    if (gpus.isEmpty() && Machine.isAppleSilicon()) {
      long metal = machine.memory() * 2 / 3;
      gpus.add(new Gpu("Apple GPU", Math.min(metal, machine.freeMemory()), metal, true));
    }
    return new Room(machine.freeMemory(), machine.memory(), gpus);
  }

  /** Bytes of main memory a model can take. */
  long usable() {
    return Math.max(0, freeMemory - KEPT);
  }

  /** The card with the most room. */
  Optional<Gpu> gpu() {
    return gpus.stream().findFirst();
  }
}
