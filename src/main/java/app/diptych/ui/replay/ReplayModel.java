package app.diptych.ui.replay;

import app.diptych.timing.NanoClock;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A replay without its nodes: where on the one time axis of both sides it is, how fast it goes, and
 * who is ahead there. Moves only when {@link #pulse} is called. JavaFX thread only.
 */
public final class ReplayModel {
  /** Times the speed of the recording, slowest first. */
  public static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  /** A recording that is over at once still has an axis to show. */
  private static final long SHORTEST_AXIS = 1_000_000;

  private static final int STEPS = 50;

  private final NanoClock clock;
  private final ReadOnlyObjectWrapper<List<Track>> tracks = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyLongWrapper position = new ReadOnlyLongWrapper();
  private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(1);
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private long axis = SHORTEST_AXIS;

  /** Where and when the replay last began to move evenly. */
  private long from;

  private long since;

  /**
   * @param clock what the replay keeps time with
   */
  public ReplayModel(NanoClock clock) {
    this.clock = clock;
  }

  /** Shows these at their beginning, A first; the speed stays. */
  public void load(List<Track> sides) {
    playing.set(false);
    axis = sides.stream().mapToLong(Track::last).max().orElse(0);
    axis = Math.max(axis, SHORTEST_AXIS);
    position.set(0);
    tracks.set(List.copyOf(sides));
  }

  /** Nothing is replayed any more. */
  public void clear() {
    playing.set(false);
    tracks.set(List.of());
    position.set(0);
  }

  /** Goes on; from the beginning when it was at the end. */
  public void play() {
    if (tracks.get().isEmpty()) {
      return;
    }
    if (position.get() >= axis) {
      position.set(0);
    }
    begin();
    playing.set(true);
  }

  public void pause() {
    if (playing.get()) {
      pulse();
      playing.set(false);
    }
  }

  public void toggle() {
    if (playing.get()) {
      pause();
    } else {
      play();
    }
  }

  /** Brings the position up to date; for each pulse of the screen. */
  public void pulse() {
    if (!playing.get()) {
      return;
    }
    double moved = (clock.nanos() - since) * speed.get();
    if (from + moved >= axis) {
      position.set(axis);
      playing.set(false);
    } else {
      position.set(from + (long) moved);
    }
  }

  /** Goes to a moment, in nanoseconds from the start; a replay that plays goes on from there. */
  public void seek(long nanos) {
    position.set(Math.clamp(nanos, 0, axis));
    begin();
  }

  /** Goes a few even steps on, or back when negative. */
  public void step(int steps) {
    pulse();
    long step = TimeText.roundStep((double) axis / STEPS);
    long now = position.get();
    long even = steps > 0 ? now / step : (now + step - 1) / step;
    seek((even + steps) * step);
  }

  public void toStart() {
    seek(0);
  }

  public void toEnd() {
    seek(axis);
  }

  /** Plays at one of {@link #SPEEDS}; a replay that plays goes on from where it is. */
  public void setSpeed(double times) {
    pulse();
    speed.set(times);
    begin();
  }

  public void faster() {
    setSpeed(SPEEDS.get(Math.min(SPEEDS.size() - 1, SPEEDS.indexOf(speed.get()) + 1)));
  }

  public void slower() {
    setSpeed(SPEEDS.get(Math.max(0, SPEEDS.indexOf(speed.get()) - 1)));
  }

  private void begin() {
    from = position.get();
    since = clock.nanos();
  }

  /** Where it is, for people, for example {@code 2.04 s}. */
  public String time() {
    return TimeText.of(position.get(), axis);
  }

  /** Who is ahead at this moment, for example {@code A ahead by 143 characters}. */
  public String standing() {
    return Standing.at(tracks.get(), position.get());
  }

  /** How long the axis is, in nanoseconds: until the last delta of either side. */
  public long axis() {
    return axis;
  }

  /** What is replayed, A first; empty when nothing is. */
  public ReadOnlyObjectProperty<List<Track>> tracksProperty() {
    return tracks.getReadOnlyProperty();
  }

  /** Where it is, in nanoseconds from the start. */
  public ReadOnlyLongProperty positionProperty() {
    return position.getReadOnlyProperty();
  }

  /** How fast it goes, 1 for as fast as the recording. */
  public ReadOnlyDoubleProperty speedProperty() {
    return speed.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty playingProperty() {
    return playing.getReadOnlyProperty();
  }
}
