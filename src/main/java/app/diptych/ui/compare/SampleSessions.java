package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.Sample;
import app.diptych.session.SavedSession;
import app.diptych.session.SessionSummary;
import app.diptych.session.Sessions;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.ui.fx.Actions;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Offers the recorded sessions that come with the product, where there is nothing of one's own. */
public final class SampleSessions {
  private SampleSessions() {}

  /** A button for each, which opens it with one click. */
  public static VBox buttons(CompareModel page, Runnable opened) {
    VBox buttons = new VBox();
    buttons.getStyleClass().add("sample-sessions");
    for (Sample sample : Sample.values()) {
      Button button = Actions.byName(new Button(say("Sample: %s").formatted(say(sample.words()))));
      button.setId("sample-" + sample.name().toLowerCase(Locale.ROOT));
      button.setWrapText(true);
      button.setAccessibleText(say("Open a sample: %s").formatted(say(sample.words())));
      button.setDisable(!page.session().canSave());
      button.setOnAction(_ -> {
        page.saved().openSample(sample);
        opened.run();
      });
      buttons.getChildren().add(button);
    }
    return buttons;
  }

  /**
   * Sees to it that a sample is among the user's sessions; blocks.
   *
   * @return the id of the session
   */
  static String take(Sample sample, Workspace workspace)
      throws ExchangeException, WorkspaceException, InterruptedException {
    SavedSession session = sample.read();
    String id = session.summary().id();
    Sessions sessions = workspace.sessions();
    Optional<SessionSummary> here = sessions.find(id);
    try {
      if (here.isEmpty()) {
        sessions.add(session).get();
      } else if (here.get().deleted()) {
        sessions.restore(id).get();
      }
    } catch (ExecutionException refused) {
      throw new ExchangeException("The sample could not be saved: " + refused.getCause(), refused);
    }
    return id;
  }
}
