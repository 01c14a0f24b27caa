package app.diptych.ui.fx;

import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Words that show when the mouse rests on a node. The tooltip is made when the mouse first comes:
 * each is a window of its own, and making those of the page that is shown first took a tenth of the
 * program's start. Screen readers get the words as help, unless the node has another.
 */
public final class Tip {
  private static final double WIDEST = 420;

  private final Node node;
  private ObservableValue<String> words;
  private Subscription following;
  private String help = "";
  private @Nullable Tooltip tooltip;

  private Tip(Node node) {
    this.node = node;
    this.words = new SimpleStringProperty("");
    this.following = Subscription.EMPTY;
    node.addEventHandler(MouseEvent.MOUSE_ENTERED, _ -> come());
  }

  /** Gives it words that stay; they take the place of those it had. */
  public static void on(Node node, String words) {
    on(node, new SimpleStringProperty(words));
  }

  /**
   * Gives it words that change; while they are empty nothing shows. They take the place of those it
   * had.
   */
  public static void on(Node node, ObservableValue<String> words) {
    Tip tip = node.getProperties().get(Tip.class) instanceof Tip before ? before : new Tip(node);
    node.getProperties().put(Tip.class, tip);
    tip.following.unsubscribe();
    tip.words = words;
    tip.following = words.subscribe(_ -> tip.told());
  }

  /** What shows when the mouse rests there now; empty when nothing does. */
  public static String of(Node node) {
    return node.getProperties().get(Tip.class) instanceof Tip tip ? tip.now() : "";
  }

  /** Gives a node whose help was that of others its own again. */
  static void help(Node node) {
    node.setAccessibleHelp(of(node));
    if (node.getProperties().get(Tip.class) instanceof Tip tip) {
      tip.help = tip.now();
    }
  }

  private String now() {
    return Objects.requireNonNullElse(words.getValue(), "");
  }

  /** Whoever said something else of it is not overruled. */
  private void told() {
    String now = now();
    if (help.equals(Objects.requireNonNullElse(node.getAccessibleHelp(), ""))) {
      node.setAccessibleHelp(now);
      help = now;
    }
    update();
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
    String now = now();
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
