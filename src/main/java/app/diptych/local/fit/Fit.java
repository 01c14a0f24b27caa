package app.diptych.local.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model fits, said before it is loaded.
 *
 * @param place where it would run
 * @param layersOnGpu how many layers fit on the graphics card; all of them and the output where it
 *     fits whole
 * @param layers how many there are, the output among them
 * @param footprint what it takes
 * @param room what there is
 * @param load how it would be loaded
 * @param remedies what would make it fit better, the least painful first
 */
public record Fit(
    Place place,
    int layersOnGpu,
    int layers,
    Footprint footprint,
    Room room,
    Load load,
    List<Remedy> remedies) {
  private static final long LEAST_CONTEXT = 2_048;
  private static final double GIB = 1L << 30;

  /** Where a model runs. */
  public enum Place {
    GPU("fits on the GPU"),
    PARTLY("fits partly on the GPU"),
    CPU("fits in main memory"),
    NOWHERE("does not fit");

    private final String words;

    Place(String words) {
      this.words = words;
    }

    /** Goes on after the model's name. */
    public String words() {
      return words;
    }
  }

  /**
   * A change, and what it comes to.
   *
   * @param sentence what to do, for people
   * @param place where the model runs then
   * @param change how it is to be loaded then; null when that is no matter of settings
   */
  public record Remedy(String sentence, Place place, @Nullable Load change) {}

  public Fit {
    remedies = List.copyOf(remedies);
  }

  /** Looks whether that model fits when it is loaded so. */
  public static Fit of(ModelShape shape, Load load, Room room) {
    return of(shape, load, room, true);
  }

  /**
   * The same.
   *
   * @param otherCache whether there is an engine that keeps the cache otherwise
   */
  public static Fit of(ModelShape shape, Load load, Room room, boolean otherCache) {
    Fit plain = plain(shape, load, room);
    return new Fit(
        plain.place,
        plain.layersOnGpu,
        plain.layers,
        plain.footprint,
        room,
        load,
        remedies(plain, shape, otherCache));
  }

  private static Fit plain(ModelShape shape, Load load, Room room) {
    Footprint footprint = Footprint.of(shape, load);
    int layers = shape.layers().size() + 1;
    int onGpu = room.gpu().map(gpu -> onGpu(footprint, gpu, layers)).orElse(0);
    boolean shared = room.gpu().map(Room.Gpu::shared).orElse(false);
    Place place;
    if (onGpu == layers) {
      place = Place.GPU;
    } else if (shared || footprint.total() - share(footprint, onGpu, layers) > room.usable()) {
      // What shares the main memory has nothing to overflow into.
      boolean without = footprint.total() <= room.usable();
      place = without ? Place.CPU : Place.NOWHERE;
      onGpu = 0;
    } else {
      place = onGpu > 0 ? Place.PARTLY : Place.CPU;
    }
    return new Fit(place, onGpu, layers, footprint, room, load, List.of());
  }

  /** As many layers as fit beside what is computed with, each with its share of the cache. */
  private static int onGpu(Footprint footprint, Room.Gpu gpu, int layers) {
    double left = (double) gpu.usable() - footprint.computing();
    double layer = ((double) footprint.weights() + footprint.cache()) / layers;
    return left <= 0 ? 0 : (int) Math.min(layers, Math.floor(left / Math.max(1, layer)));
  }

  private static long share(Footprint footprint, int onGpu, int layers) {
    return (long) (((double) footprint.weights() + footprint.cache()) * onGpu / layers);
  }

  private static List<Remedy> remedies(Fit fit, ModelShape shape, boolean otherCache) {
    List<Remedy> remedies = new ArrayList<>();
    if (fit.place == Place.GPU) {
      return remedies;
    }
    if (otherCache && fit.load.cache() == CacheType.F16) {
      Load packed = fit.load.withCache(CacheType.Q8_0);
      better(fit, shape, packed)
          .ifPresent(place ->
              remedies.add(
                  new Remedy(
                      "Keep the cache in q8_0, with flash attention: " + place.words() + ".",
                      place,
                      packed)));
    }
    context(fit, shape).ifPresent(remedies::add);
    quantisation(fit, shape).ifPresent(remedies::add);
    if (remedies.isEmpty() && fit.place == Place.NOWHERE) {
      remedies.add(smaller(fit, shape));
    }
    return remedies;
  }

  private static Optional<Place> better(Fit fit, ModelShape shape, Load load) {
    Place place = plain(shape, load, fit.room).place;
    return place.compareTo(fit.place) < 0 ? Optional.of(place) : Optional.empty();
  }

  /** The largest context, halved again and again, with which it runs in a better place. */
  private static Optional<Remedy> context(Fit fit, ModelShape shape) {
    for (long context = fit.load.context() / 2; context >= LEAST_CONTEXT; context /= 2) {
      Optional<Place> place = better(fit, shape, fit.load.withContext(context));
      if (place.isPresent()) {
        return Optional.of(
            new Remedy(
                "Set the context to %,d tokens: %s.".formatted(context, place.get().words()),
                place.get(),
                fit.load.withContext(context)));
      }
    }
    return Optional.empty();
  }

  /** The finest quantisation with which it runs in a better place. */
  private static Optional<Remedy> quantisation(Fit fit, ModelShape shape) {
    for (Quantised one : Quantised.values()) {
      ModelShape stored = shape.stored(one.bits());
      if (stored.weightBytes() < shape.weightBytes()) {
        Optional<Place> place = better(fit, stored, fit.load);
        if (place.isPresent()) {
          return Optional.of(
              new Remedy(
                  "Take it as %s, about %s: %s."
                      .formatted(one, gibibytes(stored.weightBytes()), place.get().words()),
                  place.get(),
                  null));
        }
      }
    }
    return Optional.empty();
  }

  private static Remedy smaller(Fit fit, ModelShape shape) {
    Footprint least = Footprint.of(shape, fit.load.withContext(LEAST_CONTEXT));
    double room = fit.room.usable() - (double) least.cache() - least.computing();
    double most = Math.max(0, room) * 8 / Quantised.Q4_K_M.bits();
    return new Remedy(
        most < 1e8
            ? "Close other programs, or use a gateway: there is too little memory for any model of use."
            : String.format(
                Locale.ROOT,
                "Take a model of at most about %.1f billion parameters as Q4_K_M.",
                Math.floor(most / 1e8) / 10),
        Place.CPU,
        null);
  }

  /** The verdict with its numbers, in one sentence. */
  public String sentence() {
    String needs = gibibytes(footprint.total());
    String main = gibibytes(room.usable());
    String gpu = room.gpu().map(card -> gibibytes(card.usable()) + " on " + card.name()).orElse("");
    String free =
        gpu.isEmpty()
            ? "%s of main memory can be used".formatted(main)
            : "%s of main memory can be used and %s".formatted(main, gpu);
    return switch (place) {
      case GPU -> "It needs about %s: it fits on the GPU (%s can be used).".formatted(needs, gpu);
      case PARTLY ->
          "It needs about %s: %d of %d layers fit on the GPU; %s."
              .formatted(needs, layersOnGpu, layers, free);
      case CPU ->
          "It needs about %s: it fits in main memory and runs on the CPU; %s."
              .formatted(needs, free);
      case NOWHERE -> "It needs about %s and does not fit: %s.".formatted(needs, free);
    };
  }

  /** What of it is in the memory of the graphics card, in bytes. */
  public long onGpuBytes() {
    long weights = share(footprint, layersOnGpu, layers);
    return layersOnGpu == 0 ? 0 : weights + footprint.computing();
  }

  /** Bytes for people. */
  public static String gibibytes(long bytes) {
    double mebibytes = bytes / (GIB / 1024);
    return bytes >= GIB
        ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIB)
        : String.format(Locale.ROOT, mebibytes < 10 ? "%.1f MiB" : "%.0f MiB", mebibytes);
  }
}
