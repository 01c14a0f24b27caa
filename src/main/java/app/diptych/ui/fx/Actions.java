package app.diptych.ui.fx;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.collections.ObservableMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/**
 * Everything the window can do by a key or from a menu, and what some buttons do, found in what is
 * shown now: a part of the window remembers its own actions, and they are gone with it.
 */
public final class Actions {
  private static final String NOT_NOW = toSay("Cannot be used now.");

  /**
   * One way to do something.
   *
   * @param whyNot asked whenever it is offered; null when its buttons tell whether it can be done
   */
  private record Offer(Runnable run, @Nullable Supplier<String> whyNot) {}

  /** The actions of one part of the window. */
  private static final class Offered extends EnumMap<Shortcut, Offer> {
    Offered() {
      super(Shortcut.class);
    }
  }

  private final Scene scene;
  private final Map<Shortcut, Offer> offered = new EnumMap<>(Shortcut.class);
  private final Map<Shortcut, List<Control>> controls = new EnumMap<>(Shortcut.class);
  private final Set<Shortcut> hidden = EnumSet.noneOf(Shortcut.class);
  private final List<MenuButton> menus = new ArrayList<>();
  private final List<Button> buttons = new ArrayList<>();

  private Actions(Scene scene) {
    this.scene = scene;
    take(scene.getProperties());
    look(scene.getRoot(), true);
  }

  static void offer(ObservableMap<Object, Object> properties, Shortcut shortcut, Runnable run) {
    ((Offered) properties.computeIfAbsent(Offered.class, _ -> new Offered()))
        .put(shortcut, new Offer(run, null));
  }

  /**
   * Tells when something that a part of the window offers already cannot be done, where no button
   * tells it, or where it can be done while its button is hidden.
   *
   * @param whyNot why it cannot be done now, as a sentence; empty when it can
   */
  public static void unless(Node part, Shortcut shortcut, Supplier<String> whyNot) {
    unless(part.getProperties(), shortcut, whyNot);
  }

  /** The same for what the whole window offers. */
  public static void unless(Scene scene, Shortcut shortcut, Supplier<String> whyNot) {
    unless(scene.getProperties(), shortcut, whyNot);
  }

  private static void unless(
      ObservableMap<Object, Object> properties, Shortcut shortcut, Supplier<String> whyNot) {
    if (properties.get(Offered.class) instanceof Offered here) {
      here.computeIfPresent(shortcut, (_, offer) -> new Offer(offer.run(), whyNot));
    }
  }

  /**
   * Has a button without a key found by its name: what is written on it, or said of it. Not for
   * rows, of which there are many alike, and not for what is only to be pressed by who has read
   * what stands beside it.
   */
  public static <B extends Button> B byName(B button) {
    button.getProperties().put(Actions.class, true);
    return button;
  }

  /** Marks a menu of what is found without it. */
  private static final class Repeat {}

  /** Has the items of the menu not found by their names: each is found as something else. */
  public static <M extends MenuButton> M repeating(M menu) {
    menu.getProperties().put(Repeat.class, true);
    return menu;
  }

  /** What is found by its name wherever the user is. */
  private static final class Named extends ArrayList<Action> {}

  /**
   * Has a part of a page found by its name from every page. Where a button by that name is shown,
   * it is found but once.
   *
   * @param where the page, for people
   */
  public static void named(Scene scene, String name, String where, Runnable go) {
    ((Named) scene.getProperties().computeIfAbsent(Named.class, _ -> new Named()))
        .add(new Action(name, "", where, "", "", "", go));
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

  private void look(Node node, boolean seen) {
    boolean shown = seen && node.isVisible();
    if (node.hasProperties()) {
      if (shown) {
        take(node.getProperties());
      }
      if (node instanceof Control control
          && node.getProperties().get(Shortcut.class) instanceof Shortcut shortcut) {
        remember(control, shortcut, shown);
      }
    }
    if (shown && node instanceof Button button && isByName(button)) {
      buttons.add(button);
    }
    if (shown && node instanceof MenuButton menu && !repeats(menu)) {
      menus.add(menu);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> look(child, shown));
    }
  }

  /** The ways to the pages stand in the bar always, as buttons or behind one. */
  private void remember(Control control, Shortcut shortcut, boolean shown) {
    if (shown || shortcut.isPage()) {
      controls.computeIfAbsent(shortcut, _ -> new ArrayList<>()).add(control);
    } else {
      hidden.add(shortcut);
    }
  }

