package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.review.CastVote;
import app.diptych.review.CastVote.Scored;
import app.diptych.review.Review;
import app.diptych.review.Rubric;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.trial.Answer;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes votes in a format that is for votes only. */
enum PreferenceWriter {
  /**
   * A line for each decisive vote, as OpenAI's preference fine-tuning takes them
   * (platform.openai.com, "Direct preference optimization").
   */
  OPENAI {
    @Override
    void write(
        Review review, List<SavedSession> sessions, List<CastVote> votes, Losses losses, Writer out)
        throws IOException {
      losses.add("names of models and raters", votes.size(), "A preference is text.");
      for (SavedSession session : sessions) {
        for (Whole whole : session.trials()) {
          for (Vote vote : whole.votes()) {
            if (vote.verdict() == Verdict.A || vote.verdict() == Verdict.B) {
              out.write(Json.mapper().writeValueAsString(preference(whole, vote)));
              out.write('\n');
            } else {
              losses.add(
                  vote.verdict() == Verdict.TIE ? "ties" : "both-bad verdicts",
                  "A preference needs a better answer.");
            }
          }
        }
      }
    }

    private ObjectNode preference(Whole whole, Vote vote) {
      Answer a = answer(whole, Side.A);
      Answer b = answer(whole, Side.B);
      ObjectNode line = Json.mapper().createObjectNode();
      ObjectNode input = line.putObject("input");
      ArrayNode messages = input.putArray("messages");
      for (Message message : a.request().messages()) {
        messages.addObject().put("role", message.role().wire()).put("content", message.content());
      }
      input.putArray("tools");
      input.put("parallel_tool_calls", true);
      said(line.putArray("preferred_output"), vote.verdict() == Verdict.A ? a : b);
      said(line.putArray("non_preferred_output"), vote.verdict() == Verdict.A ? b : a);
      return line;
    }

    private void said(ArrayNode list, Answer answer) {
      list.addObject().put("role", "assistant").put("content", answer.text());
    }
  },

