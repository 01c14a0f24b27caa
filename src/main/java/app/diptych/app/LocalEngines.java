package app.diptych.app;

import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import app.diptych.completion.Failure;
import app.diptych.gateway.GatewayHttp;
import app.diptych.local.Engine;
import app.diptych.local.EngineChoice;
import app.diptych.local.EngineChoice.ServerThere;
import app.diptych.local.EngineOption;
import app.diptych.local.EngineSettings;
import app.diptych.local.LocalProvider;
import app.diptych.local.SpeedTest;
import app.diptych.local.fit.Room.Gpu;
import app.diptych.local.server.Probe;
import app.diptych.local.server.ServerBuild;
import app.diptych.local.server.ServerPlaces;
import app.diptych.local.server.ServerProvider;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.timing.NanoClock;
import app.diptych.ui.settings.EngineControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The engines of this machine: what is there, how they are set, and one for each file. */
final class LocalEngines implements EngineControl {
  private final LocalSettings settings;
  private final ServerPlaces places;
  private final Probe probe;
  private final GatewayHttp http;
  private final Path folder;
  private final Threads threads;
  private final NanoClock clock;
  private volatile UnaryOperator<EngineSettings> forThisRun = UnaryOperator.identity();
  private final Map<String, String> choices = new ConcurrentSkipListMap<>();
  private @Nullable Asked asked;

  /** A program that was asked what it is, and when it was changed last. */
  private record Asked(Path program, FileTime changed, Probe.Result result) {}

  /**
   * @param environment where a llama-server may be named, and its path
   * @param folder a private folder for the children
   */
  LocalEngines(
      LocalSettings settings,
      Map<String, String> environment,
      GatewayHttp http,
      Path folder,
      Threads threads,
      NanoClock clock) {
    this.settings = settings;
    this.places = new ServerPlaces(environment);
    this.probe = new Probe(clock);
    this.http = http;
    this.folder = folder;
    this.threads = threads;
    this.clock = clock;
  }

  /** An engine for a file; which one is chosen each time it is prepared. Nothing is read yet. */
  ChosenEngine engine(Path file, String model) {
    return new ChosenEngine(file, model, this, threads.engine(), threads.later(), clock, null);
  }

  /**
   * Measures a model in an engine of its own, as llama-bench does; blocks. An interrupt ends it.
   */
  SpeedTest.Outcome measure(ShelfModel model, SpeedTest.Progress progress)
      throws InterruptedException {
    try (ChosenEngine engine = engine(model.file(), model.model())) {
      return new SpeedTest(engine, model.model(), SpeedTest.Plan.USUAL, progress).run();
    }
  }

  /** Changes the settings for this run only. */
  void useForThisRun(UnaryOperator<EngineSettings> change) {
    forThisRun = change;
  }

  /** What the settings say, whatever holds in this run. */
  EngineSettings asSet() {
    return settings.engine();
  }

  /** Where the user says that llama-server is; empty to look for it. */
  String named() {
    return settings.server();
  }

  /** What holds now. */
  EngineSettings now() {
    return forThisRun.apply(settings.engine());
  }

  /** The engine of that choice; nothing is started yet. */
  Engine make(EngineChoice choice, Path file, String model, EngineSettings how)
      throws InterruptedException {
    return switch (choice) {
      case EngineChoice.Embedded embedded ->
          new LocalProvider(file, model, clock, threads.engine(), folder, how);
      case EngineChoice.Server server -> {
        ServerBuild build =
            build().orElseThrow(() -> new IllegalStateException("llama-server is gone"));
        yield new ServerProvider(file, model, build, how, folder, http, threads.engine(), clock);
      }
      case EngineChoice.None none -> throw new IllegalArgumentException(none.failure().message());
    };
  }

  /** Notes which engine a model got, and why. */
  void chose(String model, String sentence) {
    choices.put(model, sentence);
  }

  /** Which engine each model got, and why, in sentences. */
  List<String> choices() {
    return choices.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList();
  }

