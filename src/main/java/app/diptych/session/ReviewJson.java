package app.diptych.session;

import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.CastVote.Span;
import app.diptych.review.CastVote.Strength;
import app.diptych.review.Review;
import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reviews, rubrics and the details of ballots as JSON, both ways and without loss. */
public final class ReviewJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ReviewJson() {}

  /** Everything of a review but its id, title and date. */
  public static String body(Review review) {
    ObjectNode node = NODES.objectNode();
    // A number of 64 bits is none in every program that reads JSON.
    node.put("seed", Long.toString(review.seed()));
    ArrayNode items = node.putArray("items");
    review.items().forEach(items::add);
    Review.Settings settings = review.settings();
    node.put("reveal", word(settings.reveal()))
        .put("strength", settings.strength())
        .put("replay", settings.replay())
        .put("mask", settings.mask())
        .put("repeats", settings.repeats());
    if (settings.rubric() != null) {
      node.set("rubric", rubric(settings.rubric()));
    }
    return node.toString();
  }

  /**
   * @throws IllegalArgumentException when it is no review
   */
  public static Review review(String id, String title, Instant madeAt, String body) {
    JsonNode node = MAPPER.readTree(body);
    List<String> items = new ArrayList<>();
    node.path("items").forEach(item -> items.add(item.asString("")));
    JsonNode rubric = node.path("rubric");
    return new Review(
        id,
        title,
        madeAt,
        items,
        Long.parseLong(node.path("seed").asString("0")),
        new Review.Settings(
            Review.Reveal.valueOf(upper(node.path("reveal").asString("at_the_end"))),
            node.path("strength").asBoolean(false),
            node.path("replay").asBoolean(false),
            node.path("mask").asBoolean(true),
            node.path("repeats").asInt(0),
            rubric.isObject() ? rubric(rubric) : null));
  }

  public static ObjectNode rubric(Rubric rubric) {
    ObjectNode node =
        NODES.objectNode().put("name", rubric.name()).put("version", rubric.version());
    ArrayNode criteria = node.putArray("criteria");
    for (Criterion criterion : rubric.criteria()) {
      ObjectNode one =
          criteria
              .addObject()
              .put("name", criterion.name())
              .put("scale", word(criterion.scale()))
              .put("perAnswer", criterion.perAnswer())
              .put("required", criterion.required());
      ArrayNode anchors = one.putArray("anchors");
      criterion.anchors().forEach(anchors::add);
    }
    return node;
  }

  /**
   * @throws IllegalArgumentException when it is no rubric, with a sentence
   */
  public static Rubric rubric(JsonNode node) {
    List<Criterion> criteria = new ArrayList<>();
    for (JsonNode one : node.path("criteria")) {
      List<String> anchors = new ArrayList<>();
      one.path("anchors").forEach(anchor -> anchors.add(anchor.asString("")));
      criteria.add(
          new Criterion(
              one.path("name").asString(""),
              Rubric.Scale.valueOf(upper(one.path("scale").asString("five"))),
              anchors,
              one.path("perAnswer").asBoolean(true),
              one.path("required").asBoolean(false)));
    }
    return new Rubric(node.path("name").asString(""), node.path("version").asInt(1), criteria);
  }

  /** Everything of a ballot that stands in no column. */
  public static String detail(CastVote ballot) {
    ObjectNode node = NODES.objectNode();
    node.put("left", ballot.aWasLeft() ? "A" : "B").put("tookMs", ballot.took().toMillis());
    if (ballot.strength() != Strength.UNSAID) {
      node.put("strength", word(ballot.strength()));
    }
    if (!ballot.note().isEmpty()) {
      node.put("note", ballot.note());
    }
    if (!ballot.scores().isEmpty()) {
      ArrayNode scores = node.putArray("scores");
      ballot
          .scores()
          .forEach((what, score) ->
              scores
                  .addObject()
                  .put("criterion", what.criterion())
                  .put("side", side(what.side()))
                  .put("score", score));
    }
    if (!ballot.spans().isEmpty()) {
      ArrayNode spans = node.putArray("spans");
      for (Span span : ballot.spans()) {
        spans
            .addObject()
            .put("side", side(span.side()))
            .put("from", span.from())
            .put("to", span.to())
            .put("tag", span.tag());
      }
    }
    return node.toString();
  }

  /**
   * @throws IllegalArgumentException when the detail is none
   */
  public static CastVote ballot(
      String item, int round, String rater, Verdict verdict, Instant at, String detail) {
    JsonNode node = MAPPER.readTree(detail);
    Map<Scored, Integer> scores = new HashMap<>();
    for (JsonNode score : node.path("scores")) {
      scores.put(
          new Scored(score.path("criterion").asString(""), verdict(score.path("side"))),
          score.path("score").asInt(0));
    }
    List<Span> spans = new ArrayList<>();
    for (JsonNode span : node.path("spans")) {
      Verdict side = verdict(span.path("side"));
      if (side != null) {
        spans.add(
            new Span(
                side,
                span.path("from").asInt(0),
                span.path("to").asInt(0),
                span.path("tag").asString("")));
      }
    }
    return new CastVote(
        item,
        round,
        rater,
        verdict,
        Strength.valueOf(upper(node.path("strength").asString("unsaid"))),
        node.path("left").asString("A").equals("A"),
        Duration.ofMillis(node.path("tookMs").asLong(0)),
        node.path("note").asString(""),
        at,
        scores,
        spans);
  }

  private static @Nullable String side(@Nullable Verdict side) {
    return side == null ? null : side.name();
  }

  private static @Nullable Verdict verdict(JsonNode side) {
    return side.isString() ? Verdict.valueOf(side.stringValue()) : null;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
