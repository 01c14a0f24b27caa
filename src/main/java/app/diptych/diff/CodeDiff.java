package app.diptych.diff;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares code block by block, the first with the first and so on, line by line. Indentation and
 * spaces at the end of a line do not count.
 */
final class CodeDiff {
  private final List<CodeBlock> a;
  private final List<CodeBlock> b;
  private final Effort effort;
  private final Effort refining;
  private final Rows rows = new Rows();

  private CodeDiff(List<CodeBlock> a, List<CodeBlock> b, Effort effort) {
    this.a = a;
    this.b = b;
    this.effort = effort;
    this.refining = effort.again();
  }

  static Optional<Diff> between(List<CodeBlock> a, List<CodeBlock> b, Effort effort) {
    return new CodeDiff(a, b, effort).diff();
  }

  private Optional<Diff> diff() {
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      CodeBlock one = i < a.size() ? a.get(i) : null;
      CodeBlock other = i < b.size() ? b.get(i) : null;
      if (!block(i + 1, one, other)) {
        return Optional.empty();
      }
    }
    return Optional.of(rows.diff(Mode.STRUCTURE));
  }

  /**
   * @return false when it takes more than the effort allows
   */
  private boolean block(int number, @Nullable CodeBlock one, @Nullable CodeBlock other) {
    if (one != null && other != null) {
      rows.heading(Row.Kind.SAME, name(number, one, Span.NONE), name(number, other, Span.NONE));
      return LineDiff.into(
          rows,
          one.lines(),
          other.lines(),
          String::strip,
          (left, right, place) -> WordDiff.within(left, right, place, refining),
          effort);
    }
    int difference = rows.nextDifference();
    if (one != null) {
      rows.heading(Row.Kind.ONLY_A, name(number, one, difference), null);
      one.lines().forEach(line -> rows.add(Row.Kind.ONLY_A, Cell.of(line, difference), null));
      rows.count(one.lines().size(), 0);
    } else if (other != null) {
      rows.heading(Row.Kind.ONLY_B, null, name(number, other, difference));
      other.lines().forEach(line -> rows.add(Row.Kind.ONLY_B, null, Cell.of(line, difference)));
      rows.count(other.lines().size(), 0);
    }
    return true;
  }

  private static Cell name(int number, CodeBlock block, int difference) {
    String language = block.language().isEmpty() ? "" : " \u00b7 " + block.language();
    return Cell.of("Code block " + number + language, difference);
  }
}
