package app.diptych.ui.fx;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Puts the parts of a page into it when each is first to be seen. A part that is not visible costs
 * its styles, its skin and its layout all the same, and the first frame waits for them.
 */
public final class FirstShown {
  private FirstShown() {}

  /**
   * Adds the parts in this order behind what is there. Those that are not visible come to their
   * place when they become so, and stay.
   */
  public static void into(Pane page, Node... parts) {
    List<Node> children = page.getChildren();
    List<Node> all = List.of(parts);
    int start = children.size();
    // What a part binds to holds it weakly: until it has its place the page alone keeps it.
    page.getProperties().put(all, FirstShown.class);
    for (Node part : all) {
      if (part.isVisible()) {
        children.add(part);
      } else {
        part.visibleProperty()
            .addListener(
                new ChangeListener<>() {
                  @Override
                  public void changed(
                      ObservableValue<? extends Boolean> visible, Boolean before, Boolean now) {
                    visible.removeListener(this);
                    children.add(place(children, start, all, part), part);
                  }
                });
      }
    }
  }

  /** Behind the last of the parts before it that are there. */
  private static int place(List<Node> children, int start, List<Node> all, Node part) {
    return all.subList(0, all.indexOf(part)).stream()
        .mapToInt(before -> children.indexOf(before) + 1)
        .max()
        .stream()
        .map(after -> Math.max(after, start))
        .findFirst()
        .orElse(start);
  }
}
