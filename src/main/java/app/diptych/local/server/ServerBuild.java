package app.diptych.local.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One llama-server that was asked what it is.
 *
 * @param program an executable, or a jar that is run with this program's own Java
 * @param version as it says itself, for example {@code 0.5.0-dev (build 1, commit de3ff81)}
 * @param options what its help lists
 * @param flashAttentionTakesValue whether flash attention is on, off or auto; older builds have a
 *     switch that is there or not
 * @param devices what else than the processor it can compute on, for example {@code CUDA0: NVIDIA
 *     H100 80GB HBM3 (81079 MiB, 80552 MiB free)}
 */
public record ServerBuild(
    Path program,
    String version,
    Set<String> options,
    boolean flashAttentionTakesValue,
    List<String> devices) {

  public ServerBuild {
    options = Set.copyOf(options);
    devices = List.copyOf(devices);
  }

  boolean has(String option) {
    return options.contains(option);
  }

  /** How a program is started: as it is, or a jar with our own Java. */
  static boolean isJar(Path program) {
    return program.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }
}
