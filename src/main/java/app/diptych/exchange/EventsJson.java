package app.diptych.exchange;

import app.diptych.session.SavedEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a side besides its text, as JSON. */
final class EventsJson {
  /** More than anything can happen to one answer. */
  private static final int MOST = 10_000;

  private EventsJson() {}

  static ArrayNode write(List<SavedEvent> events) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (SavedEvent event : events) {
      ObjectNode node = list.addObject().put("atNs", event.atNanos()).put("kind", event.kind());
      node.set("detail", tree(event.detail()));
    }
    return list;
  }

  /**
   * @throws IllegalArgumentException when it is no list of events
   */
  static List<SavedEvent> read(JsonNode list) {
    if (list.size() > MOST) {
      throw new IllegalArgumentException("More happened to one side than can happen");
    }
    List<SavedEvent> events = new ArrayList<>();
    for (JsonNode node : list) {
      Fields fields = new Fields(node);
      events.add(
          new SavedEvent(
              fields.wholeOr("atNs", 0), fields.text("kind"), detail(fields.node("detail"))));
    }
    return events;
  }

  /** Nothing more may be known of an event. */
  private static String detail(JsonNode told) {
    return told.isMissingNode() ? "{}" : told.toString();
  }

  private static JsonNode tree(String detail) {
    try {
      return Json.mapper().readTree(detail);
    } catch (JacksonException notJson) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
