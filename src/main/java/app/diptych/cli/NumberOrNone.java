package app.diptych.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number, or the word that leaves the choice to the provider. */
final class NumberOrNone implements ITypeConverter<Double> {
  private static final String NONE = "none";

  @Override
  public @Nullable Double convert(String typed) {
    if (typed.equalsIgnoreCase(NONE)) {
      return null;
    }
    try {
      return Double.valueOf(typed);
    } catch (NumberFormatException notNumber) {
      throw new TypeConversionException("'" + typed + "' is not a number");
    }
  }
}
