package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final int PLENTY = 1_000_000;
  private static final int ROUNDS = 3_000;

  @Test
  void putsValuesInTheirPlaces() {
    Template template = Template.of("Dear {{name}}, {{ topic }} by {{name}}.");
    assertThat(template.names()).containsExactly("name", "topic");
    assertThat(template.fill(Map.of("name", "Ada", "topic", "sums"), PLENTY))
        .isEqualTo("Dear Ada, sums by Ada.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{}}",
        "{{1st}}",
        "{{#if x}}",
        "{{a b}}",
        "{{x",
        "x}}",
        "{ {x}}",
        "{{x}",
        "\\{{",
        "{{x\n}}",
        "\\\\",
        "{{x.y}}",
        "\\begin{x}"
      })
  void leavesBracesAroundAnythingElseThanANameAlone(String text) {
    assertThat(Template.of(text).names()).isEmpty();
    assertThat(Template.of(text).fill(Map.of(), PLENTY)).isEqualTo(text);
  }

  @Test
  void takesNamesInEveryScript() {
    assertThat(Template.of("{{主题}} {{größe_2}} {{a-b}}").names())
        .containsExactly("主题", "größe_2", "a-b");
  }

  @Test
  void keepsAPlaceholderAsTextAfterABackslash() {
    assertThat(Template.of("\\{{x}} and \\\\{{x}}").fill(Map.of("x", "1"), PLENTY))
        .isEqualTo("{{x}} and \\1");
  }

  @Test
  void neverExpandsAValue() {
    Map<String, String> values = Map.of("a", "{{b}} $1 \\{{b}}", "b", "no");
    assertThat(Template.of("{{a}}").fill(values, PLENTY)).isEqualTo("{{b}} $1 \\{{b}}");
  }

  @Test
  void refusesAnUndefinedVariableAndATextThatGrowsTooLong() {
    assertThatThrownBy(() -> Template.of("{{x}}").fill(Map.of(), PLENTY))
        .hasMessage("The variable \u201cx\u201d has no value: give it one.");
    Template many = Template.of("{{x}}".repeat(10_000));
    assertThatThrownBy(() -> many.fill(Map.of("x", "y".repeat(1_000_000)), PLENTY))
        .hasMessageContaining("10,000,000,000 characters");
  }

  @Test
  void readsEveryQuotedTextAsItself() {
    RandomPrompts prompts = new RandomPrompts(1);
    for (int round = 0; round < ROUNDS; round++) {
      String text = prompts.text(20);
      assertThat(Template.of(Template.quote(text)).fill(Map.of(), PLENTY))
          .as("round %d", round)
          .isEqualTo(text);
    }
  }

  @Test
  void changesNothingInATextWithoutPlaceholders() {
    RandomPrompts prompts = new RandomPrompts(2);
    for (int round = 0; round < ROUNDS; round++) {
      String text = prompts.text(20).replace("}", ")");
      assertThat(Template.of(text).fill(Map.of(), PLENTY)).as("round %d", round).isEqualTo(text);
    }
  }

  @Test
  void putsEveryValueInLiterallyWhateverStandsAroundIt() {
    RandomPrompts prompts = new RandomPrompts(3);
    for (int round = 0; round < ROUNDS; round++) {
      String before = prompts.text(8).replace("\\", "");
      String after = prompts.text(8);
      String value = prompts.text(8);
      Map<String, String> values = new LinkedHashMap<>();
      values.put("here", value);
      String template = Template.quote(before) + "{{here}}" + Template.quote(after);
      assertThat(Template.of(template).fill(values, PLENTY))
          .as("round %d", round)
          .isEqualTo(before + value + after);
    }
  }

  @Test
  void anEscapedTextRendersAsItself() {
    for (String text :
        java.util.List.of(
            "plain", "{{name}}", "\\{{name}}", "\\\\{{ a }} and {{b}}", "{{ }} {{1}} {{{x}}}")) {
      Template template = Template.of(Template.escape(text));
      assertThat(template.pieces()).noneMatch(Template.Placeholder.class::isInstance);
      String rendered =
          template.pieces().stream()
              .map(piece -> ((Template.Literal) piece).text())
              .collect(java.util.stream.Collectors.joining());
      assertThat(rendered).isEqualTo(text);
    }
  }
}
