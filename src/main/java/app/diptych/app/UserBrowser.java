package app.diptych.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a page of this machine in the user's own browser. */
final class UserBrowser {
  private UserBrowser() {}

  /**
   * @throws IOException when there is no program for that, with a sentence
   */
  static void open(Path page) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        system.startsWith("windows")
            ? List.of("explorer.exe", page.toString())
            : List.of(system.startsWith("mac") ? "open" : "xdg-open", page.toString());
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException none) {
      throw new IOException(
          "No program to open a browser was found. The page is " + page + ".", none);
    }
  }
}
