package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.check.Finding;
import app.diptych.report.check.Finding.Severity;
import app.diptych.ui.decide.CheckerModel.Checked;
import app.diptych.ui.decide.CheckerModel.State;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.fx.Shortcut;
import app.diptych.ui.fx.TabKey;
import java.io.File;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** A table to be checked above, what does not go together in it below. */
final class CheckerPanel extends VBox {
  private static final int ROWS = 7;

  private final CheckerModel model;
  private final ListView<Entry> list = new ListView<>();

  /** A finding, or a note when there is none in it. */
  private record Entry(@Nullable Finding finding, String note) {}

  CheckerPanel(CheckerModel model) {
    this.model = model;
    getStyleClass().addAll("card", "decide-panel");
    setId("checker");
    list.setId("check-findings");
    list.setAccessibleText(say("What does not go together in the table"));
    list.setCellFactory(_ -> new EntryCell());
    list.getStyleClass().add("finding-list");
    StackPane body = new StackPane(list, nothing());
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(bar(), table(), answers(), problem(), body);
    model.checkedProperty().subscribe(this::show);
    Shortcut.RUN.within(this, model::check);
  }

  private FlowPane bar() {
    Label title = new Label(say("Does a published table contradict itself?"));
    title.getStyleClass().add("card-title");
    Button open =
        PanelButton.of(
            "check-open", say("Open a file"), Icon.FOLDER, say("A Markdown, CSV or TSV file"));
    open.setOnAction(_ -> choose());
    Button playbook =
        PanelButton.of(
            "check-playbook",
            say("Try the playbook's table"),
            Icon.LIBRARY,
            say("Fill in the tables of the migration playbook and check them"));
    playbook.setOnAction(_ -> model.playbook());
    Button own =
        PanelButton.of(
            "check-own",
            say("Check our own"),
            Icon.RATE,
            say("Fill in the benchmark sheet of everything measured here and check it"));
    own.setOnAction(_ -> model.own());
    FlowPane bar = new FlowPane(title, open, playbook, own);
    bar.getStyleClass().add("decide-bar");
    return bar;
  }

  private TextArea table() {
    TextArea area = new TextArea();
    TabKey.leaves(area);
    area.setId("check-text");
    area.setAccessibleText(say("The table to check"));
    area.setPromptText(
        say("Paste a table: Markdown, CSV or TSV, metrics in its rows or its columns"));
    area.setPrefRowCount(ROWS);
    area.setMinHeight(72);
    area.getStyleClass().add("mono");
    area.textProperty().bindBidirectional(model.textProperty());
    return area;
  }

  private FlowPane answers() {
    Button check =
        Shortcut.RUN.on(new Button(say("Check"), Icon.DONE.node()), say("Check what is pasted"));
    check.setId("check-run");
    check.getStyleClass().add("accent");
    check.setOnAction(_ -> model.check());
    TextField tokens = new TextField();
    tokens.setId("check-tokens");
    tokens.setPromptText(say("200 assumed"));
    tokens.setPrefColumnCount(7);
    tokens.textProperty().bindBidirectional(model.tokensProperty());
    tokens.setOnAction(_ -> model.check());
    Label name = new Label(say("Tokens of an answer, as published"));
    name.setLabelFor(tokens);
    tokens.setAccessibleText(name.getText());
    Label summary = new Label();
    summary.setId("check-summary");
    model
        .checkedProperty()
        .subscribe(checked -> summary.setText(checked == null ? "" : checked.summary()));
    FlowPane row = new FlowPane(check, name, tokens, summary);
    row.getStyleClass().add("decide-bar");
    return row;
  }

  private Label problem() {
    Label problem = new Label();
    problem.setId("check-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.textProperty().bind(model.problemProperty());
    problem
        .textProperty()
        .subscribe(words -> {
          problem.setVisible(!words.isEmpty());
          problem.setManaged(!words.isEmpty());
        });
    return problem;
  }

  private Node nothing() {
    EmptyState box = new EmptyState("check-empty");
    model
        .stateProperty()
        .subscribe(state -> {
          box.say(
              state == State.CHECKING,
              state == State.CHECKING
                  ? say("Checking")
                  : say(
                      "Paste a table above, or try the playbook's: TTFT within E2E, p50 below p95 below"
                          + " p99, means among percentiles, savings worked out again."));
          box.setVisible(state != State.CHECKED);
          list.setVisible(state == State.CHECKED);
        });
    return box;
  }

  private void show(@Nullable Checked checked) {
    list.getItems().clear();
    if (checked == null) {
      return;
    }
    checked.findings().forEach(finding -> list.getItems().add(new Entry(finding, "")));
    if (checked.findings().isEmpty()) {
      list.getItems()
          .add(
              new Entry(
                  null,
                  say(
                      "Nothing in it contradicts itself. That does not make it true: it can be checked only"
                          + " by measuring.")));
    }
    checked.notes().forEach(note -> list.getItems().add(new Entry(null, told(note))));
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(say("Open a table"));
    File chosen = chooser.showOpenDialog(getScene().getWindow());
    if (chosen != null) {
      model.open(chosen.toPath());
    }
  }

  private static final class EntryCell extends ListCell<Entry> {
    EntryCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      if (entry == null || empty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      Finding finding = entry.finding();
      setGraphic(finding == null ? note(entry.note()) : rows(finding));
      setAccessibleText(finding == null ? entry.note() : told(finding.sentence()));
    }

    private static Node note(String words) {
      Label label = wrapped(words);
      label.getStyleClass().addAll("muted", "small-text");
      return label;
    }

    private static Node rows(Finding finding) {
      boolean sure = finding.severity() == Severity.CONTRADICTION;
      Label badge = new Label(sure ? say("contradiction") : say("doubt"));
      badge.getStyleClass().addAll("badge", sure ? "verdict-refuted" : "verdict-not-enough-data");
      Label subject = new Label(finding.subject());
      subject.getStyleClass().add("card-title");
      FlowPane head = new FlowPane(badge, subject);
      head.getStyleClass().add("decide-bar");
      for (String number : finding.numbers()) {
        Label row = new Label(number);
        row.getStyleClass().addAll("tag", "mono");
        head.getChildren().add(row);
      }
      VBox box = new VBox(head, wrapped(told(finding.sentence())));
      box.getStyleClass().add("finding");
      return box;
    }

    private static Label wrapped(String words) {
      Label label = new Label(words);
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      return label;
    }
  }
}
