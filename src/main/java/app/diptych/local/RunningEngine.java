package app.diptych.local;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/**
 * What really runs, as the engine and the system tell it and no setting does. Null is what nobody
 * told.
 *
 * @param engine the engine and its build
 * @param backend what computes, for example {@code CUDA0 (NVIDIA H100), 33/33 layers}
 * @param context tokens of context
 * @param process the child process that computes
 */
public record RunningEngine(
    String engine,
    @Nullable String backend,
    @Nullable Integer context,
    @Nullable ProcessHandle process) {
  private static final String LAYERS = " layers";

  /** What computes, without the layers; empty when nobody told. */
  public String device() {
    String told = backend == null ? "" : backend;
    int comma = told.lastIndexOf(", ");
    return told.endsWith(LAYERS) && comma > 0 ? told.substring(0, comma) : told;
  }

  /** How many layers are on a graphics card, for example {@code 33/33}; empty when none are. */
  public String layersOnGpu() {
    String told = backend == null ? "" : backend;
    int comma = told.lastIndexOf(", ");
    return told.endsWith(LAYERS) && comma > 0
        ? told.substring(comma + 2, told.length() - LAYERS.length())
        : "";
  }

  /** Bytes of main memory the child process holds now; empty when the system does not tell. */
  public OptionalLong memory() {
    if (process == null || !process.isAlive()) {
      return OptionalLong.empty();
    }
    OSProcess one =
        new SystemInfo().getOperatingSystem().getProcess(Math.toIntExact(process.pid()));
    return one == null ? OptionalLong.empty() : OptionalLong.of(one.getResidentMemory());
  }
}
