package app.diptych.cli;

import app.diptych.exchange.Format;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A format by its name, for example {@code table-jsonl}. */
final class FormatName implements ITypeConverter<Format> {
  @Override
  public Format convert(String typed) {
    return Arrays.stream(Format.values())
        .filter(format -> format.id().equals(typed.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "there is no format "
                    + typed
                    + "; there are "
                    + Arrays.stream(Format.values())
                        .map(Format::id)
                        .collect(Collectors.joining(", "))));
  }
}
