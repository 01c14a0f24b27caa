package app.diptych.app;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/** The floor of every start: JavaFX with a window of our size and nothing in it. */
final class EmptyStage {
  private EmptyStage() {}

  public static void main(String[] arguments) {
    Platform.startup(() -> {
      Stage stage = new Stage();
      stage.setScene(new Scene(new BorderPane(), 1400, 880));
      stage.setOnHidden(_ -> Platform.exit());
      stage.show();
      FirstFrame.tell(stage, System.getProperties());
    });
  }
}
