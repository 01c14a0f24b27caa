package app.diptych.local.fit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Known models by name, with the sizes their makers published, so that whether one fits can be told
 * before it is downloaded. The sources stand in the file.
 */
public final class PublishedModels {
  private static final String FILE = "/models/shapes.csv";
  private static final int COLUMNS = 11;
  private static final int MOST_STAND_INS = 3;

  private PublishedModels() {}

  /**
   * A model.
   *
   * @param family models of one maker and kind, of which a smaller one can stand in for a larger
   * @param shape stored as Q4_K_M
   */
  public record Published(String name, String family, ModelShape shape) {}

  /** All of them, as they stand in the file. */
  public static List<Published> all() {
    List<Published> models = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(PublishedModels.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          models.add(model(line));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return models;
  }

  private static Published model(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException(FILE + ": " + line);
    }
    long parameters = Math.round(Double.parseDouble(cells[2]) * 1e9);
    ModelShape shape =
        ModelShape.uniform(
            parameters,
            (long) (parameters * Quantised.Q4_K_M.bits() / 8),
            Long.parseLong(cells[3]),
            Integer.parseInt(cells[4]),
            Long.parseLong(cells[5]),
            Long.parseLong(cells[6]),
            Long.parseLong(cells[7]),
            Long.parseLong(cells[8]),
            Long.parseLong(cells[9]));
    return new Published(cells[0], cells[1], shape);
  }

  /** Those whose name has what was typed in it, whatever stands between letters and digits. */
  public static List<Published> find(String typed) {
    String wanted = plain(typed);
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Published> all = all();
    List<Published> exact = all.stream().filter(m -> plain(m.name()).equals(wanted)).toList();
    return exact.isEmpty()
        ? all.stream().filter(m -> plain(m.name()).contains(wanted)).toList()
        : exact;
  }

  /** Smaller ones that fit here, of the same family first, the largest first. */
  public static List<Published> standIns(Published model, Room room, long context) {
    return all().stream()
        .filter(other -> other.shape().parameters() < model.shape().parameters())
        .filter(other -> {
          long most = Math.min(context, Math.max(1, other.shape().trainedContext()));
          Fit fit = Fit.of(other.shape(), Load.usual(most), room);
          return fit.place() != Fit.Place.NOWHERE;
        })
        .sorted(
            Comparator.comparing((Published other) -> !other.family().equals(model.family()))
                .thenComparingLong(other -> -other.shape().parameters()))
        .limit(MOST_STAND_INS)
        .toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
