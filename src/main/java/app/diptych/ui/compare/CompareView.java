package app.diptych.ui.compare;

import app.diptych.trial.Side;
import app.diptych.ui.fx.Shortcut;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The compare page: the prompt list at the left, two panes, and the editor below them. */
public final class CompareView extends HBox {
  private final CompareModel model;
  private final AnswerPane a;
  private final AnswerPane b;
  private final PromptEditor editor;
  private final PromptList prompts;
  private final Answers answers;

  public CompareView(CompareModel model) {
    this.model = model;
    this.a = new AnswerPane(model, Side.A);
    this.b = new AnswerPane(model, Side.B);
    this.editor = new PromptEditor(model);
    this.prompts = new PromptList(model);
    getStyleClass().add("compare");
    HBox panes = new HBox(a, b);
    panes.getStyleClass().add("panes");
    for (AnswerPane pane : List.of(a, b)) {
      HBox.setHgrow(pane, Priority.ALWAYS);
      // Equal widths whatever the panes hold: neither side may look bigger than the other.
      pane.setPrefWidth(0);
      pane.setMinWidth(0);
    }
    this.answers = new Answers(model, a, b, panes);
    SplitPane work = new SplitPane(answers, editor);
    work.setOrientation(javafx.geometry.Orientation.VERTICAL);
    work.setDividerPositions(0.82);
    SplitPane.setResizableWithParent(editor, false);
    HBox.setHgrow(work, Priority.ALWAYS);
    getChildren().addAll(prompts, work);
  }

  /** Gives the scene this page's keys. */
  public void keysIn(Scene scene) {
    Shortcut.RUN.in(scene, model::run);
    Shortcut.STOP.in(scene, model::stop);
    Shortcut.STOP_SIDE.in(scene, () -> model.stop(focusedSide()));
    Shortcut.NEXT_PANE.in(scene, this::focusNext);
    Shortcut.MODEL_A.in(scene, () -> fire("#model-A"));
    Shortcut.MODEL_B.in(scene, () -> fire("#model-B"));
    Shortcut.PROMPT.in(scene, editor::focusPrompt);
    Shortcut.FIND_PROMPT.in(
        scene,
        () -> {
          showPrompts(true);
          prompts.focusSearch();
        });
    Shortcut.PROMPT_LIST.in(scene, this::togglePrompts);
    Shortcut.SYSTEM.in(scene, editor::toggleSystem);
    Shortcut.SAMPLING.in(scene, editor::openSampling);
    answers.keysIn(scene);
    Shortcut.COPY_TEXT.in(scene, () -> focusedPane().copyText());
    Shortcut.COPY_MARKDOWN.in(scene, () -> focusedPane().copyMarkdown());
  }

  /** What belongs to this page in the bar at the top of the window. */
  public Node tools() {
    return answers.tools();
  }

  /** Where typing should start. */
  public void focusPrompt() {
    editor.focusPrompt();
  }

  public void togglePrompts() {
    showPrompts(!prompts.isVisible());
  }

  private void showPrompts(boolean shown) {
    prompts.setVisible(shown);
    prompts.setManaged(shown);
  }

  /** Prompt, answer A, answer B, and round again. */
  private void focusNext() {
    if (answers.showsDiff() && !within(answers)) {
      answers.focusDiff();
    } else if (answers.showsDiff()) {
      editor.focusPrompt();
    } else if (within(a)) {
      b.answer().requestFocus();
    } else if (within(b)) {
      editor.focusPrompt();
    } else {
      a.answer().requestFocus();
    }
  }

  private Side focusedSide() {
    return within(b) ? Side.B : Side.A;
  }

  private AnswerPane focusedPane() {
    return within(b) ? b : a;
  }

  private boolean within(Node ancestor) {
    for (Node node = getScene().getFocusOwner(); node != null; node = node.getParent()) {
      if (node.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  private void fire(String id) {
    if (lookup(id) instanceof ModelPicker picker) {
      picker.fire();
    }
  }
}
