package app.diptych.local;

import app.diptych.local.worker.WorkerMain;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the child process is started: our own Java with our own classes, and little else. */
final class WorkerCommandLine {
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

  private static final List<String> KEPT_PREFIXES = List.of("LC_", "OMP_", "GOMP_", "CUDA_");

  private WorkerCommandLine() {}

  static List<String> of(WorkerDirectory directory, Path model, WorkerShape shape) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Quick to start: the child's own code is small, native code does the work.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xshare:auto");
    command.add("-XX:-UsePerfData");
    command.add("-Xms16m");
    command.add("-Xmx256m");
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + directory.path().resolve("crash.log"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + directory.path());
    command.add("-Dde.kherud.llama.tmpdir=" + directory.path());
    command.add("-cp");
    command.add(classPath());
    command.add(WorkerMain.class.getName());
    command.add(directory.socket().toString());
    command.add(model.toString());
    command.add(Integer.toString(shape.threads()));
    command.add(Integer.toString(shape.context()));
    command.add(Integer.toString(shape.startTokens()));
    return command;
  }

  /** Leaves only what a process needs to run. */
  static void clean(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> {
          String upper = name.toUpperCase(Locale.ROOT);
          return !KEPT.contains(upper) && KEPT_PREFIXES.stream().noneMatch(upper::startsWith);
        });
  }

  /** This process's class path, absolute and without the window toolkit. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(entry -> !entry.getFileName().toString().startsWith("javafx"))
        .map(entry -> entry.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
