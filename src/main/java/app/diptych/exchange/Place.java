package app.diptych.exchange;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/**
 * A value in somebody's JSON and where it stands, so that whatever is wrong with it can be named.
 * Half characters in its texts are replaced: nothing else in the product can hold them.
 */
final class Place {
  private final JsonNode node;
  private final @Nullable Place parent;

  /** A field's name, an index in brackets, or for the outermost value the file and line. */
  private final String step;

  private Place(JsonNode node, @Nullable Place parent, String step) {
    this.node = node;
    this.parent = parent;
    this.step = step;
  }

  /**
   * An outermost value.
   *
   * @param where for example {@code line 3 of votes.jsonl}
   */
  static Place of(JsonNode node, String where) {
    return new Place(node, null, where);
  }

  /** The one document that a file is. */
  static Place document(Source source) throws ExchangeException {
    return of(Json.read(source.text(), source.name()), source.name());
  }

  JsonNode node() {
    return node;
  }

  /** The value of a field; a missing one when there is none. */
  Place at(String field) {
    return new Place(node.path(field), this, field);
  }

  /** A value of a list; a missing one when there is none. */
  Place at(int index) {
    return new Place(node.path(index), this, "[" + index + "]");
  }

  /** The same place for a value that was written as JSON inside a text. */
  Place inside(JsonNode unpacked) {
    return new Place(unpacked, parent, step);
  }

  /** Whether there is nothing here, or {@code null}. */
  boolean isMissing() {
    return node.isMissingNode() || node.isNull();
  }

  boolean has(String field) {
    return !at(field).isMissing();
  }

  boolean isText() {
    return node.isString();
  }

  /** The text here. */
  String text() throws ExchangeException {
    if (!node.isString()) {
      throw wrong("text");
    }
    return whole(node.stringValue());
  }

  /** The text here, or the other one when there is none. */
  String text(String otherwise) {
    return node.isString() ? whole(node.stringValue()) : otherwise;
  }

  /** A text, a number or a truth value, as text; the other one for anything else. */
  String words(String otherwise) {
    return node.isValueNode() && !node.isNull() && !node.isMissingNode()
        ? whole(node.asString(otherwise))
        : otherwise;
  }

  /** The number here, when it is one that can be computed with. */
  Optional<Double> number() {
    return node.isNumber() && Double.isFinite(node.doubleValue())
        ? Optional.of(node.doubleValue())
        : Optional.empty();
  }

  /** The whole number here, 0 or more, no larger than an int holds. */
  Optional<Integer> count() {
    return number()
        .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
        .map(Double::intValue);
  }

  boolean isTrue() {
    return node.isBoolean() && node.booleanValue();
  }

  /** This, when it has fields. */
  Place object() throws ExchangeException {
    if (!node.isObject()) {
      throw wrong("an object with fields");
    }
    return this;
  }

  /** The values of the list here; none when it is missing. */
  List<Place> items() throws ExchangeException {
    if (isMissing()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong("a list");
    }
    List<Place> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(at(i));
    }
    return items;
  }

  /** Every field here, in order; none when this is no object. */
  void fields(BiConsumer<String, Place> each) {
    Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
    while (fields.hasNext()) {
      String name = fields.next().getKey();
      each.accept(name, at(name));
    }
  }

  /**
   * What to say of a value of the wrong kind.
   *
   * @param expected for example {@code a list}
   */
  ExchangeException wrong(String expected) {
    return new ExchangeException(where() + " must be " + expected + ", but is " + kind() + ".");
  }

  /** Where this stands, for people: {@code choices[0].turns in line 3 of answers.jsonl}. */
  String where() {
    StringBuilder path = new StringBuilder();
    Place place = this;
    while (place.parent != null) {
      boolean dot = !path.isEmpty() && path.charAt(0) != '[';
      path.insert(0, place.step + (dot ? "." : ""));
      place = place.parent;
    }
    return path.isEmpty() ? place.step : path + " in " + place.step;
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case JsonNodeType.ARRAY -> "a list";
      case JsonNodeType.OBJECT, JsonNodeType.POJO -> "an object";
      case JsonNodeType.STRING, JsonNodeType.BINARY -> "text";
      case JsonNodeType.NUMBER -> "a number";
      case JsonNodeType.BOOLEAN -> "true or false";
      case JsonNodeType.NULL -> "null";
      case JsonNodeType.MISSING -> "missing";
    };
  }

  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(point ->
            point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
