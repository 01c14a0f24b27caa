package app.diptych.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {
  @Test
  void readsTextsNumbersTruthValuesListsAndFields() {
    assertThat(YamlDocument.read("a: hi\nb: 1.50\nc: [true, ~, '5']\nd: {e: x}\n"))
        .isEqualTo(
            Map.of(
                "a",
                "hi",
                "b",
                new BigDecimal("1.50"),
                "c",
                Arrays.asList(true, null, "5"),
                "d",
                Map.of("e", "x")));
    assertThat(YamlDocument.read("")).isNull();
  }

  @Test
  void anchorsAreWrittenOutAndMergedFieldsGiveWay() {
    assertThat(
            YamlDocument.read(
                "one: &one {a: x, b: y}\ntwo:\n  <<: *one\n  b: z\nthree: [*one, *one]\n"))
        .isEqualTo(
            Map.of(
                "one",
                Map.of("a", "x", "b", "y"),
                "two",
                Map.of("a", "x", "b", "z"),
                "three",
                List.of(Map.of("a", "x", "b", "y"), Map.of("a", "x", "b", "y"))));
  }

  @Test
  void aliasesThatMakeTooMuchOfASmallFileAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(9)).append("x]\n");
    }
    assertThatThrownBy(() -> YamlDocument.read(bomb.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aliases");
    String large = "a: &a " + "x".repeat(100_000) + "\nb: [" + "*a, ".repeat(5_000) + "x]\n";
    assertThatThrownBy(() -> YamlDocument.read(large))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too much text");
    assertThatThrownBy(() -> YamlDocument.read("a: &a [*a]\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deepNestingDuplicatesAndBrokenYamlAreRefusedWithTheLine() {
    assertThatThrownBy(() -> YamlDocument.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels deep");
    assertThatThrownBy(() -> YamlDocument.read("a: 1\na: 2\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\u201ca\u201d stands there twice");
    assertThatThrownBy(() -> YamlDocument.read("a: b\nc: 'd\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void whatIsWrittenReadsAsTheSame() {
    RandomPrompts random = new RandomPrompts(11);
    for (int i = 0; i < 2000; i++) {
      Map<String, Object> fields = new LinkedHashMap<>();
      List<Object> list = new ArrayList<>();
      for (int j = random.random().nextInt(4); j > 0; j--) {
        list.add(Map.of("text", random.text(10), "number", new BigDecimal("0.25")));
      }
      fields.put("list", list);
      fields.put("text", random.text(20));
      String written = YamlDocument.write(fields);
      assertThat(YamlDocument.read(written)).as("%d: %s", i, written).isEqualTo(fields);
    }
  }

  @Test
  void noTextCanBeTakenForADateOrAnotherValue() {
    for (String text : List.of("2026-01-31", "yes", "null", "0x1f", "1_000", "~", "=", "<<")) {
      assertThat(YamlDocument.write(Map.of("a", text))).isEqualTo("a: \"" + text + "\"\n");
    }
  }
}
