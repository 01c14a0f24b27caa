package app.diptych.cli;

import app.diptych.batch.Arrivals;
import app.diptych.report.BenchmarkSheet;
import app.diptych.report.GroupBy;
import app.diptych.report.MetricTable;
import app.diptych.report.SheetFormat;
import app.diptych.session.MeasureQuery;
import app.diptych.session.Measurements;
import app.diptych.session.Named;
import app.diptych.session.SessionSummary;
import app.diptych.session.WholeFile;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.Goodput;
import app.diptych.timing.HourWindow;
import app.diptych.trial.MeasuredAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a benchmark sheet, or a table of all metrics, of recorded answers. */
@Command(
    name = "benchmark",
    description =
        "Puts models beside each other in a benchmark table, computed from recorded trials, with"
            + " sample sizes and intervals.",
    footer = {
      "",
      "SESSION is an id, the beginning of one, or a whole title.",
      "With --by there is a table of all metrics in the place of the sheet: mean, deviation, p50, p90,"
          + " p95 and p99 of each, with the number of answers; of ICL with the number of gaps between"
          + " their deltas.",
      "Exit code: 0 written, 1 the file could not be written, 2 there is no such session or model."
    })
final class BenchmarkCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(
      arity = "0..*",
      paramLabel = "SESSION",
      description = "Only trials of these sessions. Default: of all.")
  List<String> sessions = new ArrayList<>();

  @Option(names = "--model", paramLabel = "MODEL", description = "Only these models; repeatable.")
  List<String> models = new ArrayList<>();

  @Option(names = "--tag", paramLabel = "TAG", description = "Only sessions with this tag.")
  @Nullable String tag;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Only trials of this day or later, for example 2026-11-26.")
  @Nullable String since;

  @Option(
      names = "--hours",
      paramLabel = "FROM-UNTIL",
      description =
          "Only requests sent in this part of a day, in UTC: 8-10, 22:30-6. Default: at any hour.")
  @Nullable String hours;

  @Option(
      names = "--contended",
      description = "Count the times of answers that shared this machine with the other side, too.")
  boolean contended;

  @Option(
      names = "--good",
      paramLabel = "METRIC=LIMIT",
      description =
          "What a good request meets, for example TTFT=500 or ITL=50 in milliseconds, or \"tok/s per"
              + " user=20\"; repeatable. Adds the good requests and the goodput.")
  List<String> good = new ArrayList<>();

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "All metrics by session, model, gateway, tag or hour, in the place of the sheet. An answer"
              + " whose session has several tags is in the group of each; an hour is that of the day in"
              + " the time zone of this machine.")
  @Nullable String by;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "md, csv, html (not with --by) or json. Default: ${DEFAULT-VALUE}.",
      defaultValue = "md")
  SheetFormat format = SheetFormat.MD;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced. Default: print it.")
  @Nullable Path out;

  BenchmarkCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws WorkspaceException, InterruptedException {
    Instant from = day(since);
    HourWindow window = hours == null ? null : HourWindow.of(hours);
    Goodput limits = good.isEmpty() ? null : Goodput.parse(good);
    GroupBy group = by == null ? null : GroupBy.parse(by);
    try (Rooms rooms = root.open()) {
      Workspace saved = rooms.workspace().orElse(null);
      if (saved == null) {
        root.terminal().complain(SessionsText.NONE_YET);
        return Exit.NOT_STARTED;
      }
      List<String> ids = new ArrayList<>();
      for (String name : sessions) {
        switch (saved.sessions().names().session(name)) {
          case Named.One<SessionSummary>(SessionSummary session) -> ids.add(session.id());
          case Named.None<SessionSummary> none -> {
            root.terminal().complain(none.failure());
            return Exit.NOT_STARTED;
          }
        }
      }
      Measurements found = saved.measurements(new MeasureQuery(ids, tag, null, from, null, window));
      List<MeasuredAnswer> answers = wanted(found);
      SheetFormat as = root.json ? SheetFormat.JSON : format;
      List<String> notes =
          new ArrayList<>(
              Arrivals.notes(
                  saved,
                  answers.stream().map(MeasuredAnswer::session).collect(Collectors.toSet())));
      if (window != null) {
        notes.addFirst(only(window));
      }
      String text =
          group == null
              ? as.write(
                  BenchmarkSheet.of(
                          answers, found.copies(), contended, limits, rooms.budgets().rates())
                      .noting(notes))
              : as.write(table(saved, group, answers, found.copies(), limits).noting(notes));
      return out == null ? print(text) : save(text, out, answers.size());
    }
  }

  private static String only(HourWindow window) {
    return "Only requests sent in " + window.words() + ".";
  }

  private List<MeasuredAnswer> wanted(Measurements found) {
    TreeSet<String> known = new TreeSet<>();
    found.answers().forEach(answer -> known.add(answer.model()));
    for (String model : models) {
      if (!known.contains(model)) {
        throw new IllegalArgumentException(
            "No recorded answer of "
                + Terminal.safe(model)
                + " fits. "
                + (known.isEmpty()
                    ? "There is none of any model."
                    : "There are some of: " + Terminal.safe(String.join(", ", known)) + "."));
      }
    }
    List<MeasuredAnswer> answers =
        found.answers().stream()
            .filter(answer -> models.isEmpty() || models.contains(answer.model()))
            .toList();
    if (answers.isEmpty()) {
      throw new IllegalArgumentException(
          "No recorded answer fits. Run a comparison in the window, or ask for less.");
    }
    return answers;
  }

  private MetricTable table(
      Workspace saved,
      GroupBy group,
      List<MeasuredAnswer> answers,
      int copies,
      @Nullable Goodput limits)
      throws WorkspaceException, InterruptedException {
    MetricTable table =
        MetricTable.of(
            answers, group, ZoneId.systemDefault(), copies, contended, limits, saved::gaps);
    if (table.groups().isEmpty()) {
      throw new IllegalArgumentException(
          "No session of these answers has a tag. Tag some in the window, or group by something"
              + " else.");
    }
    if (group != GroupBy.SESSION) {
      return table;
    }
    Map<String, String> titles = new HashMap<>();
    for (MetricTable.Group one : table.groups()) {
      saved
          .sessions()
          .find(one.name())
          .ifPresent(session -> titles.put(one.name(), session.title()));
    }
    return table.titled(titles);
  }

  private int print(String text) {
    root.terminal().print(Terminal.safe(text).stripTrailing());
    return Exit.FINE;
  }

  private int save(String text, Path file, int answers) {
    try {
      WholeFile.text(file, text);
    } catch (IOException refused) {
      root.terminal()
          .complain(
              Terminal.safe(
                  "The file %s could not be written (%s): choose another with --out."
                      .formatted(file, WholeFile.reason(refused))));
      return Exit.FAILED;
    }
    root.terminal()
        .print(
            "Wrote "
                + Terminal.safe(file.toString())
                + " from "
                + SessionsText.count(answers, "answer")
                + ".");
    return Exit.FINE;
  }

  private static @Nullable Instant day(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return LocalDate.parse(date).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "\"" + Terminal.safe(date) + "\" is no day such as 2026-11-26.", wrong);
    }
  }
}
