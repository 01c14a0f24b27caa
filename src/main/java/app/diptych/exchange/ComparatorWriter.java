package app.diptych.exchange;

import app.diptych.completion.Usage;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes sessions for LLM Comparator's viewer. */
final class ComparatorWriter implements Exporter {
  static final Set<Part> KEPT =
      EnumSet.of(
          Part.TITLE,
          Part.TAGS,
          Part.SYSTEM,
          Part.EARLIER_TURNS,
          Part.ANSWERS,
          Part.REASONING,
          Part.USAGE,
          Part.END_TO_END,
          Part.FIRST_TOKEN,
          Part.FINISH_REASON,
          Part.FAILURES,
          Part.VERDICTS,
          Part.OTHER_RATERS,
          Part.VOTE_NOTES);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public Format format() {
    return Format.LLM_COMPARATOR;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (SavedSession session : sessions) {
      for (Whole whole : session.trials()) {
        rows.add(new Row(whole, session.summary().tags()));
      }
    }
    Set<ComparatorField> used = EnumSet.noneOf(ComparatorField.class);
    rows.forEach(row -> used.addAll(row.fields.keySet()));
    ObjectNode root = NODES.objectNode();
    root.set("metadata", metadata(sessions, used));
    ArrayNode models = root.putArray("models");
    models.addObject().put("name", name(rows, Side.A));
    models.addObject().put("name", name(rows, Side.B));
    ArrayNode examples = root.putArray("examples");
    rows.forEach(row -> examples.add(row.example(used)));
    out.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root));
    out.write('\n');
    Losses losses = new Losses();
    new Leftovers(format(), KEPT).tellJoined(sessions, losses);
    return losses.list();
  }

  private static ObjectNode metadata(List<SavedSession> sessions, Set<ComparatorField> used) {
    ObjectNode metadata = NODES.objectNode();
    metadata.put(
        "source_path",
        sessions.stream()
            .map(session -> session.summary().title())
            .collect(Collectors.joining(" + ")));
    ArrayNode schema = metadata.putArray("custom_fields_schema");
    used.forEach(field -> schema.addObject().put("name", field.key()).put("type", field.type()));
    schema.addObject().put("name", ComparatorField.RATER).put("type", ComparatorField.RATER_TYPE);
    return metadata;
  }

  /** The model's name, or that there are several. */
  private static String name(List<Row> rows, Side side) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> row.whole.trial().answer(side).ifPresent(a -> names.add(a.model())));
    return names.size() == 1 ? names.iterator().next() : side + ": " + names.size() + " models";
  }

  /** One trial on its way. */
  private static final class Row {
    private final Whole whole;
    private final List<String> tags;
    private final Map<ComparatorField, JsonNode> fields = new EnumMap<>(ComparatorField.class);

    Row(Whole whole, List<String> tags) {
      this.whole = whole;
      this.tags = tags;
      SavedTrial trial = whole.trial();
      fields.put(ComparatorField.TRIAL, NODES.stringNode(trial.id()));
      if (trial.parent() != null) {
        fields.put(ComparatorField.PARENT, NODES.stringNode(trial.parent()));
      }
      whole.votes().stream()
          .filter(vote -> vote.rater().isEmpty())
          .findFirst()
          .map(vote -> NODES.stringNode(ComparatorVotes.label(vote.verdict())))
          .ifPresent(label -> fields.put(ComparatorField.VERDICT, label));
      texts();
      numbers();
    }

    private void texts() {
      text(ComparatorField.MODEL, Answer::model);
      text(
          ComparatorField.SYSTEM,
          answer -> Leftovers.system(answer.request().messages()).orElse(null));
      text(
          ComparatorField.REASONING,
          answer -> answer.reasoning().isEmpty() ? null : answer.reasoning());
      text(
          ComparatorField.FINISH_REASON,
          answer -> answer.finishReason() == null ? null : answer.finishReason().wire());
      text(
          ComparatorField.FAILURE,
          answer ->
              answer.failure() == null
                  ? null
                  : answer.failure().kind() + ": " + answer.failure().message());
    }

    private void numbers() {
      duration(ComparatorField.LATENCY, metrics -> metrics.endToEnd().orElse(null));
      duration(
          ComparatorField.FIRST_TOKEN,
          metrics -> metrics.endToEnd().isEmpty() ? null : metrics.timeToFirstToken().orElse(null));
      count(ComparatorField.INPUT_TOKENS, Usage::inputTokens);
      count(ComparatorField.OUTPUT_TOKENS, Usage::outputTokens);
      count(ComparatorField.REASONING_TOKENS, Usage::reasoningTokens);
      count(ComparatorField.CACHED_TOKENS, Usage::cachedTokens);
    }

    private void text(ComparatorField field, Function<Answer, @Nullable String> value) {
      both(
          field,
          answer -> {
            String text = value.apply(answer);
            return text == null ? NODES.nullNode() : NODES.stringNode(text);
          });
    }

    private void duration(
        ComparatorField field, Function<RequestMetrics, @Nullable Duration> value) {
      both(
          field,
          answer -> {
            Duration duration = value.apply(answer.metrics());
            return duration == null ? NODES.nullNode() : NODES.numberNode(duration.toNanos() / 1e6);
          });
    }

    private void count(ComparatorField field, Function<Usage, Integer> value) {
      both(
          field,
          answer ->
              Leftovers.counted(answer)
                  .<JsonNode>map(usage -> NODES.numberNode(value.apply(usage)))
                  .orElseGet(NODES::nullNode));
    }

    /** Keeps a value for each model, when either has one. */
    private void both(ComparatorField field, Function<Answer, JsonNode> value) {
      ArrayNode both = NODES.arrayNode();
      for (Side side : Side.values()) {
        both.add(whole.trial().answer(side).map(value).orElseGet(NODES::nullNode));
      }
      if (!both.get(0).isNull() || !both.get(1).isNull()) {
        fields.put(field, both);
      }
    }

    ObjectNode example(Set<ComparatorField> used) {
      ObjectNode example = NODES.objectNode();
      example.put("input_text", whole.trial().prompt());
      ArrayNode list = example.putArray("tags");
      tags.forEach(list::add);
      for (Side side : Side.values()) {
        example.put(
            side == Side.A ? "output_text_a" : "output_text_b",
            whole.trial().answer(side).map(Answer::text).orElse(""));
      }
      ComparatorVotes.write(whole.votes(), example);
      ObjectNode custom = example.putObject("custom_fields");
      for (ComparatorField field : used) {
        custom.set(field.key(), fields.getOrDefault(field, nothing(field)));
      }
      return example;
    }

    private static JsonNode nothing(ComparatorField field) {
      return field.isPerModel() ? NODES.arrayNode().addNull().addNull() : NODES.nullNode();
    }
  }
}
