package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import javafx.util.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Choosing a model in the window, with gateways on real sockets. */
@Timeout(120)
class PickerTest {
  private static final String KEY = "sk-test-0123456789abcdef";

  @TempDir Path home;

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysUnderTheListThatAGatewayRefusesTheKey() {
    respond(401, "{\"error\":{\"message\":\"no such key\"}}");
    try (TestWindow window = open()) {
      window.gateway("sheep", url(), KEY);
      openPicker(window);
      waitForProblem("sheep refused the key (HTTP 401)");
      waitForProblem("Check that the key of sheep is whole and still valid.");
    }
  }

  @Test
  void saysUnderTheListThatABaseUrlIsWrongAndStillOffersTheOtherModels() {
    respond(404, "{\"detail\":\"Not Found\"}");
    try (TestWindow window = open()) {
      window.gateway("sheep", url(), KEY);
      openPicker(window);
      waitForProblem("sheep knows no such address: /v1/models (HTTP 404)");
      waitForProblem("Check the base URL; it often ends in /v1.");
      assertThat(names(".model-cell")).contains("demo/small", "demo/base");
    }
  }

  @Test
  void saysUnderTheListThatNobodyAnswersAtAnAddress() throws IOException {
    // Bound and not listening: nobody answers there, and nobody else can take the port.
    try (Socket nobody = new Socket();
        TestWindow window = open()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      window.gateway("sheep", "http://127.0.0.1:" + nobody.getLocalPort() + "/v1", KEY);
      openPicker(window);
      waitForProblem("refused the connection.");
      waitForProblem("Check that the gateway runs");
    }
  }

  @Test
  void saysItRightAfterAGatewayWasAddedAndForgetsItOnceTheListComes() {
    respond(401, "{}");
    respond(200, "{\"data\":[{\"id\":\"llama\"}]}");
    try (TestWindow window = open()) {
      openPicker(window);
      window.robot().clickOn("#add-gateway-A");
      fill(window, "#gateway-name", "sheep");
      fill(window, "#gateway-url", url());
      fill(window, "#gateway-key", KEY);
      window.robot().clickOn("#gateway-add");
      waitForProblem("sheep refused the key (HTTP 401)");
      // From then on Escape is the list's.
      FxTest.waitFor(() -> nodes("#gateway-name").findAny().isEmpty(), TestWindow.PATIENCE);
      window.robot().push(KeyCode.ESCAPE);
      FxTest.waitFor(() -> nodes("#picker-A").findAny().isEmpty(), TestWindow.PATIENCE);
      openPicker(window);
      FxTest.waitFor(() -> names(".model-cell").contains("sheep/llama"), TestWindow.PATIENCE);
      assertThat(names(".gateway-problem")).isEmpty();
    }
  }

  @Test
  void isGoneAtOnceAndStaysWhenItIsOpenedAgainAtOnce() {
    try (TestWindow window = open()) {
      openPicker(window);
      AtomicBoolean over = new AtomicBoolean();
      FxTest.run(() -> {
        // As Escape does, without a pulse in between: it might still move.
        nodes("#picker-A").findAny().orElseThrow().getScene().getWindow().hide();
        assertThat(nodes("#picker-A")).isEmpty();
        ((Button) window.scene().lookup("#model-A")).fire();
        PauseTransition longerThanAnythingMoves = new PauseTransition(Duration.seconds(1));
        longerThanAnythingMoves.setOnFinished(_ -> over.set(true));
        longerThanAnythingMoves.play();
      });
      FxTest.waitFor(over::get, TestWindow.PATIENCE);
      List<String> seen = FxTest.run(() -> names(".model-cell"));
      List<Double> lists = FxTest.run(() -> nodes("#picker-A").map(PickerTest::opacity).toList());
      assertThat(seen).contains("demo/small", "demo/base");
      assertThat(lists).as("one, which can be seen whole").containsExactly(1.0);
      window.robot().push(KeyCode.ESCAPE);
      FxTest.waitFor(() -> nodes("#picker-A").findAny().isEmpty(), TestWindow.PATIENCE);
    }
  }

