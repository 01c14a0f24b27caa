package app.diptych.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Gives equal JSON values equal numbers, whatever the order of their keys and however their numbers
 * are written.
 */
final class JsonSame {
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final IdentityHashMap<JsonNode, Integer> known = new IdentityHashMap<>();

  /** The number of this value; every value equal to it has the same. */
  int number(JsonNode value) {
    Integer before = known.get(value);
    if (before != null) {
      return before;
    }
    Object essence = essence(value);
    Integer fresh = numbers.size();
    Integer same = numbers.putIfAbsent(essence, fresh);
    int number = same == null ? fresh : same;
    known.put(value, number);
    return number;
  }

  List<Integer> numbers(JsonNode array) {
    List<Integer> result = new ArrayList<>();
    array.forEach(element -> result.add(number(element)));
    return result;
  }

  private Object essence(JsonNode value) {
    if (value.isObject()) {
      Map<String, Integer> members = new HashMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), number(member.getValue())));
      return members;
    }
    if (value.isArray()) {
      return numbers(value);
    }
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros();
    }
    return value.getNodeType() + value.toString();
  }
}
