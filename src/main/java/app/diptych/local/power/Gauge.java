package app.diptych.local.power;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one device told at one moment. Null is what it did not tell.
 *
 * @param device its name for people, the same in every reading
 * @param microjoules its energy counter
 * @param wrapsAt where the counter starts again from zero by itself; 0 when a smaller number means
 *     that it was reset
 * @param watts what it draws
 * @param busy percent of its time it is computing
 * @param celsius its temperature
 * @param memoryUsed bytes of its own memory in use
 * @param memory bytes of its own memory
 */
record Gauge(
    String device,
    @Nullable Long microjoules,
    long wrapsAt,
    @Nullable Double watts,
    @Nullable Double busy,
    @Nullable Double celsius,
    @Nullable Long memoryUsed,
    @Nullable Long memory) {

  /** One that has a counter and nothing else. */
  static Gauge counter(String device, long microjoules, long wrapsAt) {
    return new Gauge(device, microjoules, wrapsAt, null, null, null, null, null);
  }

  boolean tellsEnergy() {
    return microjoules != null || watts != null;
  }

  /** For example {@code GPU 0 NVIDIA L4: 68.2 W, 12 % busy, 41 °C, 1.0 of 22.5 GiB}. */
  String words() {
    List<String> parts = new ArrayList<>();
    if (watts != null) {
      parts.add(String.format(Locale.ROOT, "%.1f W", watts));
    } else {
      parts.add(microjoules == null ? "tells no power" : "energy counter");
    }
    if (busy != null) {
      parts.add(String.format(Locale.ROOT, "%.0f %% busy", busy));
    }
    if (celsius != null) {
      parts.add(String.format(Locale.ROOT, "%.0f \u00b0C", celsius));
    }
    if (memoryUsed != null && memory != null) {
      parts.add(String.format(Locale.ROOT, "%.1f of %.1f GiB", gib(memoryUsed), gib(memory)));
    }
    return device + ": " + String.join(", ", parts);
  }

  private static double gib(long bytes) {
    return bytes / (double) (1 << 30);
  }
}
