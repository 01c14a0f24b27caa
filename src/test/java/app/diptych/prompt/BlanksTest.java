package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.CompletionRequest;
import app.diptych.prompt.Variable.Choice;
import app.diptych.prompt.Variable.Day;
import app.diptych.prompt.Variable.Lines;
import app.diptych.prompt.Variable.Quantity;
import app.diptych.prompt.Variable.Text;
import app.diptych.prompt.Variable.TextFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlanksTest {

  @Test
  void asksForVariablesInTheOrderOfTheText() {
    Blanks blanks = blanks("{{free}} {{tone}} {{days}}", days(), tone(), text("unused", ""));
    assertThat(blanks.variables()).containsExactly(new Text("free", "", "", false), tone(), days());
  }

  @Test
  void fillsSystemPromptAndText() {
    Blanks blanks = Blanks.of("You are {{who}}.", "Greet {{whom}} as {{who}}.", List.of());
    assertThat(blanks.fill(Map.of("who", "Ada", "whom", "Bob")))
        .isEqualTo(new Blanks.Filled("You are Ada.", "Greet Bob as Ada."));
  }

  @Test
  void saysForEachVariableWhatIsMissingOrWrong() {
    Blanks blanks =
        blanks("{{topic}} {{tone}} {{days}} {{when}}", text("topic", ""), tone(), days(), day());
    Map<String, String> values = Map.of("tone", "angry", "days", "12 or so", "when", "31.1.2026");
    assertThat(blanks.problems(values))
        .containsExactly(
            Map.entry("topic", "Fill in \u201ctopic\u201d."),
            Map.entry("tone", "\u201cTone\u201d must be one of: calm, curt."),
            Map.entry("days", "\u201cdays\u201d must be a number."),
            Map.entry("when", "\u201cwhen\u201d must be a date like 2026-01-31."));
    assertThatThrownBy(() -> blanks.fill(values)).hasMessage("Fill in \u201ctopic\u201d.");
  }

  @Test
  void holdsNumbersWithinTheirLimits() {
    Blanks blanks = blanks("{{days}}", days());
    assertThat(blanks.problems(Map.of("days", "0")).get("days")).contains("must be at least 1");
    assertThat(blanks.problems(Map.of("days", "31")).get("days")).contains("must be at most 30");
    assertThat(blanks.problems(Map.of("days", "1e999999999"))).containsKey("days");
    assertThat(blanks.problems(Map.of("days", "NaN"))).containsKey("days");
    assertThat(blanks.fill(Map.of("days", "7")).text()).isEqualTo("7");
  }

  @Test
  void expandsADefaultThatRefersToOthersUnlessAValueIsGiven() {
    Blanks blanks =
        blanks("{{greeting}}!", text("greeting", "Dear {{title}} {{name}}"), text("title", "Dr."));
    assertThat(blanks.variables())
        .extracting(Variable::name)
        .containsExactly("greeting", "title", "name");
    assertThat(blanks.fill(Map.of("name", "Ada")).text()).isEqualTo("Dear Dr. Ada!");
    assertThat(blanks.fill(Map.of("greeting", "Hi {{name}}")).text()).isEqualTo("Hi {{name}}!");
    assertThat(blanks.problems(Map.of())).containsOnlyKeys("name");
  }

  @Test
  void refusesDefaultsThatGoRoundInACircle() {
    Blanks blanks = blanks("{{a}}", text("a", "{{b}}"), text("b", "{{c}}"), text("c", "{{a}}"));
    assertThatThrownBy(() -> blanks.fill(Map.of()))
        .hasMessage(
            "The default of \u201ca\u201d refers back to itself (a, b, c, a): fill in one of them.");
    assertThat(blanks.fill(Map.of("c", "out")).text()).isEqualTo("out");
  }

  @Test
  void refusesDefaultsThatGrowWithoutEnd() {
    Variable[] laughs = new Variable[40];
    for (int i = 0; i < laughs.length; i++) {
      laughs[i] = text("v" + i, ("{{v" + (i + 1) + "}}").repeat(100));
    }
    Blanks blanks = blanks("{{v0}}", laughs);
    assertThatThrownBy(() -> blanks.fill(Map.of("v40", "ha"))).hasMessageContaining("at most");
  }

  @Test
  void refusesAResultThatIsTooLongToSend() {
    Blanks blanks = blanks("{{file}}".repeat(20), new TextFile("file", "", false));
    assertThatThrownBy(() -> blanks.fill(Map.of("file", "x".repeat(1_000_000))))
        .hasMessageContaining("20,000,000 characters")
        .hasMessageContaining("%,d".formatted(CompletionRequest.MOST_CHARACTERS));
  }

  @Test
  void refusesAValueNobodyAskedFor() {
    assertThatThrownBy(() -> blanks("{{name}}").fill(Map.of("nmae", "Ada")))
        .hasMessage("There is no variable \u201cnmae\u201d in this prompt; it has name.");
  }

  @Test
  void letsAnOptionalVariableBeEmpty() {
    assertThat(blanks("[{{more}}]", new Lines("more", "", "", true)).fill(Map.of()).text())
        .isEqualTo("[]");
  }

  @Test
  void neverExpandsWhatAFileHolds() {
    Blanks blanks = blanks("{{file}} {{name}}", new TextFile("file", "", false));
    assertThat(blanks.fill(Map.of("file", "{{name}}{{file}}", "name", "Ada")).text())
        .isEqualTo("{{name}}{{file}} Ada");
  }

  @Test
  void refusesVariablesThatMakeNoSense() {
    assertThatThrownBy(() -> text("two words", "")).hasMessageContaining("cannot name a variable");
    assertThatThrownBy(() -> new Choice("c", "", "", false, List.of()))
        .hasMessageContaining("1 to");
    assertThatThrownBy(() -> new Quantity("n", "", "", false, BigDecimal.TEN, BigDecimal.ONE))
        .hasMessageContaining("smallest");
  }

  private static Blanks blanks(String text, Variable... declared) {
    return Blanks.of("", text, List.of(declared));
  }

  private static Text text(String name, String standard) {
    return new Text(name, "", standard, false);
  }

  private static Choice tone() {
    return new Choice("tone", "Tone", "", false, List.of("calm", "curt"));
  }

  private static Quantity days() {
    return new Quantity("days", "", "", false, BigDecimal.ONE, new BigDecimal(30));
  }

  private static Day day() {
    return new Day("when", "", "", false);
  }

  @Test
  void tellsWhatIsWrongWithThePromptItselfAndNotWhatIsStillMissing() {
    Blanks blanks =
        Blanks.of(
            "",
            "{{free}} {{a}} {{n}} {{day}}",
            List.of(
                new Variable.Text("a", "", "{{a}}", false),
                new Variable.Quantity("n", "", "{{free}}", false, null, null),
                new Variable.Day("day", "", "soon", false)));
    assertThat(blanks.faults()).containsOnlyKeys("a", "day");
    assertThat(blanks.faults().get("a")).contains("refers back to itself");
  }
}
