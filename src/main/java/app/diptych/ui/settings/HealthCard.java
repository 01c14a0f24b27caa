package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;

import app.diptych.guard.Health;
import app.diptych.guard.Spread;
import app.diptych.ui.fx.Ticker;
import app.diptych.ui.settings.GatewayWatch.State;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** How a gateway does: whether it is asked, its errors, its times, its limits. */
public final class HealthCard extends VBox {
  private static final Duration PACE = Duration.seconds(1);
  private static final List<String> COLUMNS = List.of("p50", "p95", "p99");

  private final Label badge = new Label();
  private final Label counts = new Label();
  private final Label use = new Label();
  private final Label trouble = new Label();
  private final Button again = new Button(say("Let the next prompt ask it"));
  private final GridPane times = new GridPane();

  public HealthCard(HealthModel model) {
    setId("gateway-health");
    getStyleClass().addAll("card", "health-card");
    Label title = new Label(say("Health"));
    title.getStyleClass().add("card-title");
    badge.setId("health-badge");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(title, space, badge);
    head.getStyleClass().add("health-head");
    counts.setId("health-counts");
    trouble.setId("health-trouble");
    trouble.getStyleClass().add("problem");
    for (Label label : List.of(counts, use, trouble)) {
      label.setWrapText(true);
      label.getStyleClass().add("small-text");
    }
    use.getStyleClass().add("muted");
    again.setId("ask-again");
    again.setOnAction(_ -> model.askAgain());
    times.getStyleClass().add("health-times");
    getChildren().addAll(head, counts, times, use, trouble, again);
    Ticker.whileShown(this, PACE, model::refresh);
    model.stateProperty().subscribe(this::show);
  }

  private void show(@Nullable State state) {
    shown(badge, state != null);
    shown(times, state != null && state.health().totals().calls() > 0);
    shown(use, state != null);
    if (state == null) {
      counts.setText(
          say("No prompt was sent to it since the program started; checks are not counted."));
      shown(trouble, false);
      shown(again, false);
      return;
    }
    Health health = state.health();
    badge.setText(HealthWords.badge(health));
    badge
        .getStyleClass()
        .setAll("badge", HealthWords.isServing(health) ? "phase-finished" : "phase-failed");
    counts.setText(HealthWords.counts(health.totals()));
    use.setText(HealthWords.use(state.use()));
    trouble.setText(HealthWords.trouble(health));
    shown(trouble, health.trip() != null);
    shown(again, health.until() != null);
    fill(health);
  }

  private void fill(Health health) {
    times.getChildren().clear();
    for (int i = 0; i < COLUMNS.size(); i++) {
      times.add(muted(COLUMNS.get(i)), i + 1, 0);
    }
    row(1, "TTFT", health.totals().timeToFirstToken());
    row(2, "E2E", health.totals().endToEnd());
  }

  private void row(int row, String name, Spread spread) {
    times.add(muted(name), 0, row);
    List<String> cells = HealthWords.percentiles(spread);
    for (int i = 0; i < cells.size(); i++) {
      Label cell = new Label(cells.get(i));
      cell.getStyleClass().add("small-text");
      times.add(cell, i + 1, row);
    }
  }

  private static Label muted(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("muted", "small-text");
    return label;
  }

  private static void shown(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }
}