  /** What there is of llama-server; an interrupt counts as nothing. */
  ServerThere there() {
    try {
      return switch (ask().orElse(null)) {
        case null -> new ServerThere(false, false, "");
        case Probe.Usable usable -> new ServerThere(true, !usable.build().devices().isEmpty(), "");
        case Probe.Unusable unusable -> new ServerThere(false, false, unusable.why());
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new ServerThere(false, false, "");
    }
  }

  /** Which engine a file would be given now. */
  EngineChoice choice(Path file) {
    return EngineChoice.of(file, now(), this::there);
  }

  /** Why no engine here runs a file that the embedded one refuses. */
  Optional<Failure> refusal(Path file, Failure embedded) {
    return choice(file) instanceof EngineChoice.None none
        ? Optional.of(none.failure())
        : Optional.empty();
  }

  /** Why llama-server need not be started for a file: there is too little memory. */
  Optional<Failure> noRoom(Path file) throws InterruptedException {
    return new FitHere(this, List::of).refusal(file);
  }

  /** The graphics cards llama-server can compute on with what is set, as it tells them now. */
  List<Gpu> cards() throws InterruptedException {
    EngineSettings how = now();
    ServerBuild build = build().orElse(null);
    if (build == null || Integer.valueOf(0).equals(how.gpuLayers())) {
      return List.of();
    }
    List<String> wanted = List.of(how.device().split(",", -1));
    return probe.devices(build).stream()
        .filter(line -> how.device().isEmpty() || wanted.contains(line.split(":", 2)[0]))
        .flatMap(line -> Gpu.listed(line).stream())
        .toList();
  }

  /** Whether llama-server would compute attention without its large matrix. */
  boolean flashAttention() throws InterruptedException {
    return switch (now().flashAttention()) {
      case ON -> true;
      case OFF -> false;
      // A build that knows this word uses it wherever it can.
      case AUTO -> build().map(ServerBuild::flashAttentionTakesValue).orElse(false);
    };
  }

  private Optional<ServerBuild> build() throws InterruptedException {
    return ask().orElse(null) instanceof Probe.Usable usable
        ? Optional.of(usable.build())
        : Optional.empty();
  }

  private Optional<Probe.Result> ask() throws InterruptedException {
    return ask(settings.server());
  }

  /**
   * Asks the program that is named or found what it is, again only when it has changed. One at a
   * time, because each asking starts it.
   */
  private synchronized Optional<Probe.Result> ask(String named) throws InterruptedException {
    Path program;
    try {
      Optional<Path> found =
          named.isEmpty() ? places.named().or(places::first) : Optional.of(Path.of(named));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      program = found.get();
    } catch (InvalidPathException notPath) {
      return Optional.empty();
    }
    FileTime changed = changed(program);
    Asked before = asked;
    if (before == null || !before.program().equals(program) || !before.changed().equals(changed)) {
      before = new Asked(program, changed, probe.ask(program));
      asked = before;
    }
    return Optional.of(before.result());
  }

  private static FileTime changed(Path program) {
    try {
      return Files.getLastModifiedTime(program);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  @Override
  public State state() throws InterruptedException {
    return look(settings.server());
  }

  @Override
  public State look(String server) throws InterruptedException {
    EngineSettings how = settings.engine();
    return switch (ask(server).orElse(null)) {
      case null ->
          new State(how, server, "", "Not found. " + EngineChoice.INSTALL, null, choices());
      case Probe.Usable usable -> {
        ServerBuild build = usable.build();
        yield new State(how, server, words(build), "", build.options(), choices());
      }
      case Probe.Unusable unusable -> new State(how, server, "", unusable.why(), null, choices());
    };
  }

  @Override
  public void keep(EngineSettings engine, String server) throws IOException {
    settings.keep(engine, server);
  }

  private static String words(ServerBuild build) {
    String devices =
        build.devices().isEmpty() ? "no graphics card" : String.join("; ", build.devices());
    return build.program() + ", version " + build.version() + ", " + devices;
  }

  /** Whether llama-server is there, for an examination of this machine. */
  Finding examine() {
    Probe.Result result;
    try {
      result = ask().orElse(null);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      result = null;
    }
    return switch (result) {
      case null -> new Finding("llama-server", Level.OPTIONAL, "not found", EngineChoice.INSTALL);
      case Probe.Usable usable ->
          new Finding("llama-server", Level.OK, words(usable.build()), lacking(usable.build()));
      case Probe.Unusable unusable ->
          new Finding("llama-server", Level.FAILED, unusable.why(), EngineChoice.INSTALL);
    };
  }

  private String lacking(ServerBuild build) {
    String lacking =
        EngineOption.beyondServer(now(), build.options())
            .map(EngineOption::label)
            .collect(Collectors.joining(", "));
    return lacking.isEmpty() ? "" : "This build is too old for what is set: " + lacking + ".";
  }
}
