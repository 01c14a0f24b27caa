package app.diptych.ui.fx;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ObservableMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/**
 * Everything the window can do by a key or from a menu, found in what is shown now: a part of the
 * window remembers its own actions, and they are gone with it.
 */
public final class Actions {
  private static final String NOT_NOW = toSay("Cannot be used now.");

  /** The actions of one part of the window. */
  private static final class Offered extends EnumMap<Shortcut, Runnable> {
    Offered() {
      super(Shortcut.class);
    }
  }

  private final Scene scene;
  private final Map<Shortcut, Runnable> offered = new EnumMap<>(Shortcut.class);
  private final Map<Shortcut, List<Control>> controls = new EnumMap<>(Shortcut.class);
  private final List<MenuButton> menus = new ArrayList<>();

  private Actions(Scene scene) {
    this.scene = scene;
    take(scene.getProperties());
    look(scene.getRoot());
  }

  static void offer(ObservableMap<Object, Object> properties, Shortcut shortcut, Runnable run) {
    ((Offered) properties.computeIfAbsent(Offered.class, _ -> new Offered())).put(shortcut, run);
  }

  /** Remembers that the control does the same as the keys. */
  static void belongs(Control control, Shortcut shortcut) {
    control.getProperties().put(Shortcut.class, shortcut);
  }

  /**
   * What can be done now, and what could be if something else were so, in the order of the keys.
   */
  public static List<Action> in(Scene scene) {
    return new Actions(scene).all();
  }

  private void take(ObservableMap<Object, Object> properties) {
    if (properties.get(Offered.class) instanceof Offered here) {
      offered.putAll(here);
    }
  }

  private void look(Node node) {
    if (!node.isVisible()) {
      return;
    }
    if (node.hasProperties()) {
      take(node.getProperties());
      if (node instanceof Control control
          && node.getProperties().get(Shortcut.class) instanceof Shortcut shortcut) {
        controls.computeIfAbsent(shortcut, _ -> new ArrayList<>()).add(control);
      }
    }
    if (node instanceof MenuButton menu) {
      menus.add(menu);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::look);
    }
  }

  private List<Action> all() {
    List<Action> all = new ArrayList<>();
    for (Shortcut shortcut : Shortcut.values()) {
      here(shortcut).or(() -> elsewhere(shortcut)).ifPresent(all::add);
    }
    for (MenuButton menu : menus) {
      String name = menu.getAccessibleText() == null ? menu.getText() : menu.getAccessibleText();
      addItems(menu.getItems(), name, menu.isDisabled() ? reason(menu) : "", all);
    }
    return all;
  }

  private Optional<Action> here(Shortcut shortcut) {
    return Optional.ofNullable(offered.get(shortcut))
        .map(run ->
            new Action(
                name(shortcut),
                shortcut.action(),
                shortcut.place().words(),
                shortcut.keys(),
                whyNot(shortcut),
                run));
  }

  /** A page that is not shown is gone to first; what it can do is known when it is there. */
  private Optional<Action> elsewhere(Shortcut shortcut) {
    return shortcut
        .place()
        .page()
        .flatMap(page -> Optional.ofNullable(offered.get(page)))
        .map(goThere ->
            new Action(
                shortcut.action(),
                "",
                shortcut.place().words(),
                shortcut.keys(),
                "",
                () -> {
                  goThere.run();
                  FxThread.later(() -> runIfPossible(shortcut));
                }));
  }

  private void runIfPossible(Shortcut shortcut) {
    new Actions(scene)
        .here(shortcut)
        .filter(Action::possible)
        .ifPresent(there -> there.run().run());
  }

  /** One control says best what its action is called here. */
  private String name(Shortcut shortcut) {
    List<Control> same = controls.getOrDefault(shortcut, List.of());
    String own = same.size() == 1 ? same.getFirst().getAccessibleText() : null;
    return own == null ? shortcut.action() : own;
  }

  private String whyNot(Shortcut shortcut) {
    List<Control> same = controls.getOrDefault(shortcut, List.of());
    return !same.isEmpty() && same.stream().allMatch(Node::isDisabled)
        ? reason(same.getFirst())
        : "";
  }

  private static String reason(Control control) {
    String told = control.getAccessibleHelp();
    return told == null || told.isEmpty() ? say(NOT_NOW) : told;
  }

  private static void addItems(
      List<MenuItem> items, String where, String whyNot, List<Action> all) {
    for (MenuItem item : items) {
      String text = item.getText();
      if (item instanceof Menu menu) {
        addItems(menu.getItems(), where, menu.isDisable() ? say(NOT_NOW) : whyNot, all);
      } else if (!(item instanceof SeparatorMenuItem || item instanceof CustomMenuItem)
          && item.isVisible()
          && text != null
          && !text.isBlank()) {
        all.add(
            new Action(text, "", where, "", item.isDisable() ? say(NOT_NOW) : whyNot, item::fire));
      }
    }
  }
}
