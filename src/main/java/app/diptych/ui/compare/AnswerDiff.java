package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.diff.DiffModel;
import app.diptych.ui.fx.Background;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Whether the page shows both answers or what differs between them, which it can once both have
 * ended with text. A run that begins shows the answers again. JavaFX thread only.
 */
public final class AnswerDiff {
  private final List<SideModel> sides;
  private final DiffModel diff;
  private final BooleanProperty shown = new SimpleBooleanProperty(false);

  AnswerDiff(SideModel a, SideModel b, Background background) {
    this.sides = List.of(a, b);
    this.diff = new DiffModel(background);
    shown.addListener((_, _, _) -> look());
    for (SideModel side : sides) {
      side.answeredProperty().addListener((_, _, _) -> look());
      side.runningProperty()
          .addListener((_, _, running) -> {
            if (running) {
              shown.set(false);
            }
            look();
          });
    }
  }

  private void look() {
    String reason = reason();
    if (shown.get() && reason.isEmpty()) {
      diff.compare(sides.getFirst().text(), sides.getLast().text());
    } else {
      diff.clear(reason);
    }
  }

  /** Why there is nothing to compare yet, as a sentence; empty when there is. */
  private String reason() {
    List<String> running = names(true);
    List<String> silent = names(false);
    if (!running.isEmpty()) {
      return say("%s still answering. What differs is shown when both have ended.")
          .formatted(
              String.join(say(" and "), running) + (running.size() > 1 ? say(" are") : say(" is")));
    }
    if (!silent.isEmpty()) {
      return say("There is nothing to compare yet: no answer from %s.")
          .formatted(String.join(say(" and "), silent));
    }
    return "";
  }

  private List<String> names(boolean running) {
    List<String> names = new ArrayList<>();
    for (SideModel side : sides) {
      boolean named = running ? side.runningProperty().get() : side.text().isBlank();
      if (named) {
        names.add(side.side().name());
      }
    }
    return names;
  }

  /** Whether the page shows what differs. */
  public BooleanProperty shownProperty() {
    return shown;
  }

  public DiffModel model() {
    return diff;
  }
}
