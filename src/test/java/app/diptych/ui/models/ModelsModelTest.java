package app.diptych.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.completion.Origin;
import app.diptych.local.SpeedTest;
import app.diptych.local.download.Downloads;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.FitDesk;
import app.diptych.local.fit.Load;
import app.diptych.local.fit.ModelShape;
import app.diptych.local.fit.Room;
import app.diptych.local.shelf.Shelf;
import app.diptych.local.shelf.ShelfModel;
import app.diptych.local.shelf.ShelfSource;
import app.diptych.timing.NanoClock;
import app.diptych.timing.Summary;
import app.diptych.trial.Side;
import app.diptych.ui.fx.Background;
import app.diptych.ui.models.ModelsModel.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models page without its nodes: everything happens at once, on one thread. */
class ModelsModelTest {
  @TempDir Path home;

  private final List<Path> folders = new ArrayList<>();
  private final List<String> used = new ArrayList<>();
  private String refusal = "";
  private Shelf shelf = Shelf.EMPTY;
  private Measuring speedTest = _ -> MEASURED;

  /** What came of measuring a model. */
  private interface Measuring {
    SpeedTest.Outcome measure(SpeedTest.Progress progress) throws InterruptedException;
  }

  private static final SpeedTest.Measured MEASURED =
      new SpeedTest.Measured(
          new Origin("m", "llama-server b1", "CPU", null, null, null),
          Summary.of(new double[] {900, 1100}),
          Summary.of(new double[] {50}),
          512,
          127.6);

  @Test
  void keepsTheSelectionWhileTheListChanges() {
    ModelsModel model = model();
    shelf = shelf("alpha", "beta", "gamma");
    model.shown();
    model.select(model.found().get(1));
    model.wordsProperty().set("A");
    assertThat(model.selectedProperty().get().title()).isEqualTo("beta");
    model.wordsProperty().set("gam folder");
    assertThat(model.selectedProperty().get().title()).isEqualTo("gamma");
    model.wordsProperty().set("nothing");
    assertThat(model.selectedProperty().get()).isNull();
    assertThat(model.stateProperty().get()).isEqualTo(State.LISTED);
    model.use(Side.A);
    assertThat(used).isEmpty();
  }

  @Test
  void putsTheSelectedModelOnASide() {
    ModelsModel model = model();
    shelf = shelf("alpha");
    model.shown();
    model.use(Side.B);
    assertThat(used).containsExactly("B file:" + home.resolve("alpha"));
    assertThat(model.newsProperty().get().words()).isEqualTo("Side B: alpha");
  }

  @Test
  void measuresTheSpeedOfTheSelectedModelAndWritesItDown() throws Exception {
    ModelsModel model = model();
    shelf = shelf("alpha", "beta");
    model.shown();
    List<Double> shares = new ArrayList<>();
    speedTest =
        progress -> {
          progress.did(1, 2);
          shares.add(model.speed().progressProperty().get());
          return MEASURED;
        };
    model.measureSpeed();
    assertThat(shares).containsExactly(0.5);
    assertThat(model.speed().stateProperty().get()).isEqualTo(SpeedModel.State.KNOWN);
    assertThat(SpeedWords.rate(MEASURED.reading())).isEqualTo("1,000 \u00b1 141 tokens/s");
    assertThat(SpeedWords.rate(MEASURED.writing())).isEqualTo("50.0 tokens/s");
    assertThat(model.speed().wordsProperty().get())
        .isEqualTo(
            "Mean and deviation of 2 readings of 512 tokens and 1 writings of 128; llama-server b1,"
                + " CPU.");
    model.saveSpeed(home.resolve("speed.csv"));
    assertThat(model.newsProperty().get().problem()).isFalse();
    assertThat(Files.readString(home.resolve("speed.csv")))
        .contains("reads,512,1000.00,141.42,2\r\n", "writes,128,50.00,0.00,1\r\n");
    model.saveSpeed(home.resolve("none/speed.csv"));
    assertThat(model.newsProperty().get().words())
        .endsWith("speed.csv was not written: choose another folder (there is no such folder).");
    model.select(model.found().get(1));
    assertThat(model.speed().stateProperty().get()).isEqualTo(SpeedModel.State.NONE);
    assertThat(model.speed().csv()).isEmpty();
  }

  @Test
  void tellsWhyASpeedCannotBeMeasured() {
    ModelsModel model = model();
    shelf = shelf("alpha");
    model.shown();
    speedTest =
        _ ->
            new SpeedTest.Failed(
                new Failure.EngineFault("It died.", "Start it again.", false, List.of()));
    model.measureSpeed();
    assertThat(model.speed().stateProperty().get()).isEqualTo(SpeedModel.State.FAILED);
    assertThat(model.speed().wordsProperty().get()).isEqualTo("It died. Start it again.");
  }

