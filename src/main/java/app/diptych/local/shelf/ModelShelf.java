package app.diptych.local.shelf;

import app.diptych.completion.Failure;
import app.diptych.local.DemoModels;
import app.diptych.local.GgufFile;
import app.diptych.local.ModelHeader;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the models on this machine, wherever the user or another program keeps them, without
 * copying any. Thread-safe.
 */
public final class ModelShelf {
  private static final int MOST_MISSING_TOLD = 8;

  private final DemoModels demos;
  private final Supplier<List<ShelfPlace>> places;
  private final NanoClock clock;
  private final ScanLimits limits;

  /** Headers of files that have not changed since they were read. */
  private final Map<List<Stamp>, Facts> known = new ConcurrentHashMap<>();

  private record Stamp(Path file, long size, FileTime changed) {}

  private record Facts(
      @Nullable ModelHeader header,
      @Nullable Failure problem,
      @Nullable Failure builtIn,
      boolean newer) {}

  /**
   * @param places asked at each look; of a model that is found twice the first place counts
   */
  public ModelShelf(DemoModels demos, Supplier<List<ShelfPlace>> places, NanoClock clock) {
    this(demos, places, clock, ScanLimits.USUAL);
  }

  ModelShelf(
      DemoModels demos, Supplier<List<ShelfPlace>> places, NanoClock clock, ScanLimits limits) {
    this.demos = demos;
    this.places = places;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Looks at every place, which takes up to a minute.
   *
   * @throws InterruptedException when the thread was interrupted, which gives it up
   */
  public Shelf look() throws InterruptedException {
    Look look = new Look(clock.nanos() + limits.time().toNanos());
    demos(look);
    for (ShelfPlace place : places.get()) {
      look.in(place);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    look.models.sort(
        Comparator.comparing((ShelfModel each) -> each.source() != ShelfSource.DEMO)
            .thenComparing(ShelfModel::title, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(ShelfModel::model));
    return new Shelf(look.models, look.notes, look.seen);
  }

  private void demos(Look look) {
    for (String name : DemoModels.names()) {
      if (demos.find(name) instanceof DemoModels.Found found) {
        look.add(name, name, ShelfSource.DEMO, List.of(found.file()), null);
      }
    }
  }

  private final class Look {
    private final long deadline;
    private final List<ShelfModel> models = new ArrayList<>();
    private final List<ShelfNote> notes = new ArrayList<>();
    private final List<ShelfPlace> seen = new ArrayList<>();
    private final Set<Path> real = new HashSet<>();

    Look(long deadline) {
      this.deadline = deadline;
    }

    private boolean isLate() {
      return clock.nanos() - deadline > 0 || Thread.currentThread().isInterrupted();
    }

    void in(ShelfPlace place) {
      Path folder = place.folder();
      Consumer<String> tell = sentence -> notes.add(new ShelfNote(place, sentence));
      if (!Files.isDirectory(folder)) {
        if (place.source() == ShelfSource.FOLDER) {
          tell.accept(folder + " is not there: plug the disk in, or take the folder off the list.");
        }
        return;
      }
      seen.add(place);
      take(place, tell, files(place, this::isLate, tell));
      if (isLate() && !Thread.currentThread().isInterrupted()) {
        tell.accept(
            "Looking took longer than %d seconds, so models may be missing from the list."
                .formatted(limits.time().toSeconds()));
      }
    }

    private List<Found> files(ShelfPlace place, BooleanSupplier late, Consumer<String> tell) {
      Path folder = place.folder();
      return switch (place.source()) {
        case OLLAMA -> OllamaCache.files(folder, limits, late, tell);
        case HUGGING_FACE -> HubCache.files(folder, limits, late, tell);
        case DEMO, DOWNLOADED, LLAMA_CPP, LM_STUDIO, FOLDER ->
            GgufWalk.files(folder, limits, late, tell).stream()
                .map(file -> new Found("", file))
                .toList();
      };
    }

    private void take(ShelfPlace place, Consumer<String> tell, List<Found> files) {
      Map<SplitName, NavigableMap<Integer, Found>> split = new LinkedHashMap<>();
      for (Found found : files) {
        if (isLate()) {
          return;
        }
        var part = SplitName.of(found.file());
        if (part.isPresent()) {
          split
              .computeIfAbsent(part.get().whole(), _ -> new TreeMap<>())
              .put(part.get().part(), found);
        } else if (models.size() < limits.models()) {
          add(found.title(), null, place.source(), List.of(found.file()), null);
        } else {
          tell.accept("Only the first %,d models are listed.".formatted(limits.models()));
          return;
        }
      }
      split.forEach((name, parts) -> add(place.source(), name, parts));
    }

    private void add(ShelfSource source, SplitName name, NavigableMap<Integer, Found> parts) {
      if (isLate() || models.size() >= limits.models()) {
        return;
      }
      List<Path> files = parts.values().stream().map(Found::file).toList();
      add(
          parts.firstEntry().getValue().title(),
          null,
          source,
          files,
          parts.size() == name.parts() ? null : missing(name, parts.keySet()));
    }

    /**
     * @param model null when it is named by its file
     * @param incomplete why there is too little of it; null when it is whole
     */
    void add(
        String title,
        @Nullable String model,
        ShelfSource source,
        List<Path> files,
        @Nullable Failure incomplete) {
      Path first = files.getFirst();
      if (!real.add(real(first))) {
        return;
      }
      Facts facts = facts(files);
      String own = facts.header == null ? "" : facts.header.name();
      models.add(
          new ShelfModel(
              !title.isEmpty() ? title : !own.isEmpty() ? own : String.valueOf(first.getFileName()),
              model == null ? "file:" + first.toAbsolutePath().normalize() : model,
              source,
              files,
              files.stream().mapToLong(ModelShelf::size).sum(),
              facts.header,
              incomplete != null ? incomplete : facts.problem,
              facts.builtIn,
              facts.newer));
    }
  }

  private Facts facts(List<Path> files) {
    List<Stamp> stamps = new ArrayList<>();
    try {
      for (Path file : files) {
        stamps.add(new Stamp(file, Files.size(file), Files.getLastModifiedTime(file)));
      }
    } catch (IOException unreadable) {
      return read(files);
    }
    Facts before = known.get(stamps);
    if (before == null) {
      before = read(files);
      known.put(List.copyOf(stamps), before);
    }
    return before;
  }

  private static Facts read(List<Path> files) {
    return switch (ModelHeader.of(files)) {
      case ModelHeader.Broken broken -> new Facts(null, broken.failure(), null, false);
      case ModelHeader.Read read ->
          switch (GgufFile.read(files.getFirst())) {
            case GgufFile.Usable _ -> new Facts(read.header(), read.problem(), null, false);
            case GgufFile.Refused refused ->
                new Facts(read.header(), read.problem(), refused.failure(), refused.newer());
          };
    };
  }

  private static Failure missing(SplitName name, Set<Integer> there) {
    List<Integer> missing =
        IntStream.rangeClosed(1, name.parts()).filter(i -> !there.contains(i)).boxed().toList();
    String which =
        missing.stream()
            .limit(MOST_MISSING_TOLD)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    boolean more = missing.size() > MOST_MISSING_TOLD;
    return new Failure.ModelNotFound(
        missing.size() == 1
            ? "Part %s of %d is missing.".formatted(which, name.parts())
            : "%,d of %,d parts are missing: %s%s."
                .formatted(missing.size(), name.parts(), which, more ? " and more" : ""),
        "Download the missing files into " + name.folder() + ".");
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException gone) {
      return file.toAbsolutePath().normalize();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return 0;
    }
  }
}
