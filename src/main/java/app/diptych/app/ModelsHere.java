package app.diptych.app;

import app.diptych.local.DemoModels;
import app.diptych.local.download.Downloads;
import app.diptych.local.shelf.CachePlaces;
import app.diptych.local.shelf.ModelShelf;
import app.diptych.local.shelf.Shelf;
import app.diptych.local.shelf.ShelfPlace;
import app.diptych.local.shelf.ShelfSource;
import app.diptych.timing.NanoClock;
import app.diptych.ui.models.ShelfDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The models on this machine: where they are, and how more of them come. */
final class ModelsHere implements ShelfDesk {
  private final ShelfSettings settings;
  private final Downloads downloads;
  private final CachePlaces caches;
  private final ModelShelf shelf;

  ModelsHere(
      SettingsFile settings,
      DemoModels demos,
      Path downloaded,
      Map<String, String> environment,
      ModelShelf.Engines engines,
      NanoClock clock) {
    this.settings = new ShelfSettings(settings);
    this.downloads = new Downloads(downloaded, environment, clock);
    this.caches =
        new CachePlaces(environment, System.getProperty("os.name", ""), user(environment));
    this.shelf = new ModelShelf(demos, this::places, clock, engines);
  }

  /** The home folder that other programs go by. */
  private static Path user(Map<String, String> environment) {
    boolean posix = !System.getProperty("os.name", "").startsWith("Windows");
    String home = posix ? environment.getOrDefault("HOME", "") : "";
    return Path.of(home.isBlank() ? System.getProperty("user.home", ".") : home);
  }

  ModelShelf shelf() {
    return shelf;
  }

  Downloads downloads() {
    return downloads;
  }

  @Override
  public Shelf look() throws InterruptedException {
    return shelf.look();
  }

  @Override
  public List<Path> folders() {
    return settings.folders().stream().map(ShelfPlace::folder).toList();
  }

  @Override
  public void add(Path folder) throws IOException {
    settings.add(folder);
  }

  @Override
  public Undo remove(Path folder) throws IOException {
    return settings.remove(folder);
  }

  private List<ShelfPlace> places() {
    List<ShelfPlace> places = new ArrayList<>();
    places.add(new ShelfPlace(ShelfSource.DOWNLOADED, downloads.folder()));
    places.addAll(caches.all());
    places.addAll(settings.folders());
    return places;
  }

  @Override
  public void reveal(Path file) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path folder = file.toAbsolutePath().getParent();
    List<String> command =
        system.startsWith("windows")
            ? List.of("explorer.exe", "/select," + file)
            : system.startsWith("mac")
                ? List.of("open", "-R", file.toString())
                : List.of("xdg-open", String.valueOf(folder));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException none) {
      throw new IOException("No program to show folders was found. It is in " + folder + ".", none);
    }
  }
}
