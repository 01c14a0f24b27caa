package app.diptych.ui.sessions;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.exchange.Exchange;
import app.diptych.exchange.Format;
import app.diptych.exchange.Loss;
import app.diptych.exchange.Redaction;
import app.diptych.session.SavedSession;
import app.diptych.session.SessionSummary;
import app.diptych.session.Workspace;
import app.diptych.ui.fx.Background;
import app.diptych.ui.fx.BackgroundWork;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A session on its way out to a file. JavaFX thread only. */
public final class ExportModel {
  private static final int LONGEST_NAME = 60;
  private static final String NOTHING =
      toSay("Nothing of this session has a place in that format: choose another.");

  /** Names that are devices on Windows, whatever comes behind the dot. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

  private final Supplier<Optional<Workspace>> workspace;
  private final Background background;
  private final Supplier<Redaction> secrets;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.NONE);
  private final ReadOnlyObjectWrapper<@Nullable SessionSummary> session =
      new ReadOnlyObjectWrapper<>(null);
  private final ObjectProperty<Format> format = new SimpleObjectProperty<>(Format.BUNDLE);
  private final BooleanProperty withoutKeys = new SimpleBooleanProperty(false);
  private final BooleanProperty withoutPeople = new SimpleBooleanProperty(false);
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper whyNot = new ReadOnlyStringWrapper("");
  private final ObservableList<Loss> losses = FXCollections.observableArrayList();
  private @Nullable BackgroundWork work;
  private int turn;
  private long bytes;

  /** How far the export has come. */
  public enum Step {
    NONE,
    CHOOSING,
    WRITING,
    DONE,
    FAILED
  }

  /**
   * @param workspace asked each time; empty while nothing is saved
   * @param secrets how to take keys and places out
   */
  ExportModel(
      Supplier<Optional<Workspace>> workspace, Background background, Supplier<Redaction> secrets) {
    this.workspace = workspace;
    this.background = background;
    this.secrets = secrets;
    format.addListener((_, _, _) -> preview());
    withoutKeys.addListener((_, _, _) -> preview());
    withoutPeople.addListener((_, _, _) -> preview());
  }

  /** Asks how a session is to be written. */
  public void begin(SessionSummary chosen) {
    if (step.get() != Step.WRITING) {
      session.set(chosen);
      words.set("");
      losses.clear();
      step.set(Step.CHOOSING);
      preview();
    }
  }

  /** Finds out what would be left out of the file, before it is written. */
  private void preview() {
    SessionSummary chosen = session.get();
    Workspace from = workspace.get().orElse(null);
    boolean choosing = step.get() == Step.CHOOSING || step.get() == Step.FAILED;
    if (chosen == null || from == null || !choosing) {
      return;
    }
    int mine = ++turn;
    Format wanted = format.get();
    Redaction redaction = redaction();
    BackgroundWork before = work;
    if (before != null) {
      before.cancel();
    }
    bytes = 0;
    whyNot.set(say("Looking what the file would hold."));
    work =
        background.run(
            () -> {
              SavedSession whole = from.sessions().whole(chosen.id()).orElseThrow();
              return Exchange.preview(wanted, List.of(whole), redaction);
            },
            preview -> {
              if (mine == turn) {
                losses.setAll(preview.losses());
                bytes = preview.bytes();
                whyNot.set(preview.empty() ? say(NOTHING) : "");
              }
            },
            fault -> {
              if (mine == turn) {
                losses.clear();
                whyNot.set(told(fault));
              }
            });
  }

  /**
   * Writes it; what is at that place before is replaced once the new file is whole.
   *
   * @param target a file, or a folder for a format that is several files
   */
  public void write(Path target) {
    SessionSummary chosen = session.get();
    Workspace from = workspace.get().orElse(null);
    if (chosen == null || from == null || step.get() == Step.WRITING) {
      return;
    }
    int mine = ++turn;
    Format wanted = format.get();
    Redaction redaction = redaction();
    losses.clear();
    whyNot.set("");
    long known = bytes;
    words.set(say("Writing %s").formatted(target.getFileName()));
    step.set(Step.WRITING);
    work =
        background.run(
            () -> {
              SavedSession whole = from.sessions().whole(chosen.id()).orElseThrow();
              return Exchange.writesFolders(wanted)
                  ? Exchange.writeFolder(wanted, List.of(whole), target, redaction)
                  : Exchange.write(wanted, List.of(whole), target, redaction, known);
            },
            left -> {
              if (mine == turn) {
                losses.setAll(left);
                words.set(say("Written to %s").formatted(target));
                step.set(Step.DONE);
              }
            },
            fault -> {
              if (mine == turn) {
                words.set(told(fault));
                step.set(Step.FAILED);
              }
            });
  }

  /** Another session is looked at: what was only being chosen for the one before is put away. */
  void leave(@Nullable SessionSummary now) {
    SessionSummary chosen = session.get();
    boolean other = chosen != null && (now == null || !now.id().equals(chosen.id()));
    if (other && step.get() != Step.NONE && step.get() != Step.WRITING) {
      close();
    }
  }

  /** Stops writing, which leaves no file behind, or closes what is shown. */
  public void close() {
    turn++;
    BackgroundWork writing = work;
    if (writing != null) {
      writing.cancel();
    }
    step.set(Step.NONE);
  }

  private Redaction redaction() {
    Redaction redaction = withoutKeys.get() ? secrets.get() : Redaction.NONE;
    return withoutPeople.get() ? redaction.andPeople() : redaction;
  }

  /** A name for the file, or the folder, that every system takes. */
  String suggestedName() {
    SessionSummary chosen = session.get();
    String title = chosen == null ? "" : chosen.title();
    String plain =
        title
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-+|-+$", "")
            .toLowerCase(Locale.ROOT);
    String cut =
        plain.codePointCount(0, plain.length()) <= LONGEST_NAME
            ? plain
            : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
    String safe = cut.isEmpty() || DEVICE.matcher(cut).matches() ? "session-" + cut : cut;
    String name = safe.replaceAll("-$", "");
    return Exchange.writesFolders(format.get()) ? name : name + "." + format.get().ending();
  }

  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** The session that is written, or null. */
  public ReadOnlyObjectProperty<@Nullable SessionSummary> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  /** Why it cannot be saved in that format, as a sentence; empty when it can. */
  public ReadOnlyStringProperty whyNotProperty() {
    return whyNot.getReadOnlyProperty();
  }

  public ObjectProperty<Format> formatProperty() {
    return format;
  }

  /** Whether keys and places of files are left out. */
  public BooleanProperty withoutKeysProperty() {
    return withoutKeys;
  }

  /** Whether notes and the names of raters are left out. */
  public BooleanProperty withoutPeopleProperty() {
    return withoutPeople;
  }

  /** What is being done, was done, or went wrong, for people. */
  public ReadOnlyStringProperty wordsProperty() {
    return words.getReadOnlyProperty();
  }

  /** What the file does not hold, or would not. */
  public ObservableList<Loss> losses() {
    return losses;
  }
}
