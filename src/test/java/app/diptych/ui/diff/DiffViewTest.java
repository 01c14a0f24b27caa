package app.diptych.ui.diff;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.Theme;
import java.time.Duration;
import java.util.Random;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The comparison in a real window. */
@Timeout(60)
class DiffViewTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DiffModel model = new DiffModel(new Background(Runnable::run, Runnable::run));
  private final DiffView view = FxTest.run(() -> new DiffView(model));
  private final Stage stage = FxTest.run(() -> new Stage());

  @BeforeEach
  void open() {
    FxTest.run(() -> {
      Scene scene = new Scene(view, 900, 600);
      Theme.DARK.dress(scene);
      stage.setScene(scene);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    FxTest.run(() -> stage.hide());
  }

  @Test
  void alignsBothHalvesOfEveryRowWhateverTheirHeight() {
    show("short\nnext", "a very long line that wraps ".repeat(20) + "\nnext");
    FxTest.run(() -> {
      for (Node row : view.lookupAll(".diff-cell")) {
        Node a = row.lookup(".diff-half.side-a");
        Node b = row.lookup(".diff-half.side-b");
        if (a != null && b != null) {
          Bounds left = a.localToScene(a.getLayoutBounds());
          Bounds right = b.localToScene(b.getLayoutBounds());
          assertThat(left.getMinY()).isEqualTo(right.getMinY());
          assertThat(left.getHeight()).isEqualTo(right.getHeight());
        }
      }
      Node text = view.lookup(".diff-half.side-b SpanFlow");
      assertThat(text.getLayoutBounds().getHeight()).isGreaterThan(60);
    });
  }

  @Test
  void showsTwoHundredThousandCharactersWithFewNodes() {
    String a = prose(new Random(1));
    show(a, a.replace("w7 ", "other "));
    assertThat(a.length()).isGreaterThan(200_000);
    assertThat(FxTest.run(() -> view.lookupAll(".diff-cell").size())).isLessThan(100);
    FxTest.run(model::previous);
    FxTest.waitFor(
        () -> view.lookupAll(".diff-half").stream().anyMatch(DiffViewTest::isCurrent), PATIENCE);
  }

  @Test
  void showsOneEndlessLineInRowsOfBoundedHeight() {
    String a = prose(new Random(2)).replace('\n', ' ');
    show(a, a.replace("w7 ", "other "));
    assertThat(model.items()).hasSizeGreaterThan(150);
    FxTest.run(() ->
        assertThat(view.lookupAll(".diff-half"))
            .allMatch(half -> half.getLayoutBounds().getHeight() < 1_200));
  }

  @Test
  void neverScrollsSideways() {
    show("x".repeat(5_000), "y".repeat(5_000));
    FxTest.run(() ->
        assertThat(
                view.lookupAll(".scroll-bar:horizontal").stream().filter(Node::isVisible).toList())
            .isEmpty());
  }

  private void show(String a, String b) {
    FxTest.run(() -> model.compare(a, b));
    FxTest.waitFor(() -> !((ListView<?>) view.lookup("#diff-list")).getItems().isEmpty(), PATIENCE);
    FxTest.pulses(3);
  }

  private static boolean isCurrent(Node half) {
    return half.getPseudoClassStates().stream()
        .anyMatch(state -> state.getPseudoClassName().equals("current"));
  }

  private static String prose(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 45_000; i++) {
      text.append('w').append(random.nextInt(900)).append(i % 30 == 29 ? ".\n" : " ");
    }
    return text.toString();
  }
}
