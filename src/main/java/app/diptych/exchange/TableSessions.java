package app.diptych.exchange;

import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import app.diptych.exchange.Columns.Meaning;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import app.diptych.review.Verdict;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.Sessions;
import app.diptych.trial.Answer;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes sessions, or prompts when there are no answers, of somebody's table. */
final class TableSessions {
  private static final int MOST_PROMPTS = 10_000;
  private static final int TITLE = 60;
  private static final String UNKNOWN = "unknown";

  private final Source source;
  private final Columns columns;
  private final Losses losses;
  private final Instant at;

  private TableSessions(Source source, Columns columns, Losses losses) {
    this.source = source;
    this.columns = columns;
    this.losses = losses;
    this.at = source.changedAt();
  }

  static Imported of(Format format, Source source, Table table, Losses losses)
      throws ExchangeException {
    if (OwnTable.isOne(table)) {
      return OwnTable.read(format, table, losses);
    }
    Columns columns = Columns.of(table.columns());
    if (!columns.hasPrompt()) {
      throw new ExchangeException(
          "No column of "
              + source.name()
              + " is a prompt. Name one of them prompt, question, instruction or input; it has: "
              + brief(String.join(", ", table.columns()), 200)
              + ".");
    }
    return new TableSessions(source, columns, losses).read(format, table);
  }

  /** A row as long as the header; more cells than that have no name. */
  static List<String> row(List<String> cells, int columns, Losses losses) {
    if (cells.size() > columns) {
      losses.add("cells without a column", "Some rows are longer than the first one.");
    }
    List<String> row = new ArrayList<>(cells.subList(0, Math.min(columns, cells.size())));
    while (row.size() < columns) {
      row.add("");
    }
    return row;
  }

  private Imported read(Format format, Table table) {
    for (String other : columns.others()) {
      losses.add(
          "the column \u201c" + brief(other, TITLE) + "\u201d",
          "Its name says nothing that is known here.");
    }
    List<List<String>> rows =
        table.rows().stream()
            .filter(row -> {
              boolean blank = columns.cell(row, Meaning.PROMPT).isBlank();
              if (blank) {
                losses.add("rows without a prompt", "There is nothing to compare in them.");
              }
              return !blank;
            })
            .toList();
    boolean answers = columns.has(Meaning.ANSWER) || columns.has(Meaning.ANSWER_A);
    return new Imported(
        format,
        answers ? sessions(rows) : List.of(),
        answers ? List.of() : prompts(rows),
        losses.list(),
        columns.sentences());
  }

  private List<SavedSession> sessions(List<List<String>> rows) {
    SessionDraft draft = new SessionDraft(line(source.title()), at);
    if (columns.has(Meaning.ANSWER_A)) {
      for (List<String> row : rows) {
        put(
            draft,
            row,
            List.of(
                answer(row, Meaning.MODEL_A, Meaning.ANSWER_A),
                answer(row, Meaning.MODEL_B, Meaning.ANSWER_B)));
      }
    } else {
      pair(draft, rows);
    }
    return draft.size() == 0 ? List.of() : List.of(draft.session());
  }

  /** Rows with the same prompt from different models are two sides of one trial. */
  private void pair(SessionDraft draft, List<List<String>> rows) {
    Map<List<String>, List<List<String>>> open = new LinkedHashMap<>();
    for (List<String> row : rows) {
      List<String> asked =
          List.of(columns.cell(row, Meaning.PROMPT), columns.cell(row, Meaning.SYSTEM));
      open.computeIfAbsent(asked, _ -> new ArrayList<>()).add(row);
    }
    for (List<List<String>> same : open.values()) {
      for (int i = 0; i < same.size(); ) {
        List<String> first = same.get(i++);
        List<Answer> answers =
            new ArrayList<>(List.of(answer(first, Meaning.MODEL, Meaning.ANSWER)));
        boolean other =
            i < same.size()
                && !model(first, Meaning.MODEL).equals(model(same.get(i), Meaning.MODEL));
        if (other) {
          answers.add(answer(same.get(i++), Meaning.MODEL, Meaning.ANSWER));
        }
        put(draft, first, answers);
      }
    }
  }

