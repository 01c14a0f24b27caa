package app.diptych.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.FxThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayFormTest {
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Background background = new Background(work, FxThread::later);
  private final CompletableFuture<Boolean> savedOnTheJavaFxThread = new CompletableFuture<>();
  private final CompletableFuture<Boolean> toldOnTheJavaFxThread = new CompletableFuture<>();

  @AfterEach
  void close() {
    work.shutdownNow();
  }

  @Test
  void savesAGatewayOffTheJavaFxThreadAndGoesOnThere() throws Exception {
    GatewayForm form = form(Optional.empty());
    FxTest.run(() -> {
      ((TextField) form.lookup("#gateway-name")).setText("sheep");
      button(form).fire();
      assertThat(button(form).isDisabled()).as("a second click while it saves").isTrue();
    });
    assertThat(savedOnTheJavaFxThread.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(toldOnTheJavaFxThread.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void saysWhatIsWrongAndCanBeTriedAgain() {
    GatewayForm form = form(Optional.of("No such address."));
    FxTest.run(() -> button(form).fire());
    FxTest.waitFor(() -> !button(form).isDisabled(), Duration.ofSeconds(30));
    assertThat(FxTest.run(() -> ((Label) form.lookup(".problem")).getText()))
        .isEqualTo("No such address.");
    assertThat(toldOnTheJavaFxThread).isNotDone();
  }

  private GatewayForm form(Optional<String> wrong) {
    Gateways gateways =
        new Gateways() {
          @Override
          public List<String> ids() {
            return List.of();
          }

          @Override
          public Optional<String> add(String id, String url, String key) {
            savedOnTheJavaFxThread.complete(Platform.isFxApplicationThread());
            return wrong;
          }
        };
    return FxTest.run(() ->
        new GatewayForm(
            gateways,
            background,
            () -> toldOnTheJavaFxThread.complete(Platform.isFxApplicationThread())));
  }

  private static Button button(GatewayForm form) {
    return (Button) form.lookup("#gateway-add");
  }
}
