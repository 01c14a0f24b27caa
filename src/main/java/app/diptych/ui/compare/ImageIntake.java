package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The ways an image comes to the prompt: chosen, dropped or pasted. */
final class ImageIntake {
  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");
  private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".webp", ".gif");

  private final ImagesModel model;

  ImageIntake(ImagesModel model) {
    this.model = model;
  }

  /** Lets the user choose files. */
  void choose(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Attach images to the prompt"));
    List<String> patterns = ENDINGS.stream().map(ending -> "*" + ending).toList();
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(say("Images"), patterns),
            new FileChooser.ExtensionFilter(say("All files"), "*.*"));
    List<File> files = chooser.showOpenMultipleDialog(owner);
    if (files != null) {
      model.read(paths(files));
    }
  }

  /** Files can be dropped on that part of the page. */
  void takesDropsOn(Node part) {
    part.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            part.pseudoClassStateChanged(DROP, true);
            event.consume();
          }
        });
    part.addEventHandler(
        DragEvent.DRAG_EXITED_TARGET, _ -> part.pseudoClassStateChanged(DROP, false));
    part.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          part.pseudoClassStateChanged(DROP, false);
          if (event.getDragboard().hasFiles()) {
            model.read(paths(event.getDragboard().getFiles()));
            event.setDropCompleted(true);
            event.consume();
          }
        });
  }

  /** An image in the clipboard is attached; text is pasted as ever. */
  void takesPastesIn(Node editor) {
    editor.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (PASTE.match(event) && paste(Clipboard.getSystemClipboard())) {
            event.consume();
          }
        });
  }

  /** Whether there was an image in it. */
  boolean paste(Clipboard clipboard) {
    List<File> files = clipboard.hasFiles() ? clipboard.getFiles() : List.of();
    if (!files.isEmpty() && files.stream().allMatch(ImageIntake::looksLikeAnImage)) {
      model.read(paths(files));
      return true;
    }
    // What was copied from a document is there as a picture as well, and its text is meant.
    Image picture = clipboard.hasString() ? null : clipboard.getImage();
    if (picture == null) {
      return false;
    }
    model.paste(picture);
    return true;
  }

  private static boolean looksLikeAnImage(File file) {
    String name = file.getName().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static List<Path> paths(List<File> files) {
    return files.stream().map(File::toPath).toList();
  }
}
