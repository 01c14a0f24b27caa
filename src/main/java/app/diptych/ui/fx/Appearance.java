package app.diptych.ui.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/**
 * How the window looks, moves and is steered: what the user chose, and what the system asks for.
 */
public final class Appearance {
  private static final String LOOK = "theme";
  private static final String ZOOM = "zoom";
  private static final String STILL = "stillness";
  private static final String LANGUAGE = "language";

  private final KeyBindings keys;
  private final ObservableValue<SystemWishes> system;
  private final ObjectProperty<Look> look;
  private final ObjectProperty<Zoom> zoom;
  private final BooleanProperty still;
  private final ObjectProperty<Tongue> tongue;
  private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(Theme.DARK);

  public Appearance(Choices choices, ObservableValue<SystemWishes> system) {
    this.system = system;
    this.keys = new KeyBindings(choices);
    // High contrast is never anybody's taste alone: who asks the system for it needs it here too.
    Look first = system.getValue().contrast() ? Look.SYSTEM : Look.DARK;
    this.look = new SimpleObjectProperty<>(Look.of(choices.get(LOOK)).orElse(first));
    this.zoom = new SimpleObjectProperty<>(Zoom.of(choices.get(ZOOM)).orElse(Zoom.PERCENT_100));
    this.still = new SimpleBooleanProperty(choices.get(STILL).equals("true"));
    this.tongue = new SimpleObjectProperty<>(Tongue.of(choices.get(LANGUAGE)));
    theme.bind(
        Bindings.createObjectBinding(() -> look.get().theme(system.getValue()), look, system));
    look.addListener((_, _, now) -> choices.put(LOOK, now.word()));
    zoom.addListener((_, _, now) -> choices.put(ZOOM, String.valueOf(now.percent())));
    tongue.addListener((_, _, now) -> choices.put(LANGUAGE, now.code()));
    still.addListener((_, _, now) -> choices.put(STILL, now ? "true" : ""));
  }

  /** Which theme the user wants. */
  public ObjectProperty<Look> lookProperty() {
    return look;
  }

  /** The theme of now. */
  public ReadOnlyObjectProperty<Theme> themeProperty() {
    return theme.getReadOnlyProperty();
  }

  public ObjectProperty<Zoom> zoomProperty() {
    return zoom;
  }

  /** Whether the user wants as little motion as possible, whatever the system asks for. */
  public BooleanProperty stillProperty() {
    return still;
  }

  /** Which language the user wants the window to speak, from the next start on. */
  public ObjectProperty<Tongue> tongueProperty() {
    return tongue;
  }

  /** The keys that the user chose. */
  public KeyBindings keys() {
    return keys;
  }

  /** From light to dark and back; from high contrast to dark. */
  public void switchTheme() {
    look.set(theme.get() == Theme.DARK ? Look.LIGHT : Look.DARK);
  }

  /** Dresses the scene now, and again whenever something changes. */
  public void dress(Scene scene) {
    zoom.subscribe(now -> Styles.dress(scene, now));
    theme.subscribe(now -> now.dress(scene));
    still.subscribe(_ -> rest(scene));
    system.subscribe(_ -> rest(scene));
  }

  /** Only where the user says so; otherwise the scene follows the system by itself. */
  private void rest(Scene scene) {
    Motion.still(scene, still.get() || system.getValue().still());
  }
}
