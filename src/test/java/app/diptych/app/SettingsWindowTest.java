package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.trial.Side;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The settings page in the real window, with a gateway on a real socket. */
@Timeout(180)
class SettingsWindowTest {
  private static final String KEY = "sk-canary-0123456789abcdef";

  @TempDir Path home;

  @Test
  void addsAGatewayFromAPresetChecksItAndTakesItBackAfterItWasRemoved() throws IOException {
    try (MockWebServer server = gateway();
        TestWindow window = open()) {
      addCheckedSheep(window, server.url("/v1").toString());
      assertThat(words(window, "#check-reach"))
          .contains("Reach")
          .anyMatch(w -> w.startsWith("Connected to"));
      assertThat(words(window, "#check-key")).contains("The gateway accepts it.");
      assertThat(words(window, "#check-models")).contains("It lists 2 models.");
      assertThat(words(window, "#check-call")).contains("llama-4-scout answered.");
      assertThat(shown(window, "#edit-key")).isEmpty();
      assertThat(Files.readString(home.resolve("settings.json")))
          .contains("holysheep", "\"requestsPerMinute\" : 90")
          .doesNotContain("canary");

      window.click("#remove-gateway");
      waitFor(window, "#settings-undo-words", "Removed holysheep.");
      waitFor(window, "#gateways-empty", "No gateway yet");
      FxTest.waitFor(
          () -> "add-first".equals(window.scene().getFocusOwner().getId()), TestWindow.PATIENCE);
      window.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
      FxTest.waitFor(() -> gateways(window) == 1, TestWindow.PATIENCE);
      FxTest.waitFor(() -> isSeen(window, "#remove-gateway"), TestWindow.PATIENCE);
      window.click("#remove-gateway");
      waitFor(window, "#gateways-empty", "No gateway yet");
      assertThat(Files.readString(home.resolve("settings.json"))).doesNotContain("holysheep");
      window.click("#settings-undo");
      FxTest.waitFor(() -> gateways(window) == 1, TestWindow.PATIENCE);
      window.click("#check-run");
      waitFor(window, "#check-summary", "It answers.");
    }
  }

  @Test
  void givesTheFocusToWhatIsThereOnTheFirstVisit() {
    try (TestWindow window = open()) {
      window.robot().push(KeyCode.CONTROL, KeyCode.COMMA);
      FxTest.waitFor(
          () ->
              window.scene().getFocusOwner() != null
                  && "add-first".equals(window.scene().getFocusOwner().getId()),
          TestWindow.PATIENCE);
    }
  }

  @Test
  void asksInPlaceBeforeAKeyGoesToAHostThatLooksLikeAKnownOne() {
    try (TestWindow window = open()) {
      begin(window, "holy");
      write(window, "#edit-url", "https://api.hololysheep.ai/v1");
      write(window, "#edit-key", KEY);
      window.click("#save-gateway");
      FxTest.waitFor(
          () -> text(window, "#question").contains("is not api.holysheep.ai"), TestWindow.PATIENCE);
      assertThat(Files.exists(home.resolve("settings.json"))).isFalse();
      window.click("#question-no");
      FxTest.waitFor(() -> !isSeen(window, "#question"), TestWindow.PATIENCE);
      assertThat(Files.exists(home.resolve("settings.json"))).isFalse();

      window.click("#save-gateway");
      FxTest.waitFor(() -> isSeen(window, "#question"), TestWindow.PATIENCE);
      window.click("#question-yes");
      FxTest.waitFor(() -> gateways(window) == 1, TestWindow.PATIENCE);
    }
  }

  @Test
  void asksBeforeAKeyFollowsToAnotherAddress() throws IOException {
    try (MockWebServer server = gateway();
        TestWindow window = open()) {
      begin(window, "holy");
      write(window, "#edit-key", KEY);
      window.click("#save-gateway");
      FxTest.waitFor(() -> gateways(window) == 1, TestWindow.PATIENCE);
      write(window, "#edit-url", server.url("/v1").toString());
      window.click("#save-gateway");
      FxTest.waitFor(
          () -> text(window, "#question").contains("was given for https://api.holysheep.ai"),
          TestWindow.PATIENCE);
      window.click("#question-yes");
      waitFor(window, "#edit-told", "Saved.");
      window.click("#check-run");
      waitFor(window, "#check-summary", "It answers.");
    }
  }

