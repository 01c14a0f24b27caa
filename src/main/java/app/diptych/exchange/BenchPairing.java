package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the answers of two models to the same questions side by side. */
final class BenchPairing {
  private final BenchFiles files;
  private final Losses losses;

  BenchPairing(BenchFiles files, Losses losses) {
    this.files = files;
    this.losses = losses;
  }

  /** The session of the first two models, or of the only one. */
  List<SavedSession> sessions(String title, Instant at) {
    List<Map<String, BenchFiles.Said>> columns = List.copyOf(files.answers().values());
    losses.add(
        "answers of further models",
        columns.size() - 2,
        "A session compares two models: choose which by choosing two files.");
    Dialogues dialogues = new Dialogues(losses);
    Map<String, List<Optional<Dialogues.Entry>>> turns = new HashMap<>();
    for (String question : questions(columns)) {
      Map<Side, BenchFiles.Said> sides = new EnumMap<>(Side.class);
      put(sides, Side.A, columns.getFirst(), question);
      if (columns.size() > 1) {
        put(sides, Side.B, columns.get(1), question);
      }
      talk(question, sides, at).ifPresent(talk -> turns.put(question, add(dialogues, talk)));
    }
    files.judgments().forEach(judgment -> vote(dialogues, turns, judgment));
    return dialogues.isEmpty() ? List.of() : List.of(dialogues.session(title, at));
  }

  private Set<String> questions(List<Map<String, BenchFiles.Said>> columns) {
    Set<String> ids = new LinkedHashSet<>(files.questions().keySet());
    columns.stream().limit(2).forEach(column -> ids.addAll(column.keySet()));
    return ids;
  }

  private static void put(
      Map<Side, BenchFiles.Said> sides,
      Side side,
      Map<String, BenchFiles.Said> column,
      String question) {
    BenchFiles.Said said = column.get(question);
    if (said != null) {
      sides.put(side, said);
    }
  }

  private Optional<Dialogues.Talk> talk(
      String question, Map<Side, BenchFiles.Said> answers, Instant otherwise) {
    if (answers.isEmpty()) {
      losses.add("questions without an answer", "A comparison needs answers.");
      return Optional.empty();
    }
    List<String> turns =
        Optional.ofNullable(files.questions().get(question))
            .map(BenchFiles.Question::turns)
            .orElse(List.of());
    Map<Side, Dialogues.Speaker> sides = new EnumMap<>(Side.class);
    for (Map.Entry<Side, BenchFiles.Said> answer : answers.entrySet()) {
      BenchFiles.Said said = answer.getValue();
      List<Message> messages =
          said.asked().isEmpty() ? alternating(turns, said.turns()) : chat(said);
      sides.put(answer.getKey(), new Dialogues.Speaker(said.model(), messages));
    }
    if (turns.isEmpty() && answers.values().stream().anyMatch(said -> said.asked().isEmpty())) {
      losses.add("answers without a prompt", "No question has their id.");
      return Optional.empty();
    }
    Instant at =
        answers.values().stream()
            .map(BenchFiles.Said::at)
            .min(Instant::compareTo)
            .orElse(otherwise);
    return Optional.of(new Dialogues.Talk(question, at, sides));
  }

  private List<Message> alternating(List<String> questions, List<String> answers) {
    List<Message> messages = new ArrayList<>();
    int turns = Math.min(questions.size(), answers.size());
    for (int i = 0; i < turns; i++) {
      messages.add(Message.user(questions.get(i)));
      messages.add(Message.assistant(answers.get(i)));
    }
    losses.add("turns without an answer", questions.size() - turns, "A comparison needs answers.");
    return messages;
  }

  private static List<Message> chat(BenchFiles.Said said) {
    List<Message> messages = new ArrayList<>(said.asked());
    messages.add(Message.assistant(said.turns().getFirst()));
    return messages;
  }

  private static List<Optional<Dialogues.Entry>> add(Dialogues dialogues, Dialogues.Talk talk) {
    List<Optional<Dialogues.Entry>> turns = dialogues.add(talk);
    for (Optional<Dialogues.Entry> turn : turns) {
      turn.ifPresent(entry -> entry.answers().values().forEach(BenchPairing::failWithoutAnswer));
    }
    return turns;
  }

  private static void failWithoutAnswer(AnswerDraft answer) {
    if (answer.said().equals(BenchFiles.ERROR)) {
      answer.text("").failure(Failures.told("The benchmark recorded an error and no answer."));
    }
  }

  private void vote(
      Dialogues dialogues,
      Map<String, List<Optional<Dialogues.Entry>>> turns,
      BenchJudgment judgment) {
    List<Optional<Dialogues.Entry>> asked = turns.getOrDefault(judgment.question(), List.of());
    Optional<Dialogues.Entry> entry =
        judgment.turn() >= 1 && judgment.turn() <= asked.size()
            ? asked.get(judgment.turn() - 1)
            : Optional.empty();
    Optional<Verdict> verdict = entry.flatMap(found -> verdict(found.answers(), judgment));
    if (entry.isEmpty() || verdict.isEmpty()) {
      losses.add("judgments of other answers", "They are about answers that were not taken.");
      return;
    }
    dialogues.vote(
        entry.get(), new Vote(verdict.get(), judgment.note(), judgment.judge(), judgment.at()));
  }

  /** The verdict with our sides; nothing when it is about other models. */
  private static Optional<Verdict> verdict(Map<Side, AnswerDraft> answers, BenchJudgment judgment) {
    AnswerDraft a = answers.get(Side.A);
    AnswerDraft b = answers.get(Side.B);
    if (a == null || b == null) {
      return Optional.empty();
    }
    if (matches(judgment, a.model(), b.model())) {
      return Optional.of(judgment.verdict());
    }
    return matches(judgment, b.model(), a.model())
        ? Optional.of(judgment.verdict().swapped())
        : Optional.empty();
  }

  private static boolean matches(BenchJudgment judgment, String first, String second) {
    return judgment.first().equals(first)
        && (judgment.second().isEmpty() || judgment.second().equals(second));
  }
}
