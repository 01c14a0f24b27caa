package app.diptych.ui.compare;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.told;

import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.ui.compare.SessionModel.TrialEntry;
import app.diptych.ui.fx.Background;
import app.diptych.ui.replay.ReplayModel;
import app.diptych.ui.replay.Track;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether the page plays the trial shown again. It ends with the answers whole, and of itself when
 * a side turns to another answer. Nothing that is saved changes. JavaFX thread only.
 */
public final class AnswerReplay {
  private final List<SideModel> sides;
  private final SessionModel session;
  private final Background background;
  private final ReplayModel model = new ReplayModel(NanoClock.system());
  private final List<SidePlayback> playbacks = new ArrayList<>();
  private final BooleanProperty shown = new SimpleBooleanProperty(false);
  private final ReadOnlyStringWrapper whyNot = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private int openings;

  AnswerReplay(SideModel a, SideModel b, SessionModel session, Background background) {
    this.sides = List.of(a, b);
    this.session = session;
    this.background = background;
    for (SideModel side : sides) {
      side.endedProperty().subscribe(this::answerChanged);
      side.runningProperty().subscribe(this::look);
    }
    shown.addListener((_, _, now) -> {
      if (now) {
        open();
      } else {
        close();
      }
    });
    model.positionProperty().subscribe(this::showMoment);
    look();
  }

  private void answerChanged() {
    shown.set(false);
    look();
  }

  private void look() {
    whyNot.set(reason());
  }

  private String reason() {
    if (sides.stream().anyMatch(side -> side.runningProperty().get())) {
      return say("A trial can be replayed when it has ended.");
    }
    List<Answer> ended = sides.stream().flatMap(side -> side.ended().stream()).toList();
    if (ended.isEmpty()) {
      return say("There is nothing to replay yet: run a prompt, or choose a trial.");
    }
    if (ended.stream().anyMatch(answer -> answer.timeline().deltas() > 0)) {
      return "";
    }
    return ended.stream().allMatch(answer -> answer.text().isEmpty())
        ? say("There is nothing to replay: no answer came.")
        : say("This trial came from elsewhere without its timing, so it cannot be replayed.");
  }

  private void open() {
    problem.set("");
    if (!whyNot.get().isEmpty()) {
      problem.set(whyNot.get());
      shown.set(false);
      return;
    }
    int opening = ++openings;
    TrialEntry trial = session.currentProperty().get();
    Map<Side, Answer> answers = new EnumMap<>(Side.class);
    Map<Side, Recording> known = new EnumMap<>(Side.class);
    for (SideModel side : sides) {
      side.ended().ifPresent(answer -> answers.put(side.side(), answer));
      side.recording().ifPresent(recording -> known.put(side.side(), recording));
    }
    background.run(
        () -> tracks(answers, known, trial == null ? "" : trial.id()),
        tracks -> {
          if (opening == openings && shown.get()) {
            begin(tracks);
          }
        },
        fault -> refuse(opening, say("The recording cannot be read: %s").formatted(told(fault))));
  }

  /** What a side has just said is known here already; what it said earlier is read. */
  private List<Track> tracks(Map<Side, Answer> answers, Map<Side, Recording> known, String trial)
      throws Exception {
    List<Track> tracks = new ArrayList<>();
    for (Map.Entry<Side, Answer> each : answers.entrySet()) {
      @Nullable Recording recording = known.get(each.getKey());
      Optional<Workspace> workspace = session.workspace();
      if (recording == null && workspace.isPresent()) {
        recording = workspace.get().sessions().recording(trial, each.getKey()).orElse(null);
      }
      if (recording != null) {
        Track.of(each.getKey(), each.getValue(), recording).ifPresent(tracks::add);
      }
    }
    return tracks;
  }

  private void begin(List<Track> tracks) {
    if (tracks.isEmpty()) {
      refuse(openings, say("The recording of this trial does not fit its answers."));
      return;
    }
    for (Track track : tracks) {
      sides.stream()
          .filter(side -> side.side() == track.side())
          .forEach(side -> playbacks.add(side.playback(track)));
    }
    model.load(tracks);
    showMoment();
    model.play();
  }

  private void refuse(int opening, String why) {
    if (opening == openings) {
      problem.set(why);
      shown.set(false);
    }
  }

  private void close() {
    openings++;
    playbacks.forEach(SidePlayback::end);
    playbacks.clear();
    model.clear();
  }

  private void showMoment() {
    long now = model.positionProperty().get();
    playbacks.forEach(playback -> playback.show(now));
  }

  /** Whether the page replays. */
  public BooleanProperty shownProperty() {
    return shown;
  }

  /** Why the trial shown cannot be replayed, as a sentence; empty when it can. */
  public ReadOnlyStringProperty whyNotProperty() {
    return whyNot.getReadOnlyProperty();
  }

  /** Why the last replay that was asked for did not begin; empty when it did. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReplayModel model() {
    return model;
  }
}
