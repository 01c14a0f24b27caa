package app.diptych.ui.fx;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.MapChangeListener;

/**
 * What the system's own settings ask of every program.
 *
 * @param contrast high contrast; told by Windows, and by GTK through the name of its theme
 * @param dark a dark look
 * @param still as little motion as possible
 */
public record SystemWishes(boolean contrast, boolean dark, boolean still) {
  /** What GTK's own themes of high contrast are called, in part. */
  private static final String GTK_CONTRAST = "HighContrast";

  /** Follows the system for as long as the program runs; on the JavaFX thread. */
  public static ReadOnlyObjectProperty<SystemWishes> followed() {
    Platform.Preferences system = Platform.getPreferences();
    ReadOnlyObjectWrapper<SystemWishes> wishes = new ReadOnlyObjectWrapper<>(of(system));
    system.addListener((MapChangeListener<String, Object>) _ -> wishes.set(of(system)));
    return wishes.getReadOnlyProperty();
  }

  private static SystemWishes of(Platform.Preferences system) {
    boolean contrast =
        system.getBoolean("Windows.SPI.HighContrast").orElse(false)
            || system.getString("GTK.theme_name").orElse("").contains(GTK_CONTRAST);
    return new SystemWishes(
        contrast, system.getColorScheme() == ColorScheme.DARK, system.isReducedMotion());
  }
}
