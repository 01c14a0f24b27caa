package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.report.BenchmarkSheet;
import app.diptych.report.SheetMarkdown;
import app.diptych.report.check.BundledTables;
import app.diptych.report.check.ConsistencyCheck;
import app.diptych.report.check.Finding;
import app.diptych.report.check.Finding.Severity;
import app.diptych.report.check.PublishedFigures;
import app.diptych.report.check.UnreadableTable;
import app.diptych.session.MeasureQuery;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** A published table, pasted or opened, and where it contradicts itself. JavaFX thread only. */
final class CheckerModel {
  private static final int MOST_BYTES = 1 << 20;
  private static final int LONGEST_ANSWER = 10_000_000;

  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty tokens = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
  private final ReadOnlyObjectWrapper<@Nullable Checked> checked = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private @Nullable BackgroundWork work;

  /** Counts what was begun, so that only what was asked for last arrives. */
  private int turn;

  /** How far it is. */
  enum State {
    EMPTY,
    CHECKING,
    CHECKED,
    FAILED
  }

  /**
   * What was found.
   *
   * @param figures how many were read
   * @param notes what was not understood or had to be assumed, in sentences
   */
  record Checked(int figures, List<Finding> findings, List<String> notes) {
    Checked {
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
    }

    /** In a sentence. */
    String summary() {
      return say("%s read: %s, %s.")
          .formatted(
              many(figures, say("%,d figure"), say("%,d figures")),
              many(
                  count(Severity.CONTRADICTION),
                  say("%,d contradiction"),
                  say("%,d contradictions")),
              many(count(Severity.DOUBT), say("%,d doubt"), say("%,d doubts")));
    }

    private long count(Severity severity) {
      return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    private static String many(long count, String one, String several) {
      return (count == 1 ? one : several).formatted(count);
    }
  }

  /** A text that was checked; the text is null when it stands in the field already. */
  private record Result(@Nullable String filled, Checked checked) {}

  CheckerModel(Supplier<Optional<Workspace>> workspace, Background background) {
    this.workspace = workspace;
    this.background = background;
  }

  /** Checks what is written. */
  void check() {
    String table = text.get();
    if (table.isBlank()) {
      stop();
      checked.set(null);
      problem.set(say("Paste a table, or open a file with one."));
      state.set(State.EMPTY);
      return;
    }
    run(() -> table, false);
  }

  /** Opens a file with tables and checks it. */
  void open(Path file) {
    run(() -> read(file), true);
  }

  /** Fills in the tables of the migration playbook and checks them. */
  void playbook() {
    run(BundledTables::playbook, true);
  }

  /** Fills in the benchmark sheet of everything that was measured here and checks it. */
  void own() {
    run(this::ownSheet, true);
  }

  private void run(Callable<String> source, boolean fills) {
    stop();
    int mine = turn;
    int stated;
    try {
      stated = stated();
    } catch (IllegalArgumentException wrong) {
      failed(wrong);
      return;
    }
    problem.set("");
    state.set(State.CHECKING);
    work =
        background.run(
            () -> {
              String table = source.call();
              try {
                PublishedFigures figures = PublishedFigures.read(table);
                return new Result(
                    fills ? table : null,
                    new Checked(
                        figures.figures().size(),
                        ConsistencyCheck.of(figures, stated),
                        figures.notes()));
              } catch (UnreadableTable none) {
                throw new IllegalArgumentException(none.sentence(), none);
              }
            },
            result -> {
              if (mine == turn) {
                show(result);
              }
            },
            fault -> {
              if (mine == turn) {
                failed(fault);
              }
            });
  }

  private void show(Result result) {
    if (result.filled() != null) {
      text.set(result.filled());
    }
    checked.set(result.checked());
    state.set(State.CHECKED);
  }

  private void failed(Exception fault) {
    checked.set(null);
    problem.set(told(fault));
    state.set(State.FAILED);
  }

  private void stop() {
    turn++;
    if (work != null) {
      work.cancel();
      work = null;
    }
  }

  private int stated() {
    String typed = tokens.get().strip();
    if (typed.isEmpty()) {
      return 0;
    }
    if (!typed.matches("\\d{1,8}")
        || Integer.parseInt(typed) < 1
        || Integer.parseInt(typed) > LONGEST_ANSWER) {
      throw new IllegalArgumentException(
          say("Tokens of an answer: give a number from 1 to 10,000,000, or nothing."));
    }
    return Integer.parseInt(typed);
  }

  private static String read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(
            say("%s has more than 1 MB, so it is no published table.").formatted(name));
      }
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new IOException(
          name + " cannot be read: choose a Markdown, CSV or TSV file of text.", unreadable);
    }
  }

  private String ownSheet() throws Exception {
    Workspace saved = workspace.get().orElse(null);
    var answers = saved == null ? null : saved.measurements(MeasureQuery.all());
    if (answers == null || answers.answers().isEmpty()) {
      throw new IllegalArgumentException(
          say("Nothing was measured here yet: run a comparison first."));
    }
    return SheetMarkdown.bare(BenchmarkSheet.of(answers.answers(), answers.copies(), false, null));
  }

  /** The tables as they are typed. */
  StringProperty textProperty() {
    return text;
  }

  /** How many tokens an answer had, as the publisher says; empty when he does not. */
  StringProperty tokensProperty() {
    return tokens;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Null unless the last table could be checked. */
  ReadOnlyObjectProperty<@Nullable Checked> checkedProperty() {
    return checked.getReadOnlyProperty();
  }

  /** Why nothing was checked; empty when it was. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
