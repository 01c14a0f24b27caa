package app.diptych.exchange;

import app.diptych.completion.Role;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.WholeFile;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what was asked as the questions of a benchmark, and into a folder the answers of each
 * model as well, laid out as the benchmark's own tools expect it.
 */
final class BenchWriter implements Exporter, FolderExporter {
  static final Set<Part> QUESTIONS = EnumSet.of(Part.EARLIER_TURNS);
  static final Set<Part> KEPT = EnumSet.of(Part.EARLIER_TURNS, Part.ANSWERS);

  /** Arena-Hard asks one turn, and its answers hold the whole chat. */
  static final Set<Part> HARD_QUESTIONS = EnumSet.noneOf(Part.class);

  static final Set<Part> HARD_KEPT = EnumSet.of(Part.SYSTEM, Part.ANSWERS);

  private static final String CATEGORY = "general";

  private final Format format;

  private BenchWriter(Format format) {
    this.format = format;
  }

  static BenchWriter mtBench() {
    return new BenchWriter(Format.MT_BENCH);
  }

  static BenchWriter arenaHard() {
    return new BenchWriter(Format.ARENA_HARD);
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    Losses losses = new Losses();
    questions(talks(sessions, losses), out);
    new Leftovers(format, isHard() ? HARD_QUESTIONS : QUESTIONS).tellJoined(sessions, losses);
    return losses.list();
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Path folder) throws IOException {
    Losses losses = new Losses();
    List<BenchTalk> talks = talks(sessions, losses);
    Path answers = Files.createDirectories(folder.resolve("model_answer"));
    WholeFile.write(folder.resolve("question.jsonl"), out -> questions(talks, out));
    for (Map.Entry<String, String> model : fileNames(talks).entrySet()) {
      WholeFile.write(
          answers.resolve(model.getValue() + ".jsonl"), out -> answers(talks, model.getKey(), out));
    }
    new Leftovers(format, isHard() ? HARD_KEPT : KEPT).tellJoined(sessions, losses);
    return losses.list();
  }

  private boolean isHard() {
    return format == Format.ARENA_HARD;
  }

  private List<BenchTalk> talks(List<SavedSession> sessions, Losses losses) {
    List<BenchTalk> talks = new ArrayList<>();
    for (SavedSession session : sessions) {
      talks.addAll(
          isHard()
              ? firstTurns(session, talks.size(), losses)
              : BenchTalk.of(session, talks.size(), losses));
    }
    return talks;
  }

  private static List<BenchTalk> firstTurns(SavedSession session, int from, Losses losses) {
    List<BenchTalk> talks = new ArrayList<>();
    for (Whole whole : session.trials()) {
      if (whole.trial().parent() == null) {
        talks.add(new BenchTalk(from + talks.size() + 1, List.of(whole.trial())));
      }
    }
    losses.add(
        "follow-up prompts", session.trials().size() - talks.size(), "Arena-Hard asks one turn.");
    return talks;
  }

  private void questions(List<BenchTalk> talks, Writer out) throws IOException {
    for (BenchTalk talk : talks) {
      ObjectNode question = Json.mapper().createObjectNode();
      if (isHard()) {
        question.put("uid", talk.first().id()).put("category", CATEGORY);
        question.put("subcategory", CATEGORY).put("prompt", talk.first().prompt());
      } else {
        question.put("question_id", talk.number()).put("category", CATEGORY);
        ArrayNode turns = question.putArray("turns");
        talk.turns().forEach(turn -> turns.add(turn.prompt()));
      }
      line(question, out);
    }
  }

  private void answers(List<BenchTalk> talks, String model, Writer out) throws IOException {
    for (BenchTalk talk : talks) {
      for (Side side : Side.values()) {
        Optional<String> name = talk.model(side);
        if (name.isPresent() && name.get().equals(model)) {
          line(isHard() ? hard(talk, side, model) : answer(talk, side, model), out);
        }
      }
    }
  }

  private static ObjectNode answer(BenchTalk talk, Side side, String model) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("question_id", talk.number());
    answer.put("answer_id", talk.first().id() + "-" + side);
    answer.put("model_id", model);
    ArrayNode turns = answer.putArray("choices").addObject().put("index", 0).putArray("turns");
    for (SavedTrial turn : talk.turns()) {
      turns.add(text(turn.answer(side).orElseThrow()));
    }
    return answer.put("tstamp", Times.seconds(talk.first().startedAt()));
  }

  private static ObjectNode hard(BenchTalk talk, Side side, String model) {
    Answer said = talk.first().answer(side).orElseThrow();
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("uid", talk.first().id());
    answer.put("ans_id", talk.first().id() + "-" + side);
    answer.put("model", model);
    ArrayNode messages = answer.putArray("messages");
    said.request()
        .messages()
        .forEach(message ->
            messages
                .addObject()
                .put("role", message.role().wire())
                .put("content", message.content()));
    messages
        .addObject()
        .put("role", Role.ASSISTANT.wire())
        .putObject("content")
        .put("answer", text(said));
    return answer.put("tstamp", Times.seconds(talk.first().startedAt()));
  }

  private static String text(Answer answer) {
    return answer.failure() == null ? answer.text() : BenchFiles.ERROR;
  }

  /** A file name for each model, no two alike on any disk. */
  private static Map<String, String> fileNames(List<BenchTalk> talks) {
    Map<String, String> names = new LinkedHashMap<>();
    for (BenchTalk talk : talks) {
      for (Side side : Side.values()) {
        talk.model(side)
            .ifPresent(model -> names.computeIfAbsent(model, _ -> fileName(model, names)));
      }
    }
    return names;
  }

  private static String fileName(String model, Map<String, String> taken) {
    String plain = model.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._]+", "");
    String name = plain.isEmpty() ? "model" : plain.substring(0, Math.min(100, plain.length()));
    boolean free = taken.values().stream().noneMatch(name::equalsIgnoreCase);
    return free ? name : name + "-" + (taken.size() + 1);
  }

  private static void line(ObjectNode node, Writer out) throws IOException {
    out.write(Json.mapper().writeValueAsString(node));
    out.write('\n');
  }
}
