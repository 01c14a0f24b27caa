package app.diptych.ui.fx;

import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A choice of one among a few that never change. */
public final class PlainChoice {
  private PlainChoice() {}

  /**
   * @param name what it chooses, for screen readers
   * @param words an entry for people
   */
  public static <T> ComboBox<T> of(String name, T[] values, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(List.of(values)));
    box.setAccessibleText(name);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public @Nullable T fromString(String typed) {
            return null;
          }
        });
    return box;
  }
}
