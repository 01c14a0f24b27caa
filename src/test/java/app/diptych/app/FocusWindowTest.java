package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.shape.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.robot.BaseRobot;

/**
 * Who uses no mouse goes through every page with the Tab key, and back. That what has the focus
 * also has a name is told by {@link AccessWindowTest}.
 */
@Timeout(240)
class FocusWindowTest {
  /** No page has as many controls: the Tab key runs in a circle that leaves out where it began. */
  private static final int MOST = 500;

  /** A page that stays the same for so many pulses has read what it shows. */
  private static final int STILL = 30;

  @TempDir Path home;

  @Test
  void theTabKeyGoesThroughEveryPageFromTopToBottomAndBackAndShowsWhereItIs() throws Exception {
    List<String> wrong = new ArrayList<>();
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(1440);
        window.stage().setHeight(900);
      });
      Pages.fill(window);
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      for (String page : Pages.ALL) {
        Pages.show(window, page);
        List<Node> all = focusable(window.scene());
        Round there = Round.of(window, all.getFirst(), KeyCode.TAB);
        Round back = Round.of(window, all.getFirst(), KeyCode.SHIFT, KeyCode.TAB);

        tell(wrong, page, "is not reached by Tab", without(all, there.nodes()));
        tell(wrong, page, "takes the focus and is none of the page", without(there.nodes(), all));
        if (!there.isClosed()) {
          tell(wrong, page, "does not let the focus go on", List.of(there.nodes().getLast()));
        }
        tell(wrong, page, "shows no focus", there.unmarked());
        FxTest.run(() -> outOfOrder(wrong, page, there.nodes()));
        List<Node> opposite = new ArrayList<>(back.nodes().reversed());
        opposite.addFirst(opposite.removeLast());
        if (!opposite.equals(there.nodes())) {
          tell(wrong, page, "are in another order with Shift+Tab", differing(there, opposite));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What a key went through until it came to something for the second time. */
  private record Round(List<Node> nodes, boolean isClosed, List<Node> unmarked) {

    static Round of(TestWindow window, Node first, KeyCode... keys) {
      Scene scene = window.scene();
      FxTest.run(() -> first.requestFocus());
      List<Node> nodes = new ArrayList<>();
      List<Node> unmarked = new ArrayList<>();
      Node now = first;
      List<Object> seen = List.of();
      do {
        nodes.add(now);
        Node left = now;
        push(keys);
        Node owner = FxTest.run(scene::getFocusOwner);
        assertThat(owner).as("focus behind %s", path(left)).isNotNull();
        now = FxTest.run(() -> whole(owner));
        if (nodes.size() > 1 && seen.equals(looks(scene, left)) && !hasCaret(left)) {
          unmarked.add(left);
        }
        seen = looks(scene, now);
      } while (!nodes.contains(now) && nodes.size() < MOST);
      return new Round(List.copyOf(nodes), now.equals(first), List.copyOf(unmarked));
    }
  }

  /** A thousand times in all, and the robot itself sleeps a tenth of a second each time. */
  private static void push(KeyCode... keys) {
    BaseRobot robot = FxTest.robot().robotContext().getBaseRobot();
    List.of(keys).forEach(robot::pressKeyboard);
    List.of(keys).reversed().forEach(robot::releaseKeyboard);
  }

  /** The cursor in a text shows well enough where typing goes. */
  private static boolean hasCaret(Node node) {
    return node instanceof TextInputControl input && input.isEditable();
  }

  /** How a node is drawn, with all that belongs to it, as far as a stylesheet changes it. */
  private static List<Object> looks(Scene scene, Node node) {
    return FxTest.run(() -> {
      scene.getRoot().applyCss();
      List<Object> looks = new ArrayList<>();
      look(node, looks);
      return looks;
    });
  }

  private static void look(Node node, List<Object> looks) {
    looks.add(node.getOpacity());
    if (node instanceof Region region) {
      looks.add(Optional.ofNullable(region.getBackground()));
      looks.add(Optional.ofNullable(region.getBorder()));
    }
    if (node instanceof Labeled label) {
      looks.add(Optional.ofNullable(label.getTextFill()));
      looks.add(label.isUnderline());
    }
    if (node instanceof Shape shape) {
      looks.add(Optional.ofNullable(shape.getFill()));
      looks.add(Optional.ofNullable(shape.getStroke()));
    }
    if (node instanceof Parent parent) {
      // What has the focus by itself does not tell for what it stands in.
      parent.getChildrenUnmodifiable().stream()
          .filter(child -> !child.isFocusTraversable())
          .forEach(child -> look(child, looks));
    }
  }

  /** What can have the focus, once the page has read what it shows. */
  private static List<Node> focusable(Scene scene) {
    List<Node> all = new ArrayList<>();
    int[] still = new int[1];
    FxTest.waitFor(
        () -> {
          List<Node> now = new ArrayList<>();
          collect(scene.getRoot(), now);
          still[0] = now.equals(all) ? still[0] + 1 : 0;
          all.clear();
          all.addAll(now);
          return still[0] >= STILL;
        },
        TestWindow.PATIENCE);
    return List.copyOf(all);
  }

  private static void collect(Node node, List<Node> found) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable() && !isReachedByArrows(node)) {
      found.add(node);
    }
    if (node instanceof Parent parent && !isWhole(node)) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
    }
  }

  /** Of buttons of which one is chosen, Tab goes to that one, and the arrow keys to the others. */
  private static boolean isReachedByArrows(Node node) {
    return node instanceof ToggleButton button
        && !button.isSelected()
        && button.getToggleGroup() != null
        && button.getToggleGroup().getSelectedToggle() != null;
  }

  /** What takes care of the focus inside by itself; what stands in an empty list does not. */
  private static boolean isWhole(Node node) {
    return node instanceof ComboBoxBase
        || node instanceof Spinner
        || (node instanceof ListView<?> list && !list.getItems().isEmpty())
        || (node instanceof TableView<?> table && !table.getItems().isEmpty());
  }

  private static Node whole(Node node) {
    Node outermost = node;
    for (Node up = node; up != null; up = up.getParent()) {
      outermost = isWhole(up) ? up : outermost;
    }
    return outermost;
  }

  /** Says which controls come after one that stands below them, or beside them at the right. */
  private static void outOfOrder(List<String> wrong, String page, List<Node> order) {
    for (int i = 1; i < order.size(); i++) {
      List<Node> before = line(order.get(i - 1));
      List<Node> after = line(order.get(i));
      int common = 0;
      while (common < Math.min(before.size(), after.size())
          && before.get(common).equals(after.get(common))) {
        common++;
      }
      // One that stands in the other is beside nothing.
      if (common < Math.min(before.size(), after.size())
          && isBefore(place(after.get(common)), place(before.get(common)))) {
        wrong.add(page + ": " + path(order.get(i)) + " comes after " + path(order.get(i - 1)));
      }
    }
  }

  /** Whether somebody who reads comes to it first: it is above, or at the left in the same row. */
  private static boolean isBefore(Bounds one, Bounds other) {
    boolean above = one.getMaxY() <= other.getMinY() + 1;
    boolean below = one.getMinY() >= other.getMaxY() - 1;
    boolean left = one.getMaxX() <= other.getMinX() + 1;
    boolean right = one.getMinX() >= other.getMaxX() - 1;
    return above ? !right : left && !below;
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  /** From the scene's root down to a node. */
  private static List<Node> line(Node node) {
    List<Node> line = new ArrayList<>();
    for (Node up = node; up != null; up = up.getParent()) {
      line.addFirst(up);
    }
    return line;
  }

  private static List<Node> without(List<Node> nodes, List<Node> others) {
    return nodes.stream().filter(node -> !others.contains(node)).toList();
  }

  private static List<Node> differing(Round there, List<Node> opposite) {
    List<Node> differing = new ArrayList<>();
    for (int i = 0; i < Math.min(there.nodes().size(), opposite.size()); i++) {
      if (!there.nodes().get(i).equals(opposite.get(i))) {
        differing.add(opposite.get(i));
      }
    }
    return differing.isEmpty() ? List.of(opposite.getLast()) : differing;
  }

  private static void tell(List<String> wrong, String page, String what, List<Node> nodes) {
    FxTest.run(() -> nodes.forEach(node -> wrong.add(page + ": " + path(node) + " " + what)));
  }

  private static String path(Node node) {
    List<String> names = new ArrayList<>();
    for (Node up = node; up != null && names.size() < 4; up = up.getParent()) {
      names.addFirst(
          up.getClass().getSimpleName()
              + (up.getId() == null
                  ? "." + String.join(".", up.getStyleClass())
                  : "#" + up.getId()));
    }
    return String.join("/", names);
  }
}