  private static Double opacity(Node node) {
    double opacity = 1;
    for (Node around = node; around != null; around = around.getParent()) {
      opacity *= around.getOpacity();
    }
    return opacity;
  }

  @Test
  void picksTheModelThatIsClickedAndNothingBesideTheModels() {
    try (TestWindow window = open()) {
      window.pick("demo/base", "demo/base");
      window.waitUntilReady();
      openPicker(window);
      Node list = nodes(".picker .list-view").findAny().orElseThrow();
      Bounds place = FxTest.run(() -> list.localToScreen(list.getLayoutBounds()));
      window.robot().clickOn(place.getCenterX(), place.getMaxY() - 4);
      FxTest.pulses(5);
      assertThat(names(".model-cell")).contains("demo/small");
      assertThat(window.side(Side.A).modelProperty().get()).isEqualTo("demo/base");
      window.robot().clickOn("demo/small");
      FxTest.waitFor(
          () -> window.side(Side.A).modelProperty().get().equals("demo/small"),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void takesANameThatIsPartOfAListedOneAsTyped() {
    respond(200, "{\"data\":[{\"id\":\"llama-4-scout\"}]}");
    try (TestWindow window = open()) {
      window.gateway("sheep", url(), KEY);
      openPicker(window);
      FxTest.waitFor(
          () -> names(".model-cell").contains("sheep/llama-4-scout"), TestWindow.PATIENCE);
      window.robot().write("sheep/llama");
      FxTest.waitFor(
          () -> names(".model-cell").contains("Use \"sheep/llama\" as typed"), TestWindow.PATIENCE);
      window.robot().push(KeyCode.UP).push(KeyCode.ENTER);
      FxTest.waitFor(
          () -> window.side(Side.A).modelProperty().get().equals("sheep/llama"),
          TestWindow.PATIENCE);
    }
  }

  private TestWindow open() {
    return new TestWindow(home, Theme.DARK, UnaryOperator.identity());
  }

  private static void openPicker(TestWindow window) {
    window.robot().push(KeyCode.CONTROL, KeyCode.DIGIT1);
    FxTest.waitFor(() -> !names(".model-cell").isEmpty(), TestWindow.PATIENCE);
  }

  private static void fill(TestWindow window, String field, String text) {
    FxTest.waitFor(() -> nodes(field).findAny().isPresent(), TestWindow.PATIENCE);
    window.robot().clickOn(field).write(text);
  }

  private static void waitForProblem(String words) {
    FxTest.waitFor(
        () -> names(".gateway-problem").stream().anyMatch(text -> text.contains(words)),
        TestWindow.PATIENCE);
  }

  /** The texts in such nodes that a person can see. */
  private static List<String> names(String selector) {
    return nodes(selector)
        .flatMap(node -> node.lookupAll(".label").stream())
        .filter(PickerTest::isSeen)
        .map(node -> ((Label) node).getText())
        .toList();
  }

  private static Stream<Node> nodes(String selector) {
    return List.copyOf(Window.getWindows()).stream()
        .filter(Window::isShowing)
        .flatMap(window -> window.getScene().getRoot().lookupAll(selector).stream());
  }

  /** Whether it lies inside everything that clips it, such as the box it scrolls in. */
  private static boolean isSeen(Node node) {
    Bounds place = node.localToScene(node.getLayoutBounds());
    for (Node around = node; around != null; around = around.getParent()) {
      Bounds frame = around.localToScene(around.getLayoutBounds());
      if (!around.isVisible() || !frame.intersects(place)) {
        return false;
      }
    }
    return place.getHeight() > 0;
  }

  private String url() {
    return server.url("/v1").toString();
  }

  private void respond(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }
}