  /** A key must never go to an address that was typed and not yet looked at. */
  @Test
  void checksNothingButWhatIsSavedAndSaysSo() throws IOException {
    try (MockWebServer server = gateway();
        TestWindow window = open()) {
      addCheckedSheep(window, server.url("/v1").toString());
      int asked = server.getRequestCount();
      assertThat(FxTest.run(() -> isSeen(window, "#gateway-unsaved"))).isFalse();
      write(window, "#edit-url", server.url("/v2").toString());
      assertThat(window.text("#gateway-unsaved")).isEqualTo("not saved");
      assertThat(window.node("#check-run").isDisabled()).isTrue();
      window.robot().push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.H);
      FxTest.waitFor(
          () -> text(window, "#edit-problem").startsWith("Save it first"), TestWindow.PATIENCE);
      assertThat(server.getRequestCount()).isEqualTo(asked);

      window.click("#save-gateway");
      waitFor(window, "#edit-told", "Saved.");
      assertThat(FxTest.run(() -> isSeen(window, "#gateway-unsaved"))).isFalse();
      assertThat(FxTest.run(() -> isSeen(window, "#check-reach")))
          .as("what was found at the other address")
          .isFalse();
      window.click("#check-run");
      waitFor(window, "#check-summary", "It answers.");
    }
  }

  @Test
  void tellsThatTheLastCallFailedAndForgetsItWithTheAddress() throws IOException {
    try (MockWebServer server = gateway();
        TestWindow window = open()) {
      begin(window, "ollama");
      write(window, "#edit-url", "http://127.0.0.1:9/v1");
      window.click("#save-gateway");
      waitFor(window, "#edit-told", "Saved.");
      window.pick("ollama/any", "demo/base");
      window.click("#page-compare");
      window.type("Hello");
      window.robot().push(KeyCode.SHORTCUT, KeyCode.ENTER);
      window.waitForBadge(Side.A, "failed");
      window.click("#page-settings");
      waitFor(window, "#health-badge", "last call failed");
      write(window, "#edit-url", server.url("/v1").toString());
      window.click("#save-gateway");
      waitFor(window, "#edit-told", "Saved.");
      assertThat(FxTest.run(() -> text(window, "#health-counts"))).startsWith("No prompt was sent");
    }
  }

  @Test
  void saysWhatIsWrongAndSavesNothing() {
    try (TestWindow window = open()) {
      window.click("#page-settings");
      waitFor(window, "#gateways-empty", "No gateway yet");
      window.click("#add-first");
      window.click("#own-address");
      write(window, "#edit-id", "mine");
      write(window, "#edit-url", "not a url");
      write(window, "#edit-key", KEY);
      window.click("#save-gateway");
      FxTest.waitFor(
          () -> text(window, "#edit-problem").contains("The base URL must"), TestWindow.PATIENCE);
      write(window, "#edit-url", "https://llm.example.com");
      write(window, "#edit-rpm", "many");
      window.click("#save-gateway");
      FxTest.waitFor(
          () -> text(window, "#edit-problem").contains("Requests a minute"), TestWindow.PATIENCE);
      assertThat(Files.exists(home.resolve("settings.json"))).isFalse();
    }
  }

  @Test
  void marksTheCardThatIsShown() {
    try (TestWindow window = open()) {
      window.click("#page-settings");
      window.click("#show-budgets");
      FxTest.waitFor(() -> isCurrent(window, "#show-budgets"), TestWindow.PATIENCE);
      window.click("#show-appearance");
      FxTest.waitFor(
          () -> isCurrent(window, "#show-appearance") && !isCurrent(window, "#show-budgets"),
          TestWindow.PATIENCE);
    }
  }

  private static boolean isCurrent(TestWindow window, String id) {
    return window.scene().lookup(id).getPseudoClassStates().stream()
        .anyMatch(state -> state.getPseudoClassName().equals("current"));
  }

  @Test
  void comesBackToWhatWasWrittenAndNotSaved() {
    try (TestWindow window = open()) {
      begin(window, "ollama");
      write(window, "#edit-notes", "half a thought");
      window.click("#settings-add");
      waitFor(window, "#settings-undo-words", "Left ollama without saving.");
      window.click("#settings-undo");
      FxTest.waitFor(
          () -> shownNow(window, "#edit-notes").equals("half a thought"), TestWindow.PATIENCE);
      assertThat(shown(window, "#edit-id")).isEqualTo("ollama");
    }
  }

  /** Adds HolySheep under that address and waits until its check is done. */
  static void addCheckedSheep(TestWindow window, String url) {
    begin(window, "holy");
    write(window, "#edit-url", url);
    write(window, "#edit-key", " " + KEY + "\n");
    window.click("#save-gateway");
    FxTest.waitFor(() -> gateways(window) == 1, TestWindow.PATIENCE);
    FxTest.waitFor(() -> !text(window, "#edit-told").isEmpty(), TestWindow.PATIENCE);
    window.click("#check-run");
    waitFor(window, "#check-summary", "It answers.");
  }

  /** A gateway that knows its key and two models. */
  static MockWebServer gateway() throws IOException {
    MockWebServer server = new MockWebServer();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return respond(request);
          }
        });
    server.start();
    return server;
  }

  private static MockResponse respond(RecordedRequest request) {
    if (!("Bearer " + KEY).equals(request.getHeaders().get("Authorization"))) {
      return new MockResponse.Builder().code(401).body("{}").build();
    }
    if (request.getUrl().encodedPath().endsWith("/models")) {
      return new MockResponse.Builder()
          .body("{\"data\":[{\"id\":\"llama-4-scout\"},{\"id\":\"qwen-3-72b\"}]}")
          .build();
    }
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream")
        .body(
            "data: {\"model\":\"llama-4-scout\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
        .build();
  }

  private TestWindow open() {
    return new TestWindow(home, Theme.DARK, UnaryOperator.identity());
  }

  private static void begin(TestWindow window, String preset) {
    window.click("#page-settings");
    waitFor(window, "#gateways-empty", "No gateway yet");
    window.click("#settings-add");
    write(window, "#preset-search", preset);
    window.robot().push(KeyCode.ENTER);
    FxTest.waitFor(() -> isSeen(window, "#edit-url"), TestWindow.PATIENCE);
  }

  private static void write(TestWindow window, String field, String text) {
    FxTest.waitFor(() -> isSeen(window, field), TestWindow.PATIENCE);
    FxTest.run(() -> {
      TextInputControl control = (TextInputControl) window.scene().lookup(field);
      control.requestFocus();
      control.setText(text);
    });
  }

  private static void waitFor(TestWindow window, String id, String words) {
    FxTest.waitFor(() -> text(window, id).equals(words), TestWindow.PATIENCE);
  }

  /** On the JavaFX thread. */
  private static String text(TestWindow window, String id) {
    return isSeen(window, id) && window.scene().lookup(id) instanceof Labeled label
        ? label.getText()
        : "";
  }

  private static boolean isSeen(TestWindow window, String id) {
    Node node = window.scene().lookup(id);
    for (Node part = node; part != null; part = part.getParent()) {
      if (!part.isVisible()) {
        return false;
      }
    }
    return node != null;
  }

  private static int gateways(TestWindow window) {
    return window.scene().lookup("#gateways") instanceof ListView<?> list
        ? list.getItems().size()
        : -1;
  }

  private static Set<String> words(TestWindow window, String row) {
    return FxTest.run(() ->
        window.scene().lookup(row).lookupAll(".label").stream()
            .map(label -> ((Labeled) label).getText())
            .collect(Collectors.toSet()));
  }

  private static String shown(TestWindow window, String field) {
    return FxTest.run(() -> shownNow(window, field));
  }

  private static String shownNow(TestWindow window, String field) {
    return window.scene().lookup(field) instanceof TextInputControl control
        ? control.getText()
        : "";
  }
}
