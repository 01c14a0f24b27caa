package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.completion.AttachedImage;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** The attached images in small, each with a button that takes it away; nothing without any. */
final class ImageRow extends FlowPane {
  private static final double HEIGHT = 36;

  private final ImagesModel model;
  private final Background background;

  ImageRow(ImagesModel model, Background background) {
    this.model = model;
    this.background = background;
    setId("images");
    getStyleClass().add("image-row");
    model.images().addListener((ListChangeListener<AttachedImage>) _ -> fill());
    fill();
  }

  private void fill() {
    List<AttachedImage> images = List.copyOf(model.images());
    getChildren().clear();
    for (int i = 0; i < images.size(); i++) {
      getChildren().add(chip(images.get(i), i + 1));
    }
    setVisible(!images.isEmpty());
    setManaged(!images.isEmpty());
  }

  private HBox chip(AttachedImage image, int number) {
    String kind =
        image.mediaType().substring(image.mediaType().indexOf('/') + 1).toUpperCase(Locale.ROOT);
    String words = say("Image %s: %s, %s").formatted(number, kind, image.sizeWords());
    StackPane picture = new StackPane(new Label(kind));
    picture.getStyleClass().add("image-thumbnail");
    picture.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    picture.setAccessibleText(words);
    Tip.on(picture, words);
    background.run(
        () -> Thumbnail.of(image),
        small -> small.ifPresent(found -> picture.getChildren().setAll(view(found))),
        // The kind stays in its place: the image is sent whether it can be shown here or not.
        _ -> {});
    Button remove = new Button("", Icon.CLOSE.node());
    remove.getStyleClass().addAll("button-icon", "flat", "remove-image");
    remove.setAccessibleText(say("Remove image %s").formatted(number));
    Tip.on(remove, say("Remove image %s").formatted(number));
    remove.setOnAction(_ -> {
      model.remove(image);
      focusNear(number);
    });
    HBox chip = new HBox(picture, remove);
    chip.setAlignment(Pos.CENTER_LEFT);
    chip.getStyleClass().add("image-chip");
    return chip;
  }

  /** The focus stays in the row as long as there is one, so that several go by the keyboard. */
  private void focusNear(int number) {
    int next = Math.min(number, getChildren().size()) - 1;
    if (next >= 0 && getChildren().get(next) instanceof HBox chip) {
      chip.getChildren().getLast().requestFocus();
    }
  }

  private static ImageView view(Image small) {
    ImageView view = new ImageView(small);
    view.setPreserveRatio(true);
    view.setFitHeight(HEIGHT);
    view.setFitWidth(HEIGHT * 2);
    return view;
  }
}
