package app.diptych.local;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What every child process of this room gets: our own Java, our classes, and few variables. */
public final class ChildProcess {
  /** The child runs native code on files from anywhere, so it sees no keys of the environment. */
  private static final Set<String> KEPT =
      Set.of(
          "PATH",
          "HOME",
          "LANG",
          "TMPDIR",
          "TEMP",
          "TMP",
          "SYSTEMROOT",
          "SYSTEMDRIVE",
          "WINDIR",
          "USERPROFILE",
          "LD_LIBRARY_PATH",
          "DYLD_LIBRARY_PATH");

  private static final List<String> KEPT_PREFIXES =
      List.of("LC_", "OMP_", "GOMP_", "CUDA_", "GGML_", "HIP_", "HSA_", "ROCR_", "ONEAPI_", "VK_");

  private ChildProcess() {}

  /** The program that runs Java, the same as this one. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Leaves only what a process needs to run. */
  public static void clean(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> {
          String upper = name.toUpperCase(Locale.ROOT);
          return !KEPT.contains(upper) && KEPT_PREFIXES.stream().noneMatch(upper::startsWith);
        });
  }

  /** This process's class path, absolute and without the window toolkit. */
  public static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(entry -> !entry.getFileName().toString().startsWith("javafx"))
        .map(entry -> entry.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** How a process ended, as it stands after "The engine". */
  public static String ending(int status) {
    return switch (status) {
      case 0 -> "stopped";
      case 134 -> "aborted";
      case 137 -> "was killed";
      case 139 -> "crashed";
      default -> "stopped with status " + status;
    };
  }
}
