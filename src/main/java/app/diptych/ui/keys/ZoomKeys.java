package app.diptych.ui.keys;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.Zoom;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Scene;

/**
 * Larger, smaller, and back, by key: also with the keys of the number pad and those without Shift.
 */
public final class ZoomKeys {
  private ZoomKeys() {}

  public static void in(Scene scene, ObjectProperty<Zoom> zoom) {
    Runnable larger = () -> zoom.set(zoom.get().larger());
    Runnable smaller = () -> zoom.set(zoom.get().smaller());
    Runnable back = () -> zoom.set(Zoom.PERCENT_100);
    Shortcut.ZOOM_IN.in(scene, larger);
    Shortcut.ZOOM_OUT.in(scene, smaller);
    Shortcut.ZOOM_RESET.in(scene, back);
    Actions.unless(
        scene,
        Shortcut.ZOOM_IN,
        () -> zoom.get().larger() == zoom.get() ? say("It is as large as it gets.") : "");
    Actions.unless(
        scene,
        Shortcut.ZOOM_OUT,
        () -> zoom.get().smaller() == zoom.get() ? say("It is as small as it gets.") : "");
    Actions.unless(
        scene,
        Shortcut.ZOOM_RESET,
        () -> zoom.get() == Zoom.PERCENT_100 ? say("It is 100 % already.") : "");
    also(scene, Shortcut.ZOOM_IN, larger);
    also(scene, Shortcut.ZOOM_OUT, smaller);
    also(scene, Shortcut.ZOOM_RESET, back);
  }

  private static void also(Scene scene, Shortcut shortcut, Runnable run) {
    shortcut.always().forEach(keys -> scene.getAccelerators().put(keys, run));
  }
}
