package app.diptych.exchange;

import app.diptych.completion.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of MT-Bench and Arena-Hard: questions, answers, judgments. Field names from FastChat's
 * llm_judge and from arena-hard-auto, versions 0.1 and 2.0, read 2026-11.
 */
final class BenchFiles {
  /** What both write where an answer should be when none came. */
  static final String ERROR = "$ERROR$";

  private final Losses losses;
  private final Instant otherwise;
  private final Map<String, Question> questions = new LinkedHashMap<>();
  private final Map<String, Map<String, Said>> answers = new LinkedHashMap<>();
  private final List<BenchJudgment> judgments = new ArrayList<>();
  private int files;

  /**
   * @param otherwise the date of an answer that tells none
   */
  BenchFiles(Losses losses, Instant otherwise) {
    this.losses = losses;
    this.otherwise = otherwise;
  }

  /** What to ask, turn by turn. */
  record Question(String id, String category, List<String> turns) {}

  /**
   * What a model said.
   *
   * @param turns its answer in each turn
   * @param asked what it was asked, where its file tells; else empty
   */
  record Said(String model, List<String> turns, List<Message> asked, Instant at) {}

  /** Takes every line of a file. */
  void take(Source source) throws ExchangeException {
    int file = files++;
    Rows.each(source, losses, row -> take(row, file));
  }

  private void take(Place row, int file) throws ExchangeException {
    if (row.has("choices") || row.has("messages")) {
      answer(row, file);
    } else if (row.has("g1_winner") || row.has("games")) {
      BenchJudgment.read(row, otherwise, losses).ifPresent(judgments::add);
    } else if (row.has("judge")) {
      losses.add("scores of single answers", "A verdict says which of two answers is better.");
    } else {
      question(row);
    }
  }

  private void question(Place row) throws ExchangeException {
    losses.add(
        "reference answers", row.has("reference") ? 1 : 0, "A prompt has no place for them.");
    List<String> turns =
        row.has("turns") ? turns(row.at("turns")) : List.of(row.at("prompt").text());
    Question question = new Question(id(row), row.at("category").text(""), turns);
    if (questions.putIfAbsent(question.id(), question) != null) {
      losses.add("repeated questions", "Of several questions with one id the first is taken.");
    }
  }

  private void answer(Place row, int file) throws ExchangeException {
    boolean chat = row.has("messages");
    String model = row.at(chat ? "model" : "model_id").text();
    Instant at = Times.seconds(row.at("tstamp"), otherwise);
    Said said = chat ? chat(row, model, at) : choice(row, model, at);
    String column = file + " " + model;
    Map<String, Said> mine = answers.computeIfAbsent(column, _ -> new LinkedHashMap<>());
    if (mine.putIfAbsent(id(row), said) != null) {
      losses.add("repeated answers", "Of several answers to one question the first is taken.");
    }
  }

  private Said choice(Place row, String model, Instant at) throws ExchangeException {
    List<Place> choices = row.at("choices").items();
    losses.add("further choices", choices.size() - 1, "An answer is one text: the first is taken.");
    List<String> turns =
        choices.isEmpty() ? List.of() : turns(choices.getFirst().object().at("turns"));
    return new Said(model, turns, List.of(), at);
  }

  /** The last message is the answer, its text one field deeper. */
  private Said chat(Place row, String model, Instant at) throws ExchangeException {
    List<Message> asked = new ArrayList<>();
    String answer = ERROR;
    for (Place item : row.at("messages").items()) {
      Place content = item.object().at("content");
      String text = content.has("answer") ? content.at("answer").text() : "";
      String said =
          text.isEmpty() && !content.node().isObject() ? Chat.content(content, losses) : text;
      switch (Chat.role(item.at("role").text()).orElse(null)) {
        case SYSTEM -> asked.add(Message.system(said));
        case USER -> asked.add(Message.user(said));
        case ASSISTANT -> answer = said;
        case null -> losses.add("messages of tools", "A conversation here has no tools.");
      }
    }
    return new Said(model, List.of(answer), asked, at);
  }

  /** Each turn is a text, or in Arena-Hard 0.1 an object that holds one. */
  private List<String> turns(Place list) throws ExchangeException {
    List<String> turns = new ArrayList<>();
    for (Place turn : list.items()) {
      turns.add(turn.isText() ? turn.text() : Chat.content(turn.object().at("content"), losses));
    }
    return turns;
  }

  private static String id(Place row) throws ExchangeException {
    Place id = row.at(row.has("uid") ? "uid" : "question_id");
    return id.isMissing() ? id.text() : id.words("");
  }

  Map<String, Question> questions() {
    return questions;
  }

  /** The answers by model and question; a model that answered in two files is there twice. */
  Map<String, Map<String, Said>> answers() {
    return answers;
  }

  List<BenchJudgment> judgments() {
    return judgments;
  }

  /** The names of a judge's model and prompt, or its one name. */
  static String judge(Place judge) throws ExchangeException {
    return judge.node().isArray()
        ? judge.items().stream().map(part -> part.words("")).collect(Collectors.joining(" "))
        : judge.words("judge");
  }
}
