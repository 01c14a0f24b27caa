package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a choice whose first entry means: any.
 *
 * @param value null for any
 */
public record AnyChoice<T>(@Nullable T value, String words) {
  /** How many entries a box is made wide enough for; left alone it measures every one of them. */
  private static final int MEASURED = 40;

  private static final String MEASURED_KEY = "comboBoxRowsToMeasureWidth";

  /** For a box of other entries: it is as wide as the widest of the first ones. */
  public static void measureSome(ComboBox<?> box) {
    box.getProperties().put(MEASURED_KEY, MEASURED);
  }

  /**
   * A choice that follows a list of values. When the chosen one leaves the list, any is meant
   * again.
   *
   * @param any what it says while nothing is chosen
   * @param name what it chooses, for screen readers
   * @param chosen follows the choice and can set it; null means any
   */
  public static <T> ComboBox<AnyChoice<T>> of(
      String any,
      String name,
      ObservableList<T> values,
      ObjectProperty<@Nullable T> chosen,
      Function<T, String> words) {
    ComboBox<AnyChoice<T>> box = new ComboBox<>();
    box.setAccessibleText(name);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable AnyChoice<T> choice) {
            return choice == null ? any : choice.words();
          }

          @Override
          public @Nullable AnyChoice<T> fromString(String typed) {
            return null;
          }
        });
    Runnable fill =
        () -> {
          List<AnyChoice<T>> all = new ArrayList<>();
          all.add(new AnyChoice<>(null, any));
          values.forEach(value -> all.add(new AnyChoice<>(value, words.apply(value))));
          T kept = chosen.get();
          if (!all.equals(box.getItems())) {
            box.getProperties().put(MEASURED_KEY, Math.min(MEASURED, all.size()));
            box.getItems().setAll(all);
            show(box, kept);
          }
        };
    values.addListener((ListChangeListener<T>) _ -> fill.run());
    fill.run();
    box.valueProperty()
        .addListener((_, _, choice) -> {
          if (choice != null) {
            chosen.set(choice.value());
          }
        });
    chosen.addListener((_, _, value) -> show(box, value));
    return box;
  }

  private static <T> void show(ComboBox<AnyChoice<T>> box, @Nullable T value) {
    box.setValue(
        box.getItems().stream()
            .filter(choice -> Objects.equals(choice.value(), value))
            .findFirst()
            .orElse(box.getItems().getFirst()));
  }
}
