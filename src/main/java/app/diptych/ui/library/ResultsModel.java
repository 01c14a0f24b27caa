package app.diptych.ui.library;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.SavedTrial;
import app.diptych.session.Workspace;
import app.diptych.ui.compare.Shelved;
import app.diptych.ui.fx.Background;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What came of a prompt: the last trials that began with it. JavaFX thread only. */
public final class ResultsModel {
  private static final int MOST = 30;

  private final Optional<Workspace> workspace;
  private final Background background;
  private final ObservableList<SavedTrial> trials = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper statement = new ReadOnlyStringWrapper("");
  private String prompt = "";
  private int looks;

  ResultsModel(Optional<Workspace> workspace, Background background) {
    this.workspace = workspace;
    this.background = background;
  }

  void show(Shelved shelved) {
    int look = ++looks;
    if (!shelved.id().equals(prompt)) {
      trials.clear();
      statement.set(say("Reading the results"));
    }
    prompt = shelved.id();
    if (workspace.isEmpty()) {
      statement.set(say("Nothing is saved, so there are no results."));
      return;
    }
    background.run(
        () -> workspace.get().prompts().lastResults(shelved.id(), MOST),
        found -> {
          if (look == looks) {
            trials.setAll(found);
            statement.set(
                found.isEmpty()
                    ? say("No model was asked this yet. What comes of it is listed here.")
                    : "");
          }
        },
        fault -> {
          if (look == looks) {
            trials.clear();
            statement.set(say("The results cannot be read: %s").formatted(told(fault)));
          }
        });
  }

  /** The last trials, newest first. */
  public ObservableList<SavedTrial> trials() {
    return trials;
  }

  /** What stands in their place; empty when there are some. */
  public ReadOnlyStringProperty statementProperty() {
    return statement.getReadOnlyProperty();
  }
}
