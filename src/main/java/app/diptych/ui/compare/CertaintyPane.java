package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

import app.diptych.trial.WeighedText;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.fx.TokenArea;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * An answer as its model wrote it, each token marked by how sure the model was of it; below it the
 * token pointed at with what else might have come.
 */
final class CertaintyPane extends VBox {
  private static final String ADVICE =
      toSay("Point at a token, or go from one to the next with the arrow keys.");

  private final TokenArea area = new TokenArea();

  CertaintyPane(AnswerCertainty page, SideModel side) {
    SideCertainty model = page.of(side.side());
    getStyleClass().add("certainty-pane");
    area.setId("tokens-" + side.side());
    area.setAccessibleText(say("Answer of side %s, token by token").formatted(side.side()));
    area.whenPointed(model::point);
    Label detail = new Label();
    detail.setId("token-" + side.side());
    detail.getStyleClass().addAll("token-detail", "small-text");
    detail.textProperty().bind(model.detailProperty().map(it -> it.isEmpty() ? say(ADVICE) : it));
    detail.setMaxWidth(Double.MAX_VALUE);
    detail.setMinWidth(0);
    Tip.on(detail, detail.textProperty());
    VBox.setVgrow(area, Priority.ALWAYS);
    getChildren().addAll(area, detail);
    model.pieces().addListener((ListChangeListener<WeighedText>) this::changed);
    page.showIn(side.side(), area::reveal);
    visibleProperty().bind(model.shownProperty());
  }

  private void changed(ListChangeListener.Change<? extends WeighedText> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        area.clear();
      }
      if (change.wasAdded()) {
        List<TokenArea.Piece> pieces =
            change.getAddedSubList().stream()
                .map(piece ->
                    new TokenArea.Piece(piece.text(), CertaintyLevel.styleOf(piece.certainty())))
                .toList();
        area.append(pieces);
      }
    }
  }

  TokenArea tokens() {
    return area;
  }
}