  /** A row for each vote, with the names of columns that a table of votes is read by again. */
  CSV {
    @Override
    void write(
        Review review, List<SavedSession> sessions, List<CastVote> votes, Losses losses, Writer out)
        throws IOException {
      Rubric rubric = review.settings().rubric();
      List<Scored> scored = rubric == null ? List.of() : columns(rubric);
      List<String> head =
          new ArrayList<>(
              List.of(
                  "item",
                  "prompt",
                  "rater",
                  "model_a",
                  "model_b",
                  "verdict",
                  "strength",
                  "left",
                  "seconds",
                  "at",
                  "note",
                  "marks"));
      scored.forEach(one -> head.add(title(one)));
      out.write(Csv.line(head));
      Map<String, Whole> pairs = new HashMap<>();
      sessions.forEach(one -> one.trials().forEach(pair -> pairs.put(pair.trial().id(), pair)));
      for (CastVote vote : votes) {
        Whole pair = pairs.get(vote.item());
        if (pair != null) {
          out.write(Csv.line(cells(pair, vote, scored)));
        }
      }
    }

    private List<Scored> columns(Rubric rubric) {
      List<Scored> columns = new ArrayList<>();
      for (Rubric.Criterion criterion : rubric.criteria()) {
        if (criterion.perAnswer()) {
          columns.add(new Scored(criterion.name(), Verdict.A));
          columns.add(new Scored(criterion.name(), Verdict.B));
        } else {
          columns.add(new Scored(criterion.name(), null));
        }
      }
      return columns;
    }

    private String title(Scored scored) {
      return scored.criterion() + (scored.side() == null ? "" : ", " + scored.side().words());
    }

    private List<String> cells(Whole pair, CastVote vote, List<Scored> scored) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  vote.item(),
                  pair.trial().prompt(),
                  who(vote.rater()),
                  model(pair, Side.A),
                  model(pair, Side.B),
                  vote.verdict().words(),
                  vote.strength().name().toLowerCase(Locale.ROOT),
                  vote.aWasLeft() ? "a" : "b",
                  String.format(Locale.ROOT, "%.1f", vote.took().toMillis() / 1e3),
                  vote.at().toString(),
                  vote.note(),
                  vote.spans().stream()
                      .map(span -> span.side().words() + " " + span.tag())
                      .collect(Collectors.joining("; "))));
      scored.forEach(one ->
          cells.add(
              vote.scores().containsKey(one) ? Integer.toString(vote.scores().get(one)) : ""));
      return cells;
    }
  },

  /**
   * Tasks with annotations, as Label Studio imports them. Its {@code Pairwise} knows no tie, so
   * each vote is a choice, and a decisive one a pair as well.
   */
  LABEL_STUDIO {
    @Override
    void write(
        Review review, List<SavedSession> sessions, List<CastVote> votes, Losses losses, Writer out)
        throws IOException {
      losses.add(
          "ties and both-bad verdicts as pairs",
          (int) votes.stream().filter(PreferenceWriter::isEven).count(),
          "Pairwise has no tie: they are choices only.");
      Map<String, List<CastVote>> byItem =
          votes.stream().collect(Collectors.groupingBy(CastVote::item));
      ArrayNode tasks = Json.mapper().createArrayNode();
      for (SavedSession session : sessions) {
        for (Whole whole : session.trials()) {
          ObjectNode task = tasks.addObject();
          task.putObject("data")
              .put("item", whole.trial().id())
              .put("prompt", whole.trial().prompt())
              .put("a", answer(whole, Side.A).text())
              .put("b", answer(whole, Side.B).text())
              .put("model_a", model(whole, Side.A))
              .put("model_b", model(whole, Side.B));
          ArrayNode annotations = task.putArray("annotations");
          byItem
              .getOrDefault(whole.trial().id(), List.of())
              .forEach(vote -> annotate(annotations.addObject(), vote));
        }
      }
      out.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(tasks));
      out.write('\n');
    }

    private void annotate(ObjectNode annotation, CastVote vote) {
      annotation
          .put("created_username", who(vote.rater()))
          .put("created_at", vote.at().toString())
          .put("lead_time", vote.took().toMillis() / 1e3);
      ArrayNode result = annotation.putArray("result");
      result
          .addObject()
          .put("from_name", "verdict")
          .put("to_name", "prompt")
          .put("type", "choices")
          .putObject("value")
          .putArray("choices")
          .add(vote.verdict().words());
      if (!isEven(vote)) {
        // Its left is the first text that the configuration names, which is a.
        result
            .addObject()
            .put("from_name", "pw")
            .put("to_name", "a,b")
            .put("type", "pairwise")
            .putObject("value")
            .put("selected", vote.verdict() == Verdict.A ? "left" : "right");
      }
      if (!vote.note().isEmpty()) {
        result
            .addObject()
            .put("from_name", "note")
            .put("to_name", "prompt")
            .put("type", "textarea")
            .putObject("value")
            .putArray("text")
            .add(vote.note());
      }
    }
  },

  /** Records as the second version of Argilla's client takes them, a label for each verdict. */
  ARGILLA {
    @Override
    void write(
        Review review, List<SavedSession> sessions, List<CastVote> votes, Losses losses, Writer out)
        throws IOException {
      ArrayNode records = Json.mapper().createArrayNode();
      for (SavedSession session : sessions) {
        for (Whole whole : session.trials()) {
          ObjectNode record = records.addObject().put("id", whole.trial().id());
          record
              .putObject("fields")
              .put("prompt", whole.trial().prompt())
              .put("answer_a", answer(whole, Side.A).text())
              .put("answer_b", answer(whole, Side.B).text());
          ObjectNode metadata =
              record
                  .putObject("metadata")
                  .put("model_a", model(whole, Side.A))
                  .put("model_b", model(whole, Side.B))
                  .put("review", review.id());
          record.putObject("suggestions");
          ObjectNode responses = record.putObject("responses");
          ArrayNode preference = responses.putArray("preference");
          ArrayNode notes = Json.mapper().createArrayNode();
          Map<String, String> raters = new HashMap<>();
          for (Vote vote : whole.votes()) {
            String id = userId(vote.rater());
            raters.put(id, who(vote.rater()));
            preference.addObject().put("value", vote.verdict().words()).put("user_id", id);
            if (!vote.note().isEmpty()) {
              notes.addObject().put("value", vote.note()).put("user_id", id);
            }
          }
          if (!notes.isEmpty()) {
            responses.set("note", notes);
          }
          metadata.put("raters", String.join(", ", raters.values().stream().sorted().toList()));
          record.putObject("vectors");
        }
      }
      out.write(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(records));
      out.write('\n');
    }

    // Argilla knows people by an identifier: always the same one for the same name.
    private String userId(String rater) {
      return UUID.nameUUIDFromBytes(("rater " + who(rater)).getBytes(StandardCharsets.UTF_8))
          .toString();
    }
  };

  /**
   * Writes them.
   *
   * @param sessions the pairs that were judged, with the votes on each
   * @param votes the same votes with all that was said
   */
  abstract void write(
      Review review, List<SavedSession> sessions, List<CastVote> votes, Losses losses, Writer out)
      throws IOException;

  private static boolean isEven(CastVote vote) {
    return vote.verdict() == Verdict.TIE || vote.verdict() == Verdict.BOTH_BAD;
  }

  private static Answer answer(Whole whole, Side side) {
    return whole.trial().answer(side).orElseThrow();
  }

  private static String model(Whole whole, Side side) {
    return RecordedAnswer.answeredBy(answer(whole, side));
  }

  private static String who(String rater) {
    return rater.isEmpty() ? "owner" : rater;
  }
}
