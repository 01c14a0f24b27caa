package app.diptych.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.ui.fx.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteModelTest {
  private final PaletteModel model = new PaletteModel();

  PaletteModelTest() {
    model.begin(
        List.of(
            action("Run both", "Compare", ""),
            action("Stop both", "Compare", "Nothing runs."),
            action("Compare page", "Everywhere", ""),
            action("Compare the answers", "Compare", ""),
            action("Export the session", "Sessions", "")));
  }

  private static Action action(String name, String where, String whyNot) {
    return new Action(name, "", where, "", whyNot, "", () -> {});
  }

  @Test
  void showsEverythingBeforeAnythingIsTyped() {
    assertThat(names())
        .containsExactly(
            "Run both", "Compare page", "Compare the answers", "Export the session", "Stop both");
  }

  @Test
  void findsByTheBeginningsOfWordsInAnyOrder() {
    assertThat(typed("ses exp")).containsExactly("Export the session");
    assertThat(typed("BOTH")).containsExactly("Run both", "Stop both");
  }

  @Test
  void findsByThePageAndByLettersLeftOut() {
    assertThat(typed("sessions")).containsExactly("Export the session");
    assertThat(typed("exprt")).containsExactly("Export the session");
  }

  @Test
  void putsTheStartOfANameFirst() {
    assertThat(typed("comp").getFirst()).isEqualTo("Compare page");
    assertThat(typed("comp ans").getFirst()).isEqualTo("Compare the answers");
  }

  @Test
  void findsNothingForWordsThatFitNowhere() {
    assertThat(typed("zebra")).isEmpty();
    assertThat(model.countProperty().get()).isEqualTo("0 actions");
  }

  private List<String> typed(String words) {
    model.typedProperty().set(words);
    return names();
  }

  private List<String> names() {
    return model.found().stream().map(Action::name).toList();
  }
}
