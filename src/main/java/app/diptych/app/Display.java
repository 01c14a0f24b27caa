package app.diptych.app;

import java.util.Locale;
import java.util.Map;

/** Whether there is a screen to open a window on. */
final class Display {
  private Display() {}

  static boolean isThere() {
    return isThere(
        System.getenv(),
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""));
  }

  /** Windows and macOS always have one; elsewhere X11 or Wayland must be announced. */
  static boolean isThere(Map<String, String> environment, String os, String platform) {
    String system = os.toLowerCase(Locale.ROOT);
    return system.startsWith("windows")
        || system.startsWith("mac")
        || platform.equals("Headless")
        || !environment.getOrDefault("DISPLAY", "").isBlank()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }
}
