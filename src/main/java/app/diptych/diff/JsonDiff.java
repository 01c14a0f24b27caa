package app.diptych.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Compares two JSON documents path by path: one row for each value. The order of keys and the way
 * values are written do not count; the order of array elements does.
 */
final class JsonDiff {
  private final JsonSame sameness = new JsonSame();
  private final Rows rows = new Rows();
  private final Effort effort;

  /** For the words within values, so that they never use up what finding paths may cost. */
  private final Effort refining;

  private JsonDiff(Effort effort) {
    this.effort = effort;
    this.refining = effort.again();
  }

  /** What differs, or empty when finding it takes more than the effort allows. */
  static Optional<Diff> between(JsonNode a, JsonNode b, Effort effort) {
    JsonDiff diff = new JsonDiff(effort);
    try {
      diff.compare(JsonPath.ROOT, JsonPath.ROOT, a, b);
      return Optional.of(diff.rows.diff(Mode.STRUCTURE));
    } catch (Effort.Exhausted tooMuch) {
      return Optional.empty();
    }
  }

  /** The paths differ only below an array where one side has more elements. */
  private void compare(JsonPath inA, JsonPath inB, JsonNode a, JsonNode b) {
    effort.spend();
    if (isLeaf(a) && isLeaf(b)) {
      leaves(inA, inB, a, b);
    } else if (a.isObject() && b.isObject()) {
      objects(inA, inB, a, b);
    } else if (a.isArray() && b.isArray()) {
      arrays(inA, inB, a, b);
    } else {
      onlyA(inA, a);
      onlyB(inB, b);
    }
  }

  private static boolean isLeaf(JsonNode value) {
    return value.isEmpty();
  }

  private void leaves(JsonPath inA, JsonPath inB, JsonNode a, JsonNode b) {
    if (sameness.number(a) == sameness.number(b)) {
      rows.add(
          line(inA, Cell.of(a.toString(), Span.NONE)), line(inB, Cell.of(b.toString(), Span.NONE)));
      rows.count(2, 1);
    } else {
      int difference = rows.nextDifference();
      WordDiff.Beside values = WordDiff.within(a.toString(), b.toString(), difference, refining);
      rows.add(Row.Kind.CHANGED, line(inA, values.a()), line(inB, values.b()));
      rows.count(2, 0);
    }
  }

  private void objects(JsonPath inA, JsonPath inB, JsonNode a, JsonNode b) {
    a.properties()
        .forEach(member -> {
          JsonNode other = b.get(member.getKey());
          if (other == null) {
            onlyA(inA.key(member.getKey()), member.getValue());
          } else {
            compare(inA.key(member.getKey()), inB.key(member.getKey()), member.getValue(), other);
          }
        });
    b.properties().stream()
        .filter(member -> a.get(member.getKey()) == null)
        .forEach(member -> onlyB(inB.key(member.getKey()), member.getValue()));
  }

  private void arrays(JsonPath inA, JsonPath inB, JsonNode a, JsonNode b) {
    List<Edit> edits =
        EditScript.between(sameness.numbers(a), sameness.numbers(b), effort)
            .orElseThrow(Effort.Exhausted::new);
    int i = 0;
    int j = 0;
    for (Edit edit : edits) {
      while (i < edit.aFrom()) {
        compare(inA.index(i), inB.index(j), a.get(i++), b.get(j++));
      }
      while (i < edit.aTo() && j < edit.bTo()) {
        compare(inA.index(i), inB.index(j), a.get(i++), b.get(j++));
      }
      while (i < edit.aTo()) {
        onlyA(inA.index(i), a.get(i++));
      }
      while (j < edit.bTo()) {
        onlyB(inB.index(j), b.get(j++));
      }
    }
    while (i < a.size()) {
      compare(inA.index(i), inB.index(j), a.get(i++), b.get(j++));
    }
  }

  private void onlyA(JsonPath path, JsonNode value) {
    only(path, value, cell -> rows.add(Row.Kind.ONLY_A, cell, null));
  }

  private void onlyB(JsonPath path, JsonNode value) {
    only(path, value, cell -> rows.add(Row.Kind.ONLY_B, null, cell));
  }

  /** A value with all that is in it is one difference. */
  private void only(JsonPath path, JsonNode value, Consumer<Cell> add) {
    int difference = rows.nextDifference();
    List<Cell> leaves = new ArrayList<>();
    flatten(path, value, difference, leaves);
    leaves.forEach(add);
    rows.count(leaves.size(), 0);
  }

  private void flatten(JsonPath path, JsonNode value, int difference, List<Cell> leaves) {
    effort.spend();
    if (value.isEmpty()) {
      leaves.add(line(path, Cell.of(value.toString(), difference), difference));
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(
              member -> flatten(path.key(member.getKey()), member.getValue(), difference, leaves));
    } else {
      for (int i = 0; i < value.size(); i++) {
        flatten(path.index(i), value.get(i), difference, leaves);
      }
    }
  }

  private static Cell line(JsonPath path, Cell value) {
    return line(path, value, Span.NONE);
  }

  private static Cell line(JsonPath path, Cell value, int difference) {
    List<Span> spans = new ArrayList<>();
    if (!path.text().isEmpty()) {
      spans.add(new Span(path.text() + ": ", difference));
    }
    spans.addAll(value.spans());
    return new Cell(spans);
  }
}
