package app.diptych.ui.compare;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Dates as the prompt will say them, in every language. */
public final class IsoDates extends StringConverter<LocalDate> {
  @Override
  public String toString(@Nullable LocalDate date) {
    return date == null ? "" : date.toString();
  }

  @Override
  public @Nullable LocalDate fromString(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException unfinished) {
      return null;
    }
  }
}
