package app.diptych.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** JSON compared by path and code by line, whatever their formatting. */
class StructureTest {
  @Test
  void ignoresTheOrderOfKeysTheFormattingAndHowNumbersAreWritten() {
    Diff diff =
        diff("{\"a\": 1.0, \"b\": [1, 2]}", "Here:\n```json\n{\"b\":[1,2],\n\"a\":1}\n```\n");
    assertThat(diff.differences()).isZero();
    assertThat(diff.percentSame()).isEqualTo(100);
  }

  @Test
  void namesThePathOfWhatIsAddedRemovedAndChanged() {
    Diff diff =
        diff(
            "{\"user\": {\"name\": \"Ann\", \"age\": 30}, \"x-y z\": 1}",
            "{\"user\": {\"name\": \"Bob\", \"age\": 30, \"tags\": [\"a\", \"b\"]}}");
    assertThat(lines(diff))
        .containsExactly(
            "CHANGED user.name: \"Ann\" | user.name: \"Bob\"",
            "SAME user.age: 30 | user.age: 30",
            "ONLY_B  | user.tags[0]: \"a\"",
            "ONLY_B  | user.tags[1]: \"b\"",
            "ONLY_A [\"x-y z\"]: 1 | ");
    // The array that was added is one difference.
    assertThat(diff.differences()).isEqualTo(3);
    assertThat(diff.similarity()).isEqualTo(2.0 / 7);
  }

  @Test
  void findsTheElementThatWasPutInFrontOfAnArray() {
    Diff diff = diff("[{\"id\": 1}, {\"id\": 2}]", "[{\"id\": 0}, {\"id\": 1}, {\"id\": 2}]");
    assertThat(lines(diff))
        .containsExactly(
            "ONLY_B  | [0].id: 0", "SAME [0].id: 1 | [1].id: 1", "SAME [1].id: 2 | [2].id: 2");
  }

  @Test
  void showsAValueThatBecameAnObjectAsRemovedAndAdded() {
    assertThat(lines(diff("{\"a\": 1}", "{\"a\": {\"b\": 1}}")))
        .containsExactly("ONLY_A a: 1 | ", "ONLY_B  | a.b: 1");
    assertThat(lines(diff("{\"a\": {}}", "{\"a\": []}"))).containsExactly("CHANGED a: {} | a: []");
  }

  @Test
  void tellsNullTextAndNumberApart() {
    assertThat(diff("[null, \"1\", true]", "[null, 1, \"true\"]").differences()).isEqualTo(2);
  }

  @Test
  void takesBrokenDeepOrAmbiguousJsonForNoJson() {
    for (String broken :
        List.of("{\"a\": 1", "{\"a\": 1} x", "{\"a\": 1, \"a\": 2}", "[".repeat(5_000), "42")) {
      Differ.Comparison comparison = compare(broken, "{\"a\": 1}");
      assertThat(comparison.outcome()).isInstanceOf(Outcome.NotCompared.class);
      assertThat(comparison.noStructure()).contains("A has neither, B has JSON");
    }
  }

  @Test
  void saysWhatEachSideHasWhenTheyCannotBeCompared() {
    assertThat(compare("plain", "```py\nx\n```").noStructure())
        .isEqualTo(
            "Structure needs JSON on both sides, or code blocks on both: A has neither, B has"
                + " code.");
  }

  @Test
  void ignoresIndentationOfCode() {
    Diff diff = diff("```java\nif (x) {\n  y();  \n}\n```", "~~~java\nif (x) {\n\ty();\n}\n~~~");
    assertThat(diff.differences()).isZero();
    assertThat(lines(diff).getFirst())
        .isEqualTo("SAME Code block 1 \u00b7 java | Code block 1 \u00b7 java");
  }

  @Test
  void marksTheWordsThatDifferInALineOfCode() {
    Diff diff = diff("```\nint low = 0;\nreturn low;\n```", "```c\nint low = 1;\nreturn low;");
    assertThat(lines(diff))
        .containsExactly(
            "SAME Code block 1 | Code block 1 \u00b7 c",
            "CHANGED int low = 0; | int low = 1;",
            "SAME return low; | return low;");
    assertThat(Objects.requireNonNull(diff.rows().get(1).b()).spans())
        .containsExactly(Span.same("int low = "), new Span("1", 0), Span.same(";"));
    assertThat(diff.similarity()).isEqualTo(0.5);
  }

  @Test
  void showsABlockThatOnlyOneSideHasAsOneDifference() {
    Diff diff = diff("```\na\n```\ntext\n```sh\nb\nc\n```", "```\na\n```");
    assertThat(diff.differences()).isEqualTo(1);
    assertThat(diff.rows().stream().filter(row -> row.kind() == Row.Kind.ONLY_A)).hasSize(3);
  }

  @Test
  void readsFencesAsMarkdownDoes() {
    assertThat(CodeBlock.of("````md\n```\ninner\n```\n````\n  ```Java title=x\n  a\n  ```"))
        .containsExactly(
            new CodeBlock("md", List.of("```", "inner", "```")),
            new CodeBlock("java", List.of("  a")));
    assertThat(CodeBlock.of("a ``` b ``` c\n`` x ``\n```inline```")).isEmpty();
  }

  private static Differ.Comparison compare(String a, String b) {
    return new Differ().compare(a, b, Mode.STRUCTURE, () -> false);
  }

  private static Diff diff(String a, String b) {
    return (Diff) compare(a, b).outcome();
  }

  private static List<String> lines(Diff diff) {
    return diff.rows().stream()
        .map(row ->
            row.kind()
                + " "
                + (row.a() == null ? "" : row.a().text())
                + " | "
                + (row.b() == null ? "" : row.b().text()))
        .toList();
  }
}
