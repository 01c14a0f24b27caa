package app.diptych.app;

import app.diptych.completion.Sampling;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Variable;
import app.diptych.session.Prompts;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.library.LibraryModel.Section;
import java.math.BigDecimal;
import java.util.List;
import javafx.scene.control.TextField;

/** A library somebody has worked with for a while, for pictures of it. */
final class LibraryScene {
  private static final Prompt CONCEPT =
      new Prompt(
          "explain",
          "Explain a concept",
          List.of("teach", "writing"),
          "",
          "You explain things to {{audience}}. Be exact and kind.",
          """
          Explain {{topic}} to {{audience}} in at most {{words}} words.

          Start with one paragraph, then give a short example, then trade-offs as bullets.
          Use an analogy from {{field}} where it helps.\
          """,
          List.of(
              new Variable.Text("topic", "Topic", "", false),
              new Variable.Choice(
                  "audience",
                  "Audience",
                  "a junior developer",
                  false,
                  List.of("a junior developer", "an executive", "a ten-year-old")),
              new Variable.Quantity(
                  "words",
                  "Most words",
                  "150",
                  false,
                  BigDecimal.valueOf(20),
                  BigDecimal.valueOf(500))),
          new Sampling(0.3, null, 400, null, List.of()),
          "Works best with a concrete topic.",
          true);

  private final TestWindow window;

  LibraryScene(TestWindow window) {
    this.window = window;
  }

  /** Puts prompts of somebody's own beside the bundled ones, one of them with a past. */
  void fill() throws Exception {
    Prompts prompts = window.workspace().prompts();
    prompts
        .save(
            CONCEPT
                .withText("Explain {{topic}} to {{audience}}.\n\nStart with one paragraph.")
                .withVariables(CONCEPT.variables().subList(0, 2)))
        .get();
    prompts
        .save(
            CONCEPT.withText(
                "Explain {{topic}} to {{audience}} in at most {{words}} words.\n\n"
                    + "Start with one paragraph, then give a short example."))
        .get();
    prompts.save(CONCEPT).get();
    prompts
        .save(
            Prompt.of("review", "Code review", "Review this change for bugs:\n\n{{diff}}")
                .withTags(List.of("code"))
                .withFolder("work"))
        .get();
    prompts
        .save(
            Prompt.of("minutes", "Minutes", "Write the minutes of this meeting:\n\n{{notes}}")
                .withTags(List.of("summary"))
                .withFolder("work"))
        .get();
    prompts.favour("demo/haiku", true).get();
    FxTest.run(() -> window.model().shelf().refresh());
    FxTest.waitFor(() -> window.model().shelf().find("minutes").isPresent(), TestWindow.PATIENCE);
  }

  void showEditor() {
    window.click("#page-library");
    FxTest.run(() -> window.library().select("explain"));
    FxTest.pulses(20);
  }

  void showRevisions() {
    FxTest.run(() -> window.library().sectionProperty().set(Section.REVISIONS));
    FxTest.waitFor(() -> !window.library().history().diff().items().isEmpty(), TestWindow.PATIENCE);
  }

  /** The same prompt on the compare page, its form filled in. */
  void showForm() {
    FxTest.run(() -> window.library().sectionProperty().set(Section.EDIT));
    window.click("#use-prompt");
    FxTest.pulses(3);
    FxTest.run(() -> {
      ((TextField) window.scene().lookup("#variable-topic")).setText("debouncing");
      ((TextField) window.scene().lookup("#variable-field")).setText("cooking");
    });
    FxTest.pulses(30);
  }
}
