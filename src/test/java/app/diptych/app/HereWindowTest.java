package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.local.Refusals;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.Load;
import app.diptych.local.fit.PublishedModels;
import app.diptych.local.fit.Room;
import app.diptych.local.server.FakeServer;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.Order;
import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Screenshot;
import app.diptych.ui.fx.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What runs on this machine and whether it fits, in the real window. */
@Timeout(180)
class HereWindowTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void showsWhatRunsAndUnloadsIt(Theme theme) throws Exception {
    try (TestWindow window = new TestWindow(home, theme, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      window.waitForBadge(Side.A, "ready");
      window.waitForBadge(Side.B, "ready");
      choose(window, Side.A, "what-runs-A");
      // What the engine's log tells may come a look later than the rest.
      waitForWords(
          window,
          "#running-A",
          List.of("java-llama.cpp", "Backend", "CPU", "Layers on GPU", "none", "tokens", "MiB"));
      FxTest.run(() -> window.model().promptProperty().set("Tell a story about a cat."));
      FxTest.run(() -> window.model().run());
      window.waitForBadge(Side.A, "finished", "cut at limit");
      window.waitForBadge(Side.B, "finished", "cut at limit");
      FxTest.waitFor(() -> words(window, "#running-A").contains(" used"), TestWindow.PATIENCE);
      picture(window, theme, "running");
      choose(window, Side.A, "unload-A");
      FxTest.waitFor(
          () ->
              window.side(Side.A).sourceProperty().get().startsWith("unloaded, loads again")
                  && words(window, "#running-A").contains("not loaded"),
          TestWindow.PATIENCE);
      FxTest.run(() -> window.model().run());
      FxTest.waitFor(
          () -> words(window, "#running-A").contains("java-llama.cpp"), TestWindow.PATIENCE);
      FxTest.run(() -> ((Button) window.scene().lookup("#running-close-A")).fire());
      assertThat(FxTest.run(() -> window.scene().lookup("#running-A").isVisible())).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void showsWhetherAModelFits(Theme theme) throws Exception {
    ModelsScene.fill(home);
    Path jar = FakeServer.jar(home, FakeServer.Manner.GOOD);
    BigModel.write(home.resolve("mine/newer.gguf"), "qwen3", 9_000);
    JsonNode settings = JSON.readTree(Files.readString(home.resolve("settings.json")));
    ((ObjectNode) settings).putObject("local").put("llamaServer", jar.toString());
    Files.writeString(home.resolve("settings.json"), settings.toString());
    try (TestWindow window = new TestWindow(home, theme, UnaryOperator.identity())) {
      window.pick("demo/small", "demo/base");
      // Whether both fit is told of what is on the sides by then.
      FxTest.waitFor(
          () ->
              !window.side(Side.A).sourceProperty().get().isEmpty()
                  && !window.side(Side.B).sourceProperty().get().isEmpty(),
          TestWindow.PATIENCE);
      window.click("#page-models");
      FxTest.waitFor(() -> window.models().found().size() == 6, TestWindow.PATIENCE);
      FxTest.waitFor(
          () -> text(window, "#fit-sentence").contains("it fits in main memory"),
          TestWindow.PATIENCE);
      assertThat(words(window, "#fit"))
          .contains("weights", "cache", "The models on A and B fit at the same time.");
      FxTest.run(() ->
          window
              .models()
              .select(
                  window.models().found().stream()
                      .filter(model -> model.file().endsWith("newer.gguf"))
                      .findFirst()
                      .orElseThrow()));
      FxTest.waitFor(
          () -> text(window, "#fit-sentence").contains("layers fit on the GPU"),
          TestWindow.PATIENCE);
      assertThat(text(window, "#fit-sentence")).contains("Fake Card");
      assertThat(text(window, "#model-trouble")).as("llama-server runs it").isEmpty();
      FxTest.run(() -> {
        ScrollPane scroll = (ScrollPane) window.scene().lookup("#model-detail .panel-scroll");
        scroll.setVvalue(1);
      });
      picture(window, theme, "fit");
    }
  }

  @Test
  void offersToRunInTurnWhenTheSecondModelFindsNoRoom() throws Exception {
    Room room = new Room(1L << 33, 1L << 34, List.of());
    Fit fit =
        Fit.of(PublishedModels.find("Llama 4 Scout").getFirst().shape(), Load.usual(4096), room);
    UnaryOperator<ModelCatalog> full =
        real ->
            new DecoratedCatalog(
                real,
                (side, found) ->
                    side == Side.B
                        ? new Full(found.provider(), Refusals.noMemory(fit))
                        : found.provider());
    try (TestWindow window = new TestWindow(home, Theme.DARK, full)) {
      window.pick("demo/small", "demo/base");
      window.waitForBadge(Side.A, "ready");
      window.waitForBadge(Side.B, "failed");
      assertThat(text(window, "#action-B")).isEqualTo("Run in turn");
      picture(window, Theme.DARK, "no-memory");
      FxTest.run(() -> ((Button) window.scene().lookup("#action-B")).fire());
      FxTest.waitFor(
          () -> window.model().turns().orderProperty().get() == Order.IN_TURN, TestWindow.PATIENCE);
    }
  }

  /** Has no memory for its model. */
  private record Full(Provider real, Failure failure) implements Provider {
    @Override
    public Optional<Failure> prepare() {
      return Optional.of(failure);
    }

    @Override
    public Call start(CompletionRequest request, CompletionSink sink) {
      return real.start(request, sink);
    }
  }

  private static void choose(TestWindow window, Side side, String id) {
    FxTest.run(() ->
        ((MenuButton) window.scene().lookup("#more-" + side))
            .getItems().stream()
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
  }

  private static void waitForWords(TestWindow window, String id, List<String> wanted) {
    FxTest.waitFor(
        () -> wanted.stream().allMatch(words(window, id)::contains), TestWindow.PATIENCE);
  }

  private static String words(TestWindow window, String id) {
    return window.scene().lookup(id).lookupAll(".label").stream()
        .map(node -> ((Labeled) node).getText())
        .collect(Collectors.joining("\n"));
  }

  private static String text(TestWindow window, String id) {
    return window.scene().lookup(id) instanceof Labeled label ? label.getText() : "";
  }

  /** In both sizes, for people who look at it. */
  private static void picture(TestWindow window, Theme theme, String name) throws Exception {
    for (int[] size : new int[][] {{1440, 900}, {820, 560}}) {
      FxTest.run(() -> {
        window.stage().setWidth(size[0]);
        window.stage().setHeight(size[1]);
      });
      FxTest.waitFor(() -> Math.abs(window.stage().getWidth() - size[0]) < 1, TestWindow.PATIENCE);
      FxTest.run(() -> {
        window.scene().getRoot().applyCss();
        window.scene().getRoot().layout();
        Screenshot.of(
            window.scene(),
            Path.of("target", "looks", name + "-" + theme + "-" + size[0] + ".png"));
        return true;
      });
    }
  }
}