  @Test
  void bringsARemovedFolderBack() {
    ModelsModel model = model();
    model.add(home);
    assertThat(model.folders()).containsExactly(home);
    model.remove(home);
    assertThat(model.folders()).isEmpty();
    model.undo();
    assertThat(model.folders()).containsExactly(home);
    model.undo();
    assertThat(model.folders()).containsExactly(home);
  }

  @Test
  void tellsWhatCannotBeKept() {
    ModelsModel model = model();
    refusal = "settings.json cannot be written.";
    model.add(home);
    assertThat(model.newsProperty().get().problem()).isTrue();
    assertThat(model.newsProperty().get().words()).isEqualTo(refusal);
  }

  @Test
  void forgetsTheHashOfAnotherModel() throws Exception {
    ModelsModel model = model();
    Files.writeString(home.resolve("alpha"), "abc");
    shelf = shelf("alpha", "gone");
    model.shown();
    model.computeHash();
    assertThat(model.hash().wordsProperty().get()).startsWith("ba7816bf8f01cfea");
    model.select(model.found().get(1));
    assertThat(model.hash().stateProperty().get()).isEqualTo(HashModel.State.NONE);
    model.computeHash();
    assertThat(model.hash().stateProperty().get()).isEqualTo(HashModel.State.FAILED);
    assertThat(model.hash().wordsProperty().get()).contains("no longer there");
  }

  @Test
  void saysWhatIsNoDownloadAndForgetsItWhenTypingGoesOn() {
    DownloadModel downloads = model().downloads();
    downloads.typedProperty().set("nonsense");
    downloads.begin();
    assertThat(downloads.problemProperty().get()).contains("names no model");
    downloads.typedProperty().set("nonsense2");
    assertThat(downloads.problemProperty().get()).isEmpty();
    assertThat(downloads.items()).isEmpty();
  }

  @Test
  void showsAndThrowsAwayWhatAnEarlierRunLeft() throws Exception {
    Path folder = Files.createDirectories(home.resolve("models").resolve("h.example"));
    Files.writeString(folder.resolve("a.gguf.part"), "GGUF");
    Files.writeString(
        folder.resolve("a.gguf.part.json"),
        "{\"version\":1,\"address\":\"https://h.example/a.gguf\",\"size\":8}");
    ModelsModel model = model();
    model.shown();
    model.shown();
    DownloadItem item = model.downloads().items().getFirst();
    assertThat(model.downloads().items()).hasSize(1);
    assertThat(item.progressProperty().get()).isEqualTo(0.5);
    assertThat(item.stateProperty().get()).isEqualTo(DownloadItem.State.PAUSED);
    model.downloads().cancel(item);
    assertThat(model.downloads().items()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private Shelf shelf(String... titles) {
    return new Shelf(
        List.of(titles).stream()
            .map(title ->
                new ShelfModel(
                    title,
                    "file:" + home.resolve(title),
                    ShelfSource.FOLDER,
                    List.of(home.resolve(title)),
                    3,
                    null,
                    null,
                    null,
                    false))
            .toList(),
        List.of(),
        List.of());
  }

  private ModelsModel model() {
    return new ModelsModel(
        new Desk(),
        new Downloads(home.resolve("models"), Map.of(), NanoClock.system()),
        new Background(Runnable::run, Runnable::run),
        Runnable::run,
        (side, name) -> used.add(side + " " + name),
        new FitModel(new NoFits(), new Background(Runnable::run, Runnable::run), () -> {}),
        new SpeedModel(
            (_, progress) -> speedTest.measure(progress),
            new Background(Runnable::run, Runnable::run),
            Runnable::run,
            new SimpleStringProperty("")));
  }

  private static final class NoFits implements FitDesk {
    @Override
    public Fit look(@Nullable Path file, ModelShape shape, @Nullable Integer context) {
      return Fit.of(shape, Load.usual(1_024), new Room(1L << 33, 1L << 34, List.of()));
    }

    @Override
    public Optional<Together> together() {
      return Optional.empty();
    }

    @Override
    public void keep(Load change) {
      throw new AssertionError("nothing is to be kept");
    }
  }

  private final class Desk implements ShelfDesk {
    @Override
    public Shelf look() {
      return shelf;
    }

    @Override
    public List<Path> folders() {
      return List.copyOf(folders);
    }

    @Override
    public void add(Path folder) throws IOException {
      if (!refusal.isEmpty()) {
        throw new IOException(refusal);
      }
      folders.add(folder);
    }

    @Override
    public Undo remove(Path folder) {
      folders.remove(folder);
      return () -> folders.add(folder);
    }

    @Override
    public void reveal(Path file) {
      throw new AssertionError("not in this test");
    }
  }
}
