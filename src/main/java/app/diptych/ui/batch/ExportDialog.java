package app.diptych.ui.batch;

import static app.diptych.ui.fx.Wording.say;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** Asks in a dialog of the system where a batch is to be saved. */
public record ExportDialog(Window owner) implements Function<String, Optional<Path>> {
  @Override
  public Optional<Path> apply(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Export the batch"));
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
