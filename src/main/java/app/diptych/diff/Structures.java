package app.diptych.diff;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The structure of two answers: JSON where both have it, else code where both have it. */
final class Structures {
  private final One a;
  private final One b;

  /** What one answer has; null when it has no JSON. */
  private record One(@Nullable JsonNode json, List<CodeBlock> code) {

    static One of(String answer) {
      List<CodeBlock> blocks = CodeBlock.of(answer);
      return new One(JsonText.find(answer, blocks).orElse(null), blocks);
    }

    String words() {
      if (json != null) {
        return "JSON";
      }
      return code.isEmpty() ? "neither" : "code";
    }
  }

  private Structures(One a, One b) {
    this.a = a;
    this.b = b;
  }

  static Structures of(String a, String b) {
    return new Structures(One.of(a), One.of(b));
  }

  Structures swapped() {
    return new Structures(b, a);
  }

  /** Why the structures cannot be compared, as a sentence; empty when they can. */
  String problem() {
    boolean json = a.json() != null && b.json() != null;
    boolean code = !a.code().isEmpty() && !b.code().isEmpty();
    if (json || code) {
      return "";
    }
    return "Structure needs JSON on both sides, or code blocks on both: A has "
        + a.words()
        + ", B has "
        + b.words()
        + ".";
  }

  /** What differs, or empty when finding it takes more than the effort allows. */
  Optional<Diff> between(Effort effort) {
    JsonNode one = a.json();
    JsonNode other = b.json();
    return one != null && other != null
        ? JsonDiff.between(one, other, effort)
        : CodeDiff.between(a.code(), b.code(), effort);
  }
}
