package app.diptych.ui.settings;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.guard.policy.Finding;
import app.diptych.guard.policy.PolicyReader;
import app.diptych.ui.fx.Actions;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.settings.FallbackControl.State;
import java.io.File;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.controlsfx.control.ToggleSwitch;

/** When another model may answer, what the check says of that policy, and one click back. */
final class FallbackPanel extends VBox {
  private static final int EXAMPLE_ROWS = 24;

  private final FallbackModel model;
  private final ToggleSwitch on = new ToggleSwitch(say("Use it"));
  private final Label route = new Label();
  private final Label problem = line("fallback-problem", "problem");
  private final Label told = line("fallback-told", "muted");
  private final VBox findings = lines("policy-findings");
  private final VBox audit = lines("route-audit");
  private final Button rollBack = new Button("", Icon.UNDO.node());
  private final Button forward = new Button();
  private final Button forget = new Button(say("Forget it"));
  private final VBox chosen = new VBox();
  private final VBox example = example();

  FallbackPanel(FallbackModel model) {
    this.model = model;
    setId("fallback-panel");
    getStyleClass().addAll("card", "fallback-panel");
    Label about = line("fallback-about", "muted");
    about.setText(
        say(
            "Off by default, because the wrong model answering is worse than no answer. With a policy"
                + " another model may answer before the first word; its answer says so and counts in no"
                + " score."));
    told.textProperty().bind(model.toldProperty());
    Field.shownWhileSaying(told);
    route.setId("fallback-route");
    route.setWrapText(true);
    route.getStyleClass().add("gateway-title");
    chosen.getChildren().addAll(route, switches(), told, findings, audit);
    chosen.getStyleClass().add("fallback-chosen");
    VBox body = new VBox(about, problem, chosen, example);
    body.getStyleClass().add("fallback-chosen");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edit-form");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head(), scroll);
    model.stateProperty().subscribe(this::show);
    model.problemProperty().subscribe(_ -> show(model.stateProperty().get()));
  }

  private HBox head() {
    Label title = new Label(say("Fallback policy"));
    title.getStyleClass().add("panel-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button choose =
        Actions.byName(new Button(say("Choose a policy file\u2026"), Icon.FOLDER.node()));
    choose.setId("choose-policy");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(_ -> choose());
    HBox head = new HBox(title, space, choose);
    head.getStyleClass().add("editor-bar");
    return head;
  }

  /** What there is to choose, for whoever has none. */
  private static VBox example() {
    Label words = line("policy-example-about", "muted");
    words.setText(
        say(
            "A policy is a JSON file. This one comes with Diptych: copy it, put your gateways and models"
                + " in, and save it as a file."));
    TextArea policy = new TextArea(PolicyReader.example());
    policy.setId("policy-example");
    policy.setAccessibleText(say("An example of a policy"));
    policy.setEditable(false);
    policy.setPrefRowCount(EXAMPLE_ROWS);
    policy.getStyleClass().add("mono");
    Button copy = new Button(say("Copy the example"), Icon.COPY.node());
    copy.setId("copy-policy-example");
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(policy.getText());
      Clipboard.getSystemClipboard().setContent(content);
    });
    VBox example = new VBox(words, policy, copy);
    example.getStyleClass().add("fallback-chosen");
    return example;
  }

  private HBox switches() {
    on.setId("use-policy");
    on.selectedProperty()
        .subscribe(wanted -> {
          if (wanted != model.stateProperty().get().on()) {
            model.turn(wanted);
          }
        });
    rollBack.setId("roll-back");
    rollBack.getStyleClass().add("accent");
    rollBack.setOnAction(_ -> model.rollBack());
    Shortcut.ROLL_BACK.on(rollBack);
    forward.setId("go-forward");
    forward.setOnAction(_ -> model.goForward());
    Shortcut.GO_FORWARD.on(forward);
    forget.setId("forget-policy");
    forget.setOnAction(_ -> model.forget());
    for (Button button : new Button[] {rollBack, forward, forget}) {
      button.setMinWidth(0);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox bar = new HBox(on, rollBack, forward, space, forget);
    bar.getStyleClass().add("editor-bar");
    return bar;
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Choose a fallback policy"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(say("Policies (JSON)"), "*.json"));
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.choose(file.toPath());
    }
  }

  private void show(State state) {
    String wrong = model.problemProperty().get();
    String missing = state.problem();
    problem.setText(wrong.isEmpty() && missing != null ? told(missing) : wrong);
    Field.shown(problem, !problem.getText().isEmpty());
    Field.shown(chosen, state.isChosen());
    Field.shown(example, !state.isChosen());
    on.setSelected(state.on());
    route.setText(
        state.primary()
            + (state.isRolledBack() ? say("  is replaced by  ") : say("  may be replaced by  "))
            + state.fallback());
    rollBack.setText(say("Roll back to %s").formatted(state.fallback()));
    forward.setText(say("Go forward to %s").formatted(state.primary()));
    Field.shown(rollBack, state.on() && !state.isRolledBack());
    Field.shown(forward, state.isRolledBack());
    rollBack.setDisable(missing != null);
    fill(
        findings,
        say("What the check finds"),
        state.findings().stream().map(this::finding).toList());
    fill(
        audit,
        say("Changes of the route"),
        state.audit().reversed().stream()
            // That the policy began with its primary is no news.
            .filter(line -> !FallbackWords.isPolicys(line))
            .map(line -> (Node) small(FallbackWords.audit(line)))
            .toList());
  }

  private Node finding(Finding finding) {
    Label level = new Label(FallbackWords.level(finding.level()));
    level.getStyleClass().add("tag");
    level.setMinWidth(USE_PREF_SIZE);
    if (finding.level() == Finding.Level.CONTRADICTION) {
      level.getStyleClass().add("problem");
    }
    Label words = small(told(finding.sentence()));
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(level, words);
    row.getStyleClass().add("check-row");
    return row;
  }

  private static void fill(VBox part, String title, List<Node> rows) {
    part.getChildren().clear();
    Field.shown(part, !rows.isEmpty());
    part.getChildren().add(Field.title(title));
    part.getChildren().addAll(rows);
  }

  private static Label small(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("small-text");
    return label;
  }

  private static Label line(String id, String style) {
    Label line = new Label();
    line.setId(id);
    line.getStyleClass().add(style);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    return line;
  }

  private static VBox lines(String id) {
    VBox lines = new VBox();
    lines.setId(id);
    lines.getStyleClass().add("check-rows");
    return lines;
  }
}
