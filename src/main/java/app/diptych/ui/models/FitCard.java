package app.diptych.ui.models;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Fit.Place;
import app.diptych.local.fit.Fit.Remedy;
import app.diptych.local.fit.FitDesk.Together;
import app.diptych.local.fit.Footprint;
import app.diptych.local.fit.Room;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Tip;
import app.diptych.ui.models.FitModel.State;
import app.diptych.ui.models.MemoryBar.Part;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Whether the model fits: a bar for each memory, the sentence, and what would help. */
final class FitCard extends VBox {
  private final FitModel model;
  private final Label sentence = words("fit-sentence");
  private final Label gpuName = new Label();
  private final MemoryBar gpu = new MemoryBar();
  private final MemoryBar main = new MemoryBar();
  private final Label mainName = new Label();
  private final FlowPane legend = new FlowPane();
  private final VBox remedies = new VBox();
  private final VBox bars = new VBox(gpuName, gpu, mainName, main, legend);
  private final Label both = words("fit-both");
  private final Button inTurn = new Button(say("Run in turn"));

  FitCard(FitModel model) {
    this.model = model;
    setId("fit");
    getStyleClass().add("fit");
    bars.getStyleClass().add("fit-bars");
    legend.getStyleClass().add("fit-legend");
    remedies.getStyleClass().add("model-rows");
    gpuName.getStyleClass().addAll("muted", "small-text");
    mainName.getStyleClass().addAll("muted", "small-text");
    inTurn.setId("fit-in-turn");
    inTurn.setOnAction(_ -> {
      model.runInTurn();
      both.setText(say("The sides are asked one after the other from now on."));
      shown(inTurn, false);
    });
    getChildren().addAll(head(), bars, sentence, remedies, both, inTurn);
    model.stateProperty().subscribe(this::look);
    model.fitProperty().subscribe(this::look);
    model.togetherProperty().subscribe(this::look);
    look();
  }

  private HBox head() {
    Label title = new Label(say("Memory"));
    title.getStyleClass().add("model-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button again = new Button("", Icon.RESTART.node());
    again.setId("fit-again");
    again.getStyleClass().addAll("button-icon", "flat");
    Tip.on(again, say("Look at the free memory again"));
    again.setAccessibleText(say("Look at the free memory again"));
    again.setOnAction(_ -> model.again());
    HBox head = new HBox(title, space, again);
    head.getStyleClass().add("model-row");
    return head;
  }

  private void look() {
    State state = model.stateProperty().get();
    Fit fit = model.fitProperty().get();
    shown(this, state != State.NONE);
    shown(bars, fit != null);
    remedies.getChildren().clear();
    if (fit == null || state == State.FAILED) {
      sentence.setText(
          state == State.FAILED
              ? model.problemProperty().get()
              : say("Looking at the free memory of this machine"));
    } else {
      bars(fit);
      sentence.setText(
          FitWords.of(fit) + say(" At %,d tokens of context.").formatted(fit.load().context()));
      fit.remedies().forEach(remedy -> remedies.getChildren().add(remedy(remedy)));
    }
    shown(remedies, !remedies.getChildren().isEmpty());
    Together together = model.togetherProperty().get();
    both.setText(together == null ? "" : told(together.sentence()));
    shown(both, together != null);
    shown(inTurn, together != null && !together.fit());
  }

  private void bars(Fit fit) {
    Room room = fit.room();
    Footprint all = fit.footprint();
    double share = fit.layersOnGpu() / (double) fit.layers();
    Room.@Nullable Gpu card = room.gpu().orElse(null);
    shown(gpu, card != null);
    shown(gpuName, card != null);
    if (card != null) {
      double computing = fit.layersOnGpu() > 0 ? (double) all.computing() : 0;
      gpuName.setText(say("%s, %s free").formatted(card.name(), Fit.gibibytes(card.free())));
      gpu.show(
          parts(
              (double) (card.total() - card.free()),
              all.weights() * share,
              all.cache() * share,
              computing),
          (double) card.total());
    }
    double rest = 1 - share;
    boolean shared = card != null && card.shared() && fit.place() == Place.GPU;
    mainName.setText(say("Main memory, %s free").formatted(Fit.gibibytes(room.freeMemory())));
    main.show(
        parts(
            (double) (room.totalMemory() - room.freeMemory()),
            all.weights() * (shared ? 1 : rest),
            all.cache() * (shared ? 1 : rest),
            shared || fit.layersOnGpu() == 0 ? (double) all.computing() : 0),
        (double) room.totalMemory());
    legend
        .getChildren()
        .setAll(
            key("memory-used", say("in use")),
            key("memory-weights", say("weights %s").formatted(Fit.gibibytes(all.weights()))),
            key("memory-cache", say("cache %s").formatted(Fit.gibibytes(all.cache()))),
            key("memory-computing", say("computing %s").formatted(Fit.gibibytes(all.computing()))));
    String told = FitWords.of(fit);
    gpu.setAccessibleText(told);
    main.setAccessibleText(told);
  }

  private static List<Part> parts(double used, double weights, double cache, double computing) {
    return List.of(
        new Part("memory-used", Math.max(0, used)),
        new Part("memory-weights", weights),
        new Part("memory-cache", cache),
        new Part("memory-computing", computing));
  }

  private static HBox key(String style, String words) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("memory-key", style);
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    HBox key = new HBox(swatch, label);
    key.getStyleClass().add("fit-key");
    return key;
  }

  /** A change of settings is one click; what is none is told. */
  private Node remedy(Remedy remedy) {
    Label what = words("");
    what.setText(told(remedy.sentence()));
    HBox.setHgrow(what, Priority.ALWAYS);
    HBox row = new HBox(what);
    row.getStyleClass().add("model-row");
    if (remedy.change() != null) {
      Button set = new Button(say("Set"));
      set.setMinWidth(USE_PREF_SIZE);
      set.getStyleClass().add("fit-remedy");
      set.setAccessibleText(told(remedy.sentence()));
      Tip.on(set, say("Holds for all local models, from the next run on"));
      set.setOnAction(_ -> model.apply(remedy));
      row.getChildren().addFirst(set);
    }
    return row;
  }

  private static Label words(String id) {
    Label label = new Label();
    label.setId(id.isEmpty() ? null : id);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
