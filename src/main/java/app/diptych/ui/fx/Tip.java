package app.diptych.ui.fx;

import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Words that show when the mouse rests on a node. The tooltip is made when the mouse first comes:
 * each is a window of its own, and making those of the page that is shown first took a tenth of the
 * program's start. Screen readers get the words as help, unless the node has another.
 */
public final class Tip {
  private static final double WIDEST = 420;

  private final Node node;
  private Supplier<String> words;
  private @Nullable Tooltip tooltip;

  private Tip(Node node, Supplier<String> words) {
    this.node = node;
    this.words = words;
  }

  /** Gives it words that stay; they take the place of those it had. */
  public static void on(Node node, String words) {
    on(node, () -> words);
  }

  /** Gives it words that are asked for when they show, so that nothing holds the node. */
  static void on(Node node, Supplier<String> words) {
    tip(node, words);
    if (said(node).isEmpty()) {
      node.setAccessibleHelp(words.get());
    }
  }

  /** Gives it words that change; while they are empty nothing shows. */
  public static void on(Node node, ObservableValue<String> words) {
    Tip tip = tip(node, words::getValue);
    String[] last = {""};
    words.subscribe(now -> {
      // Whoever said something else of it since is not overruled.
      if (last[0].equals(said(node))) {
        node.setAccessibleHelp(now);
        last[0] = now;
      }
      tip.update();
    });
  }

  /** What shows when the mouse rests there now; empty when nothing does. */
  public static String of(Node node) {
    return node.getProperties().get(Tip.class) instanceof Tip tip ? tip.words.get() : "";
  }

  private static Tip tip(Node node, Supplier<String> words) {
    if (node.getProperties().get(Tip.class) instanceof Tip before) {
      before.words = words;
      before.update();
      return before;
    }
    Tip tip = new Tip(node, words);
    node.getProperties().put(Tip.class, tip);
    node.addEventHandler(MouseEvent.MOUSE_ENTERED, _ -> tip.come());
    return tip;
  }

  private static String said(Node node) {
    String help = node.getAccessibleHelp();
    return help == null ? "" : help;
  }

  private void come() {
    if (tooltip == null) {
      Tooltip made = new Tooltip();
      made.setWrapText(true);
      made.setMaxWidth(WIDEST);
      tooltip = made;
    }
    update();
  }

  /** An empty one would show as a dot. */
  private void update() {
    Tooltip made = tooltip;
    if (made == null) {
      return;
    }
    String now = words.get();
    made.setText(now);
    if (node instanceof Control control) {
      control.setTooltip(now.isEmpty() ? null : made);
    } else if (now.isEmpty()) {
      Tooltip.uninstall(node, made);
    } else {
      Tooltip.install(node, made);
    }
  }
}
