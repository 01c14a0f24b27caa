package app.diptych.exchange;

import app.diptych.prompt.Prompt;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a benchmark: questions alone are prompts, two files of answers are a session,
 * judgments are its verdicts. Given one file of answers, it looks beside and above it for the other
 * and for the questions.
 */
final class BenchReader implements JointImporter {
  private static final String ENDING = ".jsonl";

  private final Format format;

  private BenchReader(Format format) {
    this.format = format;
  }

  static BenchReader mtBench() {
    return new BenchReader(Format.MT_BENCH);
  }

  static BenchReader arenaHard() {
    return new BenchReader(Format.ARENA_HARD);
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public boolean recognises(Source source) {
    return isQuestions(source) || isAnswers(source) || isJudgments(source);
  }

  private boolean isQuestions(Source source) {
    Head row = Head.row(source);
    boolean turns = row.names("question_id", "turns") && !row.names("choices");
    return format == Format.MT_BENCH
        ? turns && !row.names("cluster")
        : row.names("question_id", "turns", "cluster") || row.names("uid", "prompt", "category");
  }

  private boolean isAnswers(Source source) {
    Head row = Head.row(source);
    boolean counted = row.names("token_len");
    return format == Format.MT_BENCH
        ? row.names("question_id", "choices") && !counted
        : row.names("uid", "messages") || (row.names("question_id", "choices") && counted);
  }

  private boolean isJudgments(Source source) {
    Head row = Head.row(source);
    return format == Format.MT_BENCH
        ? row.names("question_id", "g1_winner")
        : row.names("games", "judge");
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    return read(isAnswers(source) ? withOthers(source) : List.of(source));
  }

  private List<Source> withOthers(Source source) throws ExchangeException {
    List<Source> all = new ArrayList<>(List.of(source));
    @Nullable Path here = Beside.folder(source);
    @Nullable Path above = here == null ? null : here.getParent();
    List<Source> others = Beside.in(here, ENDING, source, this::isAnswers);
    if (others.size() > 1) {
      throw new ExchangeException(
          "There are %d more files of answers beside %s: choose the two to compare."
              .formatted(others.size(), source.name()));
    }
    all.addAll(others);
    List<Source> questions = Beside.in(here, ENDING, source, this::isQuestions);
    List<Source> higher = Beside.in(above, ENDING, source, this::isQuestions);
    all.addAll(questions.isEmpty() ? higher : questions);
    if (above != null) {
      all.addAll(Beside.in(above.resolve("model_judgment"), ENDING, source, this::isJudgments));
    }
    return all;
  }

  @Override
  public Imported read(List<Source> sources) throws ExchangeException {
    Losses losses = new Losses();
    Source first = sources.getFirst();
    Instant at = Times.of(first);
    BenchFiles files = new BenchFiles(losses, at);
    for (Source source : sources) {
      files.take(source);
    }
    if (files.answers().isEmpty() && !files.judgments().isEmpty()) {
      throw new ExchangeException(
          first.name()
              + " holds judgments: choose the questions and two files of answers with it.");
    }
    if (files.answers().isEmpty()) {
      return new Imported(format, List.of(), prompts(files, losses), losses.list());
    }
    if (files.questions().isEmpty() && needsQuestions(files)) {
      throw new ExchangeException(
          first.name()
              + " holds answers but not what was asked: put the file of questions beside it or in"
              + " the folder above, or choose both.");
    }
    return new Imported(
        format,
        new BenchPairing(files, losses).sessions(Titles.of(first), at),
        List.of(),
        losses.list());
  }

  private static boolean needsQuestions(BenchFiles files) {
    return files.answers().values().stream()
        .flatMap(column -> column.values().stream())
        .anyMatch(said -> said.asked().isEmpty());
  }

  private static List<Prompt> prompts(BenchFiles files, Losses losses) {
    List<Prompt> prompts = new ArrayList<>();
    for (BenchFiles.Question question : files.questions().values()) {
      List<String> turns = question.turns();
      List<String> later = turns.isEmpty() ? List.of() : turns.subList(1, turns.size());
      losses.add("later turns", later.size(), "A prompt holds one turn: they are in its notes.");
      PromptDraft.literal(turns.isEmpty() ? "" : turns.getFirst())
          .tag(question.category())
          .notes(later.isEmpty() ? "" : "Then ask:\n\n" + String.join("\n\n", later))
          .prompt(losses)
          .ifPresent(prompts::add);
    }
    return prompts;
  }
}
