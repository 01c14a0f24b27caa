package app.diptych.cli;

import app.diptych.exchange.Loss;
import app.diptych.review.Verdict;
import app.diptych.session.SessionSummary;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Saved sessions for a terminal and as JSON. */
final class SessionsText {
  static final String NONE_YET =
      "Nothing is saved here yet. Run a prompt in the window, or import a file.";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int SHORT_ID = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private SessionsText() {}

  static void print(DiptychCommand root, List<SessionSummary> sessions, String none) {
    if (root.json) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      sessions.forEach(session -> list.add(json(session)));
      root.terminal().print(pretty(list));
    } else if (sessions.isEmpty()) {
      root.terminal().print(none);
    } else {
      sessions.forEach(session -> root.terminal().print(line(session)));
    }
  }

  /** The beginning of the id is enough to name it. */
  private static String line(SessionSummary session) {
    int votes = session.votes().total();
    return String.format(
        Locale.ROOT,
        "%-8s  %s  %-11s  %s  (%s)",
        brief(session.id()),
        TIME.format(session.changedAt()),
        count(session.trials(), "trial"),
        Terminal.safe(oneLine(session.title())),
        Terminal.safe(String.join(", ", session.models()))
            + (votes == 0 ? "" : "; " + count(votes, "verdict")));
  }

  static ObjectNode json(SessionSummary session) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("session", session.id())
            .put("title", session.title())
            .put("notes", session.notes())
            .put("createdAt", session.createdAt().toString())
            .put("changedAt", session.changedAt().toString())
            .put("pinned", session.pinned())
            .put("archived", session.archived())
            .put("madeFrom", session.madeFrom())
            .put("trials", session.trials())
            .put("failures", session.failures());
    ObjectNode votes = node.putObject("votes");
    for (Verdict verdict : Verdict.values()) {
      votes.put(word(verdict), session.votes().count(verdict));
    }
    ArrayNode models = node.putArray("models");
    session.models().forEach(models::add);
    ArrayNode tags = node.putArray("tags");
    session.tags().forEach(tags::add);
    return node;
  }

  static ArrayNode json(List<Loss> losses) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    losses.forEach(loss ->
        list.addObject()
            .put("what", loss.what())
            .put("count", loss.count())
            .put("why", loss.why()));
    return list;
  }

  /** What stays behind, a line each; nothing when nothing does. */
  static String lines(List<Loss> losses) {
    StringBuilder lines = new StringBuilder();
    for (Loss loss : losses) {
      lines
          .append("\n  left out: ")
          .append(loss.count())
          .append(" \u00d7 ")
          .append(loss.what())
          .append(". ")
          .append(loss.why());
    }
    return Terminal.safe(lines.toString());
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case A -> "A";
      case B -> "B";
      case TIE -> "tie";
      case BOTH_BAD -> "both_bad";
    };
  }

  static String count(int count, String what) {
    return String.format(Locale.ROOT, count == 1 ? "%,d %s" : "%,d %ss", count, what);
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  static String pretty(JsonNode document) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  private static String brief(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
  }
}