  private void put(SessionDraft draft, List<String> row, List<Answer> answers) {
    Map<Side, Answer> sides = new EnumMap<>(Side.class);
    sides.put(Side.A, answers.getFirst());
    if (answers.size() > 1) {
      sides.put(Side.B, answers.getLast());
    }
    draft.add(
        columns.cell(row, Meaning.PROMPT),
        at,
        null,
        sides,
        vote(row).map(List::of).orElse(List.of()));
  }

  private Answer answer(List<String> row, Meaning model, Meaning text) {
    List<Message> messages = new ArrayList<>();
    String system = columns.cell(row, Meaning.SYSTEM);
    if (!system.isBlank()) {
      messages.add(Message.system(system));
    }
    messages.add(Message.user(columns.cell(row, Meaning.PROMPT)));
    return SessionDraft.finished(
        model(row, model),
        messages,
        Sampling.providerDefaults(),
        columns.cell(row, text),
        null,
        FinishReason.STOP);
  }

  private String model(List<String> row, Meaning meaning) {
    String model = columns.cell(row, meaning).strip();
    return model.isEmpty() ? UNKNOWN : model;
  }

  private Optional<Vote> vote(List<String> row) {
    if (columns.hasChosen()) {
      return Optional.of(new Vote(Verdict.A, columns.cell(row, Meaning.NOTE), "", at));
    }
    String told = columns.cell(row, Meaning.VERDICT).strip().toLowerCase(Locale.ROOT);
    if (told.isEmpty()) {
      return Optional.empty();
    }
    Optional<Verdict> verdict = verdict(told);
    if (verdict.isEmpty()) {
      losses.add(
          "verdicts in unknown words",
          "Known are A, B, tie and both_bad; there is: " + brief(told, TITLE) + ".");
    }
    return verdict.map(known -> new Vote(known, columns.cell(row, Meaning.NOTE), "", at));
  }

  private static Optional<Verdict> verdict(String told) {
    return switch (told) {
      case "a", "model_a", "left", "1" -> Optional.of(Verdict.A);
      case "b", "model_b", "right", "2" -> Optional.of(Verdict.B);
      case "tie", "draw", "equal" -> Optional.of(Verdict.TIE);
      case "both_bad", "both bad", "bothbad", "tie (bothbad)" -> Optional.of(Verdict.BOTH_BAD);
      default -> Optional.empty();
    };
  }

  private List<Prompt> prompts(List<List<String>> rows) {
    List<Prompt> prompts = new ArrayList<>();
    for (List<String> row : rows) {
      if (prompts.size() == MOST_PROMPTS) {
        losses.add(
            "prompts after the first " + MOST_PROMPTS,
            "So many fit into a library; split the file.");
        continue;
      }
      try {
        prompts.add(prompt(row));
      } catch (IllegalArgumentException unfit) {
        losses.add("prompts that cannot be kept", Reason.of(unfit) + ".");
      }
    }
    return prompts;
  }

  private Prompt prompt(List<String> row) {
    String text = columns.cell(row, Meaning.PROMPT);
    String told = columns.cell(row, Meaning.TITLE).strip();
    String tag = columns.cell(row, Meaning.TAG).strip();
    return new Prompt(
        Sessions.newId(),
        line(told.isEmpty() ? text : told),
        tag.isEmpty() ? List.of() : List.of(line(tag)),
        "",
        columns.cell(row, Meaning.SYSTEM),
        Template.escape(text),
        List.of(),
        null,
        "",
        false);
  }

  /** Its first line, as far as a title goes. */
  private static String line(String text) {
    String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return plain.isEmpty() ? "Imported" : brief(plain, TITLE);
  }

  private static String brief(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "\u2026";
  }
}
