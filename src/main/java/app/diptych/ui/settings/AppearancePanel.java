package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.ui.fx.Appearance;
import app.diptych.ui.fx.Look;
import app.diptych.ui.fx.OneOf;
import app.diptych.ui.fx.Tongue;
import app.diptych.ui.fx.Zoom;
import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The theme, how large everything is written, in which language, and whether anything moves. */
final class AppearancePanel extends VBox {
  AppearancePanel(Appearance appearance) {
    setId("appearance-panel");
    getStyleClass().addAll("card", "fallback-panel");
    Label title = new Label(say("Appearance"));
    title.getStyleClass().add("panel-title");
    VBox body =
        new VBox(
            choice(
                say("Theme"),
                "theme",
                List.of(Look.values()),
                Look::words,
                appearance.lookProperty()),
            choice(
                say("Size of everything"),
                "zoom",
                List.of(Zoom.values()),
                zoom -> zoom.percent() + " %",
                appearance.zoomProperty()),
            language(appearance),
            stillness(appearance));
    body.getStyleClass().add("fallback-chosen");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edit-form");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll);
  }

  private static <T> VBox choice(
      String name, String id, List<T> values, Function<T, String> words, ObjectProperty<T> chosen) {
    ToggleGroup group = new ToggleGroup();
    FlowPane row = new FlowPane();
    row.getStyleClass().add("appearance-choice");
    for (T value : values) {
      ToggleButton button = new ToggleButton(words.apply(value));
      button.setId(id + "-" + String.valueOf(value).toLowerCase(Locale.ROOT).replace('_', '-'));
      button.setToggleGroup(group);
      button.setAccessibleText(name + ": " + words.apply(value));
      OneOf.choose(button, value, chosen);
      row.getChildren().add(button);
    }
    VBox field = new VBox(title(name), row);
    field.getStyleClass().add("form-field");
    return field;
  }

  private static VBox language(Appearance appearance) {
    VBox field =
        choice(
            say("Language"),
            "language",
            List.of(Tongue.values()),
            Tongue::words,
            appearance.tongueProperty());
    field.getChildren().add(about(say("It holds from the next start of Diptych on.")));
    return field;
  }

  private static VBox stillness(Appearance appearance) {
    ToggleSwitch still = new ToggleSwitch(say("As little motion as possible"));
    still.setId("stillness");
    still.setAccessibleText(say("As little motion as possible"));
    still.selectedProperty().bindBidirectional(appearance.stillProperty());
    Label about = about(say("Nothing fades or slides. It is so too when the system asks for it."));
    VBox field = new VBox(still, about);
    field.getStyleClass().add("form-field");
    return field;
  }

  private static Label about(String words) {
    Label about = new Label(words);
    about.getStyleClass().addAll("muted", "small-text");
    about.setWrapText(true);
    about.setMinHeight(USE_PREF_SIZE);
    return about;
  }

  private static Node title(String words) {
    Label title = Field.title(words);
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    return title;
  }
}
