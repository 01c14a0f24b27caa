package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Contrast;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Look;
import app.diptych.ui.fx.Theme;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.Zoom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;

/** What people need who see little, hear the screen, or use no mouse: on every page. */
@Timeout(240)
class AccessWindowTest {
  private static final List<Room> SMALL =
      List.of(
          new Room(1280, 720, Zoom.PERCENT_150),
          new Room(1024, 700, Zoom.PERCENT_200),
          new Room(820, 560, Zoom.PERCENT_100));

  /** What stands behind other buttons on a page. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "decide",
          List.of(
              "#decide-check",
              "#decide-models",
              "#decide-costs",
              "#decide-return",
              "#decide-report",
              "#decide-steps",
              "#decide-claims"),
          "settings",
          List.of(
              "#show-engines",
              "#show-budgets",
              "#show-prices",
              "#add-price",
              "#cancel-price",
              "#price-tab-import",
              "#price-tab-rates",
              "#price-tab-book",
              "#show-fallback",
              "#show-appearance",
              "#show-keys",
              "#settings-add",
              "#own-address"));

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private static final List<String> NAMELESS = new ArrayList<>();
  private static final List<String> PALE = new ArrayList<>();
  private static final List<String> WRONG = new ArrayList<>();
  private static final List<String> SMALL_WRONG = new ArrayList<>();

  @TempDir Path home;

  /** Every page is made and looked at once, for all that is asked of it. */
  @BeforeAll
  static void lookAtEveryPage(@TempDir Path folder) throws Exception {
    List<String> cutBefore = new ArrayList<>();
    try (TestWindow window = new TestWindow(folder, Theme.DARK, real -> real)) {
      FxTest.run(() -> {
        window.stage().setWidth(WIDTH);
        window.stage().setHeight(HEIGHT);
        // An answer that is cut at its limit has a longer line under it than one that ends.
        window.model().sampling().temperatureProperty().set("0");
      });
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      window.type("What is recursion?");
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "finished");
      window.waitForBadge(Side.B, "finished");
      Pages.fill(window);
      for (String page : Pages.ALL) {
        Pages.show(window, page);
        nameless(window, page);
        cut(window, page, cutBefore);
        for (Theme theme : Theme.values()) {
          pale(window, page, theme);
        }
        // What the page reads may have come only now.
        cut(window, page, cutBefore);
      }
      FxTest.run(() -> {
        window.appearance().lookProperty().set(Look.of(Theme.DARK));
        window.appearance().zoomProperty().set(Zoom.PERCENT_200);
      });
      for (String page : Pages.ALL) {
        Pages.show(window, page);
        cut(window, page, WRONG);
        outside(window, page, WRONG);
      }
      Pages.show(window, Pages.ALL.getFirst());
      window.type("Tell {{who}} about {{what}}, {{how}} and {{when}}");
      FxTest.waitFor(
          () -> window.scene().lookup(".variable-form").isVisible(), TestWindow.PATIENCE);
      FxTest.pulses(5);
      outside(window, "a prompt with blanks", WRONG);
      overlapping(window, WRONG);
      WRONG.removeAll(cutBefore);
      for (Room room : SMALL) {
        lookAtEveryPart(window, room);
      }
    }
  }

  /** The window, and how large what is in it. */
  private record Room(double width, double height, Zoom zoom) {
    @Override
    public String toString() {
      return "%.0fx%.0f at %d %%: ".formatted(width, height, zoom.percent());
    }
  }

  private static void lookAtEveryPart(TestWindow window, Room room) {
    FxTest.run(() -> {
      window.stage().setWidth(room.width());
      window.stage().setHeight(room.height());
      window.appearance().zoomProperty().set(room.zoom());
    });
    FxTest.pulses(5);
    for (String page : Pages.ALL) {
      Pages.show(window, page);
      whole(window, room, page);
      for (String part : PARTS.getOrDefault(page, List.of())) {
        FxTest.run(() -> ((ButtonBase) window.scene().lookup(part)).fire());
        FxTest.pulses(10);
        whole(window, room, page + " " + part);
      }
    }
    Pages.show(window, "compare");
    overlapping(window, SMALL_WRONG);
    window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    FxTest.pulses(10);
    whole(window, room, "charts");
    overCharts(window, room);
    window.robot().push(KeyCode.ESCAPE);
    if (FxTest.run(() -> window.scene().lookup("#charts").getParent().isVisible())) {
      // There was room for them beside the answers.
      window.robot().push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
    }
    String prompt = window.model().promptProperty().get();
    FxTest.run(() -> window.model().promptProperty().set("A long text. ".repeat(4_000)));
    FxTest.pulses(5);
    whole(window, room, "a long prompt");
    overlapping(window, SMALL_WRONG);
    FxTest.run(() -> window.model().promptProperty().set(prompt));
  }

  private static void whole(TestWindow window, Room room, String part) {
    List<String> found = new ArrayList<>();
    cut(window, part, found);
    outside(window, part, found);
    found.forEach(each -> SMALL_WRONG.add(room + each));
  }

  /** Every chart is seen whole, and none stands on another. */
  private static void overCharts(TestWindow window, Room room) {
    FxTest.run(() -> {
      double above = 0;
      if (window.scene().getRoot().lookupAll(".chart-card").isEmpty()
          || !window.scene().lookup("#charts").getParent().isVisible()) {
        SMALL_WRONG.add(room + "no charts");
      }
      for (Node card : window.scene().getRoot().lookupAll(".chart-card")) {
        Bounds place = card.localToScene(card.getLayoutBounds());
        if (place.getMinY() < above || place.getMaxY() > room.height()) {
          SMALL_WRONG.add(room + "charts: " + path(card) + " " + place);
        }
        above = place.getMaxY();
      }
    });
  }

  /** What a screen reader says nothing of. */
  private static final Set<AccessibleRole> NO_ROLES =
      Set.of(AccessibleRole.NODE, AccessibleRole.PARENT);

  private static void nameless(TestWindow window, String page) {
    walk(
        window.scene().getRoot(),
        node -> {
          if (!node.isFocusTraversable() || node instanceof ScrollPane) {
            return;
          }
          if (name(node).isBlank()) {
            NAMELESS.add(page + ": " + path(node));
          }
          if (NO_ROLES.contains(node.getAccessibleRole())) {
            NAMELESS.add(page + ": no role: " + path(node));
          }
        });
  }

  private static void pale(TestWindow window, String page, Theme theme) {
    FxTest.run(() -> window.appearance().lookProperty().set(Look.of(theme)));
    FxTest.pulses(5);
    double least = theme == Theme.CONTRAST ? 7 : 4.5;
    FxTest.run(() ->
        walk(
            window.scene().getRoot(),
            node -> {
              double contrast = node instanceof Text text ? contrast(text) : least;
              if (contrast < least - 0.005) {
                PALE.add(
                    "%s %s: %.2f %s '%s'"
                        .formatted(page, theme, contrast, path(node), ((Text) node).getText()));
              }
            }));
  }

  @Test
  void everyControlThatTakesTheFocusHasAName() {
    assertThat(NAMELESS.stream().distinct()).isEmpty();
  }

  @Test
  void nothingIsCutOrOutsideTheWindowAtTwiceTheSize() {
    assertThat(WRONG.stream().distinct()).isEmpty();
  }

  @Test
  void nothingIsCutOrOutsideASmallWindow() {
    assertThat(SMALL_WRONG.stream().distinct()).isEmpty();
  }

  @Test
  void everyWordStandsOutFromWhatIsBehindItInEveryTheme() {
    assertThat(PALE.stream().distinct()).isEmpty();
  }

  /** Of a word; without end for what cannot be used now, and for what cannot be told. */
  private static double contrast(Text text) {
    if (text.getText().isBlank()
        || text.isDisabled()
        || !(text.getFill() instanceof Color words)
        || text instanceof FontIcon) {
      return Double.MAX_VALUE;
    }
    double seen = words.getOpacity();
    List<Color> layers = new ArrayList<>();
    for (Node up = text; up != null; up = up.getParent()) {
      seen *= up.getOpacity();
      if (up instanceof Region region && region.getBackground() != null) {
        for (BackgroundFill fill : region.getBackground().getFills().reversed()) {
          if (!(fill.getFill() instanceof Color color)) {
            return Double.MAX_VALUE;
          }
          layers.add(color);
        }
      }
    }
    if (seen == 0) {
      return Double.MAX_VALUE;
    }
    Color behind = Color.BLACK;
    for (Color layer : layers.reversed()) {
      behind = over(layer, layer.getOpacity(), behind);
    }
    return Contrast.of(over(words, seen, behind), behind);
  }

  private static Color over(Color above, double opacity, Color below) {
    return Color.color(
        above.getRed() * opacity + below.getRed() * (1 - opacity),
        above.getGreen() * opacity + below.getGreen() * (1 - opacity),
        above.getBlue() * opacity + below.getBlue() * (1 - opacity));
  }

  @Test
  void announcesBeginningAndEndAndTellsHowFarBothAreWhenAsked() {
    List<String> said = new ArrayList<>();
    try (TestWindow window = new TestWindow(home, Theme.DARK, real -> real)) {
      Node status = window.node(".status-bar");
      window.pick("demo/small", "demo/base");
      window.waitUntilReady();
      FxTest.run(() -> status.accessibleTextProperty().addListener((_, _, now) -> said.add(now)));
      window.type("Implement binary search in Java.");
      Node before = FxTest.run(() -> window.scene().getFocusOwner());
      window.robot().push(KeyCode.CONTROL, KeyCode.ENTER);
      window.waitForBadge(Side.A, "finished", "cut at limit");
      window.waitForBadge(Side.B, "finished", "cut at limit");
      assertThat(said).hasSizeBetween(2, 8);
      assertThat(said.getFirst()).contains("is answering");
      assertThat(said.getLast()).doesNotContain("is answering");

      window.robot().push(KeyCode.F9);
      assertThat(FxTest.run(() -> window.scene().getFocusOwner())).isSameAs(status);
      // What the models say is drawn by chance: one sentence or several, to its end or to a limit.
      assertThat(status.getAccessibleText())
          .containsPattern("Side A (has finished|was cut at its limit)")
          .containsPattern(", (1 sentence|[0-9]+ sentences, the last): .");
      window.robot().push(KeyCode.F9);
      assertThat(FxTest.run(() -> window.scene().getFocusOwner())).isSameAs(before);
      assertThat(status.getAccessibleText()).doesNotContain(" sentence");
    }
  }

  private static void cut(TestWindow window, String page, List<String> cut) {
    FxTest.run(() ->
        walk(
            window.scene().getRoot(),
            node -> {
              if (node instanceof Labeled label
                  && label.getText() != null
                  && !label.getText().isEmpty()
                  && label.lookup(".text") instanceof Text shown
                  && shown.getText().endsWith(label.getEllipsisString())
                  && !label.getText().endsWith(label.getEllipsisString())
                  && label.getOpacity() > 0
                  && !isOfARow(label)
                  && !givesWay(label)) {
                cut.add(page + ": cut " + path(node) + " '" + label.getText() + "'");
              }
              if (node instanceof ScrollPane scroll
                  && scroll.isFitToWidth()
                  && scroll.getContent() instanceof Region content
                  && content.getWidth() > scroll.getViewportBounds().getWidth() + 2) {
                cut.add(page + ": wider than its place " + path(node));
              }
              if (node instanceof ListView<?> list
                  && list.lookup(".scroll-bar:horizontal") instanceof ScrollBar bar
                  && bar.isVisible()) {
                cut.add(page + ": scrolls sideways " + path(node));
              }
            }));
  }

  /**
   * Words that stand whole in their tooltip, the values of the sampling's button, and the beginning
   * of what is too long.
   */
  private static boolean givesWay(Labeled label) {
    return (label instanceof Label && Tip.of(label).contains(label.getText()))
        || "sampling".equals(label.getId())
        || label.getParent().getStyleClass().contains("long-prompt");
  }

  /** The answers keep their room, whatever is asked for below them. */
  private static void overlapping(TestWindow window, List<String> wrong) {
    FxTest.run(() -> {
      Bounds pane = inScene(window, "#pane-A");
      Bounds verdicts = inScene(window, ".verdict-bar");
      Bounds editor = inScene(window, ".prompt-editor");
      Bounds run = inScene(window, "#run");
      if (pane.getMinY() < inScene(window, ".topbar").getMaxY()
          || verdicts.getMinY() < pane.getMaxY()
          || editor.getMinY() < verdicts.getMaxY()
          || run.getMaxY() > editor.getMaxY()) {
        wrong.add("overlapping: %s %s %s %s".formatted(pane, verdicts, editor, run));
      }
    });
  }

  private static Bounds inScene(TestWindow window, String part) {
    Node node = window.scene().lookup(part);
    return node.localToScene(node.getLayoutBounds());
  }

  private static void outside(TestWindow window, String page, List<String> outside) {
    FxTest.run(() ->
        walk(
            window.scene().getRoot(),
            node -> {
              if (node instanceof Control && node.isFocusTraversable() && !isScrolled(node)) {
                Bounds place = node.localToScene(node.getBoundsInLocal());
                if (place.getMinX() < -2
                    || place.getMinY() < -2
                    || place.getMaxX() > window.scene().getWidth() + 2
                    || place.getMaxY() > window.scene().getHeight() + 2) {
                  outside.add(page + ": outside " + path(node) + " " + place);
                }
              }
            }));
  }

  /** What stands in the rows of a list or table is of any length, and is told whole elsewhere. */
  private static boolean isOfARow(Node node) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up instanceof IndexedCell) {
        return true;
      }
    }
    return false;
  }

  private static boolean isScrolled(Node node) {
    for (Node up = node.getParent(); up != null; up = up.getParent()) {
      if (up instanceof ScrollPane || up.getStyleClass().contains("virtual-flow")) {
        return true;
      }
    }
    return false;
  }

  private static void walk(Node node, Consumer<Node> look) {
    if (!node.isVisible() || node instanceof ScrollBar) {
      return;
    }
    look.accept(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> walk(child, look));
    }
  }

  private static String name(Node node) {
    if (node instanceof Labeled label && label.getText() != null && !label.getText().isBlank()) {
      return label.getText();
    }
    Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
    return node.getAccessibleText() != null
        ? node.getAccessibleText()
        : text == null ? "" : text.toString();
  }

  private static String path(Node node) {
    StringBuilder path = new StringBuilder();
    int depth = 0;
    for (Node up = node; up != null && depth < 4; up = up.getParent(), depth++) {
      path.insert(
          0,
          "/"
              + up.getClass().getSimpleName()
              + (up.getId() == null
                  ? "." + String.join(".", up.getStyleClass())
                  : "#" + up.getId()));
    }
    return path.toString();
  }
}
