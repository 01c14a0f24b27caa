package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.completion.AttachedImage;
import app.diptych.ui.fx.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.image.Image;

/** The images that go with the prompt. JavaFX thread only. */
public final class ImagesModel {
  private static final String TOO_MANY =
      toSay("A prompt can carry at most %s images: remove one first.");

  private final ObservableList<AttachedImage> images = FXCollections.observableArrayList();
  private final Background background;
  private final Consumer<String> complain;

  /**
   * @param complain told in a sentence why an image is not taken
   */
  ImagesModel(Background background, Consumer<String> complain) {
    this.background = background;
    this.complain = complain;
  }

  /** What was read, and what is wrong with the first file that could not be; empty when none. */
  private record Read(List<AttachedImage> images, String problem) {}

  /** What is attached, in order. */
  public ObservableList<AttachedImage> images() {
    return images;
  }

  /** Attaches files; one that is no image does not keep the others out. */
  public void read(List<Path> files) {
    int room = AttachedImage.MOST_IN_A_MESSAGE - images.size();
    List<Path> some = List.copyOf(files.subList(0, Math.min(room, files.size())));
    if (some.isEmpty()) {
      complain.accept(
          files.isEmpty() ? "" : say(TOO_MANY).formatted(AttachedImage.MOST_IN_A_MESSAGE));
      return;
    }
    background.run(
        () ->
            read(
                some,
                files.size() > room
                    ? say(TOO_MANY).formatted(AttachedImage.MOST_IN_A_MESSAGE)
                    : ""),
        this::take,
        this::tellFault);
  }

  private static Read read(List<Path> files, String otherwise) {
    List<AttachedImage> read = new ArrayList<>();
    String problem = "";
    for (Path file : files) {
      try {
        read.add(AttachedImage.read(file));
      } catch (IllegalArgumentException wrong) {
        problem = problem.isEmpty() ? told(wrong) : problem;
      }
    }
    return new Read(read, problem.isEmpty() ? otherwise : problem);
  }

  /** Attaches a picture that was copied, as a PNG. */
  public void paste(Image picture) {
    background.run(
        () -> new Read(List.of(AttachedImage.of(PngBytes.of(picture))), ""),
        this::take,
        this::tellFault);
  }

  private void take(Read read) {
    String problem = read.problem();
    for (AttachedImage image : read.images()) {
      if (images.contains(image)) {
        continue;
      }
      if (images.size() == AttachedImage.MOST_IN_A_MESSAGE) {
        problem = say(TOO_MANY).formatted(AttachedImage.MOST_IN_A_MESSAGE);
        break;
      }
      images.add(image);
    }
    complain.accept(problem);
  }

  private void tellFault(Exception fault) {
    complain.accept(told(fault));
  }

  /** Those of another prompt in the place of these. */
  void set(List<AttachedImage> others) {
    if (!images.equals(others)) {
      images.setAll(others);
    }
  }

  public void remove(AttachedImage image) {
    images.remove(image);
  }
}
