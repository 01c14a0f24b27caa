package app.diptych.ui.compare;

import app.diptych.trial.WeighedText;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** How sure the model of one side was of its answer, token by token. JavaFX thread only. */
final class SideCertainty {
  private final SideModel side;
  private final ObservableBooleanValue wanted;
  private final ObservableList<WeighedText> pieces = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper detail = new ReadOnlyStringWrapper("");

  SideCertainty(SideModel side, ObservableBooleanValue wanted) {
    this.side = side;
    this.wanted = wanted;
    shown.bind(Bindings.isNotEmpty(pieces));
    wanted.addListener((_, _, _) -> begin());
    side.runningProperty().addListener((_, _, _) -> begin());
    side.answeredProperty().addListener((_, _, _) -> begin());
    side.endedProperty().addListener((_, _, _) -> look());
    side.whenTextComes(this::look);
  }

  /** From the start: another answer may be shown now. */
  private void begin() {
    pieces.clear();
    detail.set("");
    look();
  }

  private void look() {
    if (wanted.get() && side.answeredProperty().get()) {
      pieces.addAll(side.certaintyFrom(pieces.size()));
    }
    missing.set(
        wanted.get() && pieces.isEmpty()
            ? side.ended().map(answer -> CertaintyWords.missing(answer, side.isSaved())).orElse("")
            : "");
  }

  /** The reader points at a piece. */
  void point(int piece) {
    if (piece >= 0 && piece < pieces.size()) {
      detail.set(CertaintyWords.of(pieces.get(piece)));
    }
  }

  /** The number of the piece in which that character of the answer is; the last one behind it. */
  int pieceAt(int character) {
    int end = 0;
    for (int i = 0; i < pieces.size(); i++) {
      end += pieces.get(i).text().length();
      if (end > character) {
        return i;
      }
    }
    return pieces.size() - 1;
  }

  /** The answer in pieces; empty when it is not wanted or not known. */
  ObservableList<WeighedText> pieces() {
    return pieces;
  }

  /** Whether there is anything to show. */
  ReadOnlyBooleanProperty shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Why there is nothing though it is wanted, as a sentence. */
  ReadOnlyStringProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  /** The token pointed at and what else might have come. */
  ReadOnlyStringProperty detailProperty() {
    return detail.getReadOnlyProperty();
  }
}