  private static boolean repeats(MenuButton menu) {
    return menu.hasProperties() && menu.getProperties().containsKey(Repeat.class);
  }

  private static boolean isByName(Button button) {
    return button.hasProperties() && button.getProperties().containsKey(Actions.class);
  }

  private static String text(Labeled control) {
    return Objects.requireNonNullElse(control.getText(), "");
  }

  /** What is said of it to who cannot see it, which often says more than what is written on it. */
  private static String told(Labeled control) {
    return Objects.requireNonNullElse(control.getAccessibleText(), "");
  }

  private List<Action> all() {
    List<Action> all = new ArrayList<>();
    for (Shortcut shortcut : Shortcut.values()) {
      here(shortcut).or(() -> elsewhere(shortcut)).ifPresent(all::add);
    }
    for (MenuButton menu : menus) {
      String name = told(menu).isEmpty() ? text(menu) : told(menu);
      addItems(menu.getItems(), name, menu.isDisabled() ? reason(menu) : "", all);
    }
    addButtons(all);
    addNamed(all);
    return all;
  }

  private Optional<Action> here(Shortcut shortcut) {
    return Optional.ofNullable(offered.get(shortcut))
        .map(offer ->
            new Action(
                name(shortcut),
                shortcut.action(),
                shortcut.place().words(),
                shortcut.keys(),
                whyNot(shortcut, offer),
                "",
                offer.run()));
  }

  /**
   * A page that is not shown is gone to first, and that is said: what it can do is known when it is
   * there. What the page shown does not offer now, it cannot do.
   */
  private Optional<Action> elsewhere(Shortcut shortcut) {
    String page = shortcut.place().words();
    return shortcut
        .place()
        .page()
        .filter(key -> !isShown(key))
        .flatMap(key -> Optional.ofNullable(offered.get(key)))
        .map(goThere ->
            new Action(
                shortcut.action(),
                "",
                page,
                shortcut.keys(),
                "",
                say("On the %s page: Enter goes there, and does it if it can.").formatted(page),
                () -> {
                  goThere.run().run();
                  FxThread.later(() -> runIfPossible(shortcut));
                }));
  }

  /** Of the buttons of the pages the one is pressed whose page is shown. */
  private boolean isShown(Shortcut page) {
    return controls.getOrDefault(page, List.of()).stream()
        .anyMatch(button -> button instanceof ToggleButton toggle && toggle.isSelected());
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

  /** What has no button but hidden ones cannot be done, unless it knows better itself. */
  private String whyNot(Shortcut shortcut, Offer offer) {
    String own = offer.whyNot() == null ? "" : offer.whyNot().get();
    List<Control> same = controls.getOrDefault(shortcut, List.of());
    if (!own.isEmpty()) {
      return own;
    }
    if (same.isEmpty()) {
      return offer.whyNot() == null && hidden.contains(shortcut) ? say(NOT_NOW) : "";
    }
    return same.stream().allMatch(Node::isDisabled) ? reason(same.getFirst()) : "";
  }

  private static String reason(Control control) {
    String told = control.getAccessibleHelp();
    boolean tells = told != null && !told.isEmpty() && !told.equals(Tip.of(control));
    return tells ? told : say(NOT_NOW);
  }

  private void addButtons(List<Action> all) {
    String page = page();
    for (Button button : buttons) {
      String name = name(button);
      String whyNot = button.isDisabled() ? reason(button) : "";
      all.add(new Action(name, told(button), page, "", whyNot, "", button::fire));
    }
  }

  private void addNamed(List<Action> all) {
    if (scene.getProperties().get(Named.class) instanceof Named named) {
      Set<String> shown = buttons.stream().map(Actions::name).collect(Collectors.toSet());
      named.stream().filter(one -> !shown.contains(one.name())).forEach(all::add);
    }
  }

  private static String name(Button button) {
    return text(button).isEmpty() ? told(button) : text(button);
  }

  /** What the page shown is called. */
  private String page() {
    return Arrays.stream(Shortcut.values())
        .filter(Shortcut::isPage)
        .filter(this::isShown)
        .map(Shortcut::action)
        .findFirst()
        .orElse("");
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
            new Action(
                text, "", where, "", item.isDisable() ? say(NOT_NOW) : whyNot, "", item::fire));
      }
    }
  }
}
