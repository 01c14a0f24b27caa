package app.diptych.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder for the user's data. */
record Home(Path folder) {

  /**
   * The folder given, else {@code DIPTYCH_HOME}, else where this platform keeps such data: XDG,
   * Application Support or APPDATA. Nothing is created.
   */
  static Home of(@Nullable Path given, Map<String, String> environment, String os, Path user) {
    if (given != null) {
      return new Home(given.toAbsolutePath());
    }
    String named = environment.getOrDefault("DIPTYCH_HOME", "");
    if (!named.isBlank()) {
      return new Home(Path.of(named).toAbsolutePath());
    }
    String system = os.toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      String data = environment.getOrDefault("APPDATA", "");
      return new Home(
          (data.isBlank() ? user.resolve("AppData").resolve("Roaming") : Path.of(data))
              .resolve("Diptych"));
    }
    if (system.startsWith("mac")) {
      return new Home(user.resolve("Library").resolve("Application Support").resolve("Diptych"));
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return new Home(
        (data.isBlank() ? user.resolve(".local").resolve("share") : Path.of(data))
            .resolve("diptych"));
  }

  /** The folder of this user on this machine. */
  static Home here(@Nullable Path given) {
    return of(
        given,
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")));
  }

  Path settings() {
    return folder.resolve("settings.json");
  }

  /** What models cost, as far as it was imported. */
  Path prices() {
    return folder.resolve("prices.json");
  }

  /** A line for each change of the route to an answer, for whoever asks later who decided it. */
  Path audit() {
    return folder.resolve("audit.log");
  }

  /** What the program says of itself. */
  Path logs() {
    return folder.resolve("logs");
  }

  /** What is to be sent to whoever mends a fault of the program. */
  Path reports() {
    return folder.resolve("reports");
  }

  /** Sessions, verdicts and prompts. */
  Path workspace() {
    return folder.resolve("workspace.db");
  }

  /** Where bundled models are unpacked when the product runs from a jar. */
  Path models() {
    return folder.resolve("models");
  }
}
