package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.Imported;
import app.diptych.exchange.Intake;
import app.diptych.session.SavedSession;
import app.diptych.ui.fx.Icon;
import app.diptych.ui.sessions.ImportModel.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A file before it is imported: what would be taken, how it was understood, what stays behind. */
final class ImportPanel extends VBox {
  private static final int MOST_SHOWN = 12;
  private static final int LONGEST = 160;

  private final ImportModel model;
  private final Label counts = new Label();
  private final Label format = new Label();
  private final VBox notes = new VBox();
  private final VBox first = new VBox();
  private final LossList losses = new LossList();
  private final ProgressBar progress = new ProgressBar();
  private final Label problem = new Label();
  private final Button take = new Button(say("Import"), Icon.IMPORT.node());
  private final Button cancel = new Button(say("Cancel"));
  private final Button other = new Button(say("Choose another file"));

  /**
   * @param choose lets the user choose a file
   */
  ImportPanel(ImportModel model, Runnable choose) {
    this.model = model;
    getStyleClass().addAll("card", "session-detail", "exchange-panel");
    setId("import-panel");
    Label title = new Label();
    title.textProperty().bind(model.nameProperty());
    title.getStyleClass().add("panel-title");
    title.setMinWidth(0);
    format.getStyleClass().addAll("muted", "small-text");
    counts.setId("import-counts");
    counts.getStyleClass().add("panel-counts");
    counts.setWrapText(true);
    problem.setId("import-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("problem");
    problem.textProperty().bind(model.problemProperty());
    progress.progressProperty().bind(model.progressProperty());
    progress.setMaxWidth(Double.MAX_VALUE);
    progress.setAccessibleText(say("Share of the file that was read"));
    for (VBox part : List.of(notes, first)) {
      part.getStyleClass().add("panel-lines");
    }
    VBox body = new VBox(counts, progress, problem, notes, first, losses);
    body.getStyleClass().add("panel-body");
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("panel-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(new VBox(title, format), scroll, buttons(choose));
    model.stepProperty().subscribe(this::show);
  }

  private HBox buttons(Runnable choose) {
    take.setId("take-import");
    take.getStyleClass().add("accent");
    take.setOnAction(_ -> model.take());
    cancel.setId("cancel-import");
    cancel.setOnAction(_ -> model.cancel());
    other.setOnAction(_ -> choose.run());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(other, space, cancel, take);
    buttons.getStyleClass().add("session-row");
    return buttons;
  }

  private void show(Step step) {
    shown(this, step != Step.NONE);
    shown(progress, step == Step.READING || step == Step.SAVING);
    shown(problem, step == Step.FAILED);
    shown(other, step == Step.FAILED);
    shown(take, step == Step.PREVIEW || step == Step.SAVING);
    take.setDisable(step == Step.SAVING);
    cancel.setDisable(step == Step.SAVING);
    cancel.setText(step == Step.FAILED ? say("Close") : say("Cancel"));
    switch (step) {
      case NONE -> clear("");
      case READING -> clear(say("Reading the file"));
      case PREVIEW -> preview(model.intakeProperty().get());
      case SAVING -> counts.setText(say("Saving"));
      case FAILED -> clear(say("Nothing was taken"));
    }
  }

  private void clear(String words) {
    counts.setText(words);
    format.setText("");
    for (VBox part : List.of(notes, first)) {
      part.getChildren().clear();
      shown(part, false);
    }
    losses.show("", List.of());
  }

  private void preview(@Nullable Intake intake) {
    if (intake == null) {
      return;
    }
    Imported imported = intake.imported();
    format.setText(told(imported.format().words()));
    counts.setText(counts(intake));
    take.setDisable(intake.isEmpty());
    fill(notes, "", notes(intake));
    fill(
        first,
        intake.sessions().isEmpty() ? say("First prompts") : say("What was asked"),
        prompts(intake));
    losses.show(say("Left out"), imported.losses());
    take.requestFocus();
  }

  private static void fill(VBox part, String title, List<String> lines) {
    part.getChildren().clear();
    shown(part, !lines.isEmpty());
    if (!title.isEmpty()) {
      Label head = new Label(title);
      head.getStyleClass().add("card-title");
      part.getChildren().add(head);
    }
    for (String line : lines) {
      Label label = new Label(line);
      label.setMinWidth(0);
      label.getStyleClass().add("small-text");
      part.getChildren().add(label);
    }
  }

  private static List<String> notes(Intake intake) {
    List<String> notes = new ArrayList<>();
    intake.imported().understood().forEach(note -> notes.add(told(note)));
    if (intake.copies() > 0) {
      notes.add(
          (intake.copies() == 1
                  ? say("%s is here already and comes as a copy.")
                  : say("%s are here already and come as copies."))
              .formatted(sessionsIn(intake.copies())));
    }
    if (intake.knownPrompts() > 0) {
      notes.add(
          say("%s left out, because your library has the same, word for word.")
              .formatted(promptsIn(intake.knownPrompts())));
    }
    return notes;
  }

  private static List<String> prompts(Intake intake) {
    List<String> all = new ArrayList<>();
    for (SavedSession session : intake.sessions()) {
      session.trials().stream()
          .limit(MOST_SHOWN)
          .forEach(whole -> all.add(brief(whole.trial().prompt())));
    }
    intake.prompts().stream().limit(MOST_SHOWN).forEach(prompt -> all.add(brief(prompt.title())));
    List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST_SHOWN, all.size())));
    int trials = intake.sessions().stream().mapToInt(session -> session.trials().size()).sum();
    int more = trials + intake.prompts().size() - shown.size();
    if (more > 0) {
      shown.add(String.format(Locale.ROOT, say("and %,d more"), more));
    }
    return shown;
  }

  private static String counts(Intake intake) {
    if (intake.isEmpty()) {
      return say("There is nothing new in this file");
    }
    List<String> parts = new ArrayList<>();
    if (!intake.sessions().isEmpty()) {
      int trials = intake.sessions().stream().mapToInt(session -> session.trials().size()).sum();
      parts.add(sessionsIn(intake.sessions().size()));
      parts.add(count(trials, say("%,d trial"), say("%,d trials")));
    }
    if (!intake.prompts().isEmpty()) {
      parts.add(promptsIn(intake.prompts().size()));
    }
    return String.join("  \u00b7  ", parts);
  }

  private static String sessionsIn(int count) {
    return count(count, say("%,d session"), say("%,d sessions"));
  }

  private static String promptsIn(int count) {
    return count(count, say("%,d prompt"), say("%,d prompts"));
  }

  private static String count(int count, String one, String several) {
    return String.format(Locale.ROOT, count == 1 ? one : several, count);
  }

  /** Text of unknown origin on one line: nothing in it steers how it is shown. */
  private static String brief(String text) {
    String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "\u2026";
  }

  private static void shown(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }
}
