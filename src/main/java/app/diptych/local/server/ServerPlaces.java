package app.diptych.local.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a llama-server may be: named by the user, on the path, or in the usual places. */
public final class ServerPlaces {
  /** Names one in the environment. */
  public static final String VARIABLE = "DIPTYCH_LLAMA_SERVER";

  private final Map<String, String> environment;
  private final Path userHome;
  private final String system;

  public ServerPlaces(Map<String, String> environment) {
    this(
        environment,
        Path.of(System.getProperty("user.home", "")),
        System.getProperty("os.name", ""));
  }

  ServerPlaces(Map<String, String> environment, Path userHome, String system) {
    this.environment = Map.copyOf(environment);
    this.userHome = userHome;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** The one the environment names; empty when it names none. */
  public Optional<Path> named() {
    return path(environment.getOrDefault(VARIABLE, ""));
  }

  /** The first one that is there; empty when there is none. */
  public Optional<Path> first() {
    String program = system.startsWith("windows") ? "llama-server.exe" : "llama-server";
    return folders().stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The path, then Homebrew, MacPorts, winget, and where people put what they build. */
  private Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>();
    String separator = system.startsWith("windows") ? ";" : File.pathSeparator;
    for (String folder : environment.getOrDefault("PATH", "").split(separator, -1)) {
      path(folder).filter(Path::isAbsolute).ifPresent(folders::add);
    }
    usual().forEach(folder -> path(folder).ifPresent(folders::add));
    return folders;
  }

  private List<String> usual() {
    List<String> folders = new ArrayList<>();
    if (system.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      if (!local.isBlank()) {
        folders.add(local + "\\Microsoft\\WinGet\\Links");
        folders.add(local + "\\Programs\\llama.cpp");
      }
      String programs = environment.getOrDefault("PROGRAMFILES", "");
      if (!programs.isBlank()) {
        folders.add(programs + "\\WinGet\\Links");
        folders.add(programs + "\\llama.cpp");
      }
    } else {
      folders.add("/opt/homebrew/bin");
      folders.add("/usr/local/bin");
      folders.add("/home/linuxbrew/.linuxbrew/bin");
      folders.add("/opt/local/bin");
      folders.add("/usr/bin");
      folders.add(userHome.resolve(".local/bin").toString());
      folders.add(userHome.resolve("llama.cpp/build/bin").toString());
    }
    return folders;
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException notPath) {
      return Optional.empty();
    }
  }
}
