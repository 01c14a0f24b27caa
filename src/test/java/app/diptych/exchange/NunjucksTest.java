package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.diptych.prompt.Template;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NunjucksTest {
  @Test
  void blanksBecomeOurs() {
    assertThat(ours("Hi {{name}}, {{ name }} and {{\n other_1\n}}!"))
        .isEqualTo("Hi {{name}}, {{name}} and {{other_1}}!");
    assertThat(ours("{{\u540d\u5b57}}")).isEqualTo("{{\u540d\u5b57}}");
  }

  @Test
  void aBackslashIsABackslashThere() {
    Template template = Template.of(ours("a\\{{x}} b\\\\{{x}}"));
    assertThat(template.fill(Map.of("x", "1"), 100)).isEqualTo("a\\1 b\\\\1");
  }

  @Test
  void whatComputesSomethingStaysTextAndIsTold() {
    Losses losses = new Losses();
    String text = "{{ a | upper }} {{a.b}} {{a-b}} {{true}} {% if a %}x{% endif %}";
    Template template = Template.of(Nunjucks.ours(text, losses));
    assertThat(template.names()).isEmpty();
    assertThat(template.fill(Map.of(), 100)).isEqualTo(text);
    assertThat(losses.list())
        .singleElement()
        .satisfies(loss -> assertThat(loss.count()).isEqualTo(6));
  }

  @Test
  void commentsVanishAndRawBlocksAreText() {
    assertThat(ours("a{# {{x}} #}b")).isEqualTo("ab");
    assertThat(filled("{% raw %}{{x}} {# y #}{% endraw %}!")).isEqualTo("{{x}} {# y #}!");
    assertThat(filled("{% raw %}a{% raw %}b{% endraw %}c{% endraw %}d"))
        .isEqualTo("a{% raw %}b{% endraw %}cd");
    assertThat(filled("{{ \"{{\" }}{{ '}' }}")).isEqualTo("{{}");
  }

  @Test
  void hyphensTakeAwayTheSpaceAround() {
    assertThat(ours("a \n{{- x -}} \n b")).isEqualTo("a{{x}}b");
  }

  @Test
  void whatHasNoEndIsText() {
    assertThat(filled("{{ a")).isEqualTo("{{ a");
    assertThat(filled("{% raw %}x {{y}}")).isEqualTo("x {{y}}");
    assertThat(filled("{")).isEqualTo("{");
  }

  @Test
  void aLiteralRendersAsItselfAndNamesNoFile() {
    RandomComparisons random = new RandomComparisons(7, false);
    for (int i = 0; i < 3000; i++) {
      String text = random.text(12);
      String written = Nunjucks.literal(text);
      assertThat(filled(written)).as("%d", i).isEqualTo(text);
      assertThat(written).doesNotStartWith("file://");
    }
  }

  private static String ours(String text) {
    return Nunjucks.ours(text, new Losses());
  }

  private static String filled(String text) {
    Template template = Template.of(ours(text));
    assertThat(template.names()).isEmpty();
    return template.fill(Map.of(), 10_000);
  }

  @Test
  void doesNotSearchALongTextAgainForEachMarkThatIsNeverClosed() {
    String many = "{{ ".repeat(400_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> assertThat(Nunjucks.ours(many, new Losses())).contains("{{"));
  }
}
