package app.diptych.cli;

import app.diptych.gateway.GatewayTimeouts;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long the phases of a call may take, each as {@code 500ms}, {@code 30s}, {@code 2m}. */
final class TimeoutOptions {
  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      converter = Span.class,
      description = "How long connecting may take, for example 5s, the default.")
  @Nullable Duration connect;

  @Option(
      names = "--first-byte-timeout",
      paramLabel = "TIME",
      converter = Span.class,
      description = "How long until the answer begins. Default: 30s.")
  @Nullable Duration firstByte;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      converter = Span.class,
      description = "How long it may fall silent while answering. Default: 60s.")
  @Nullable Duration idle;

  @Option(
      names = "--total-timeout",
      paramLabel = "TIME",
      converter = Span.class,
      description = "How long the whole call may take. Default: 10m.")
  @Nullable Duration total;

  /** Those before, with what was given. */
  GatewayTimeouts over(GatewayTimeouts before) {
    return new GatewayTimeouts(
        connect == null ? before.connect() : connect,
        firstByte == null ? before.firstByte() : firstByte,
        idle == null ? before.silence() : idle,
        total == null ? before.whole() : total);
  }

  /** A length of time with its unit. */
  static final class Span implements ITypeConverter<Duration> {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h)");
    private static final Duration LONGEST = Duration.ofDays(1);

    @Override
    public Duration convert(String typed) {
      Matcher parts = SPAN.matcher(typed.strip().toLowerCase(Locale.ROOT));
      if (!parts.matches()) {
        throw new TypeConversionException(
            "'" + typed + "' is no time with its unit, such as 500ms, 30s or 2m");
      }
      long number = Long.parseLong(parts.group(1));
      Duration span =
          switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
          };
      if (span.isZero() || span.compareTo(LONGEST) > 0) {
        throw new TypeConversionException("'" + typed + "' must be 1ms to 24h");
      }
      return span;
    }
  }
}
