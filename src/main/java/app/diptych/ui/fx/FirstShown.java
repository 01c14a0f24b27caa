package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

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
    @Nullable Node before = children.isEmpty() ? null : children.getLast();
    keep(page, all);
    for (Node part : all) {
      if (part.isVisible()) {
        children.add(part);
      } else {
        part.visibleProperty()
            .addListener(
                new ChangeListener<>() {
                  @Override
                  public void changed(
                      ObservableValue<? extends Boolean> visible, Boolean was, Boolean now) {
                    visible.removeListener(this);
                    children.add(place(children, before, all, part), part);
                  }
                });
      }
    }
  }

  /** What a part binds to holds it weakly: until it has its place the page alone keeps it. */
  private static void keep(Pane page, List<Node> parts) {
    List<Node> kept = new ArrayList<>(parts);
    if (page.getProperties().get(FirstShown.class) instanceof List<?> earlier) {
      earlier.forEach(part -> kept.add((Node) part));
    }
    page.getProperties().put(FirstShown.class, kept);
  }

  /** Behind the last of the parts before it that are there, or behind what was there first. */
  private static int place(List<Node> children, @Nullable Node before, List<Node> all, Node part) {
    int start = before == null ? 0 : children.indexOf(before) + 1;
    return all.subList(0, all.indexOf(part)).stream()
        .mapToInt(earlier -> children.indexOf(earlier) + 1)
        .reduce(start, Math::max);
  }
}
