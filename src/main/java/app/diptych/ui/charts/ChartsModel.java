package app.diptych.ui.charts;

import app.diptych.cost.ExchangeRates;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.Transcript;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of a page show: the two sides, the part of the time axis, and the moment that is
 * pointed at. JavaFX thread only.
 */
public final class ChartsModel {
  private final Map<Side, Trace> traces = new EnumMap<>(Side.class);
  private final Map<Side, Transcript> live = new EnumMap<>(Side.class);

  /** Answers that ended while the charts stood still. */
  private final Map<Side, Answer> ended = new EnumMap<>(Side.class);

  private final TimeWindow window = new TimeWindow();
  private final BooleanProperty paused = new SimpleBooleanProperty(false);
  private final ReadOnlyObjectWrapper<@Nullable Long> moment = new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private final BiConsumer<Side, Integer> reveal;
  private ExchangeRates rates = ExchangeRates.NONE;

  /** In which costs are drawn; null until some are. */
  private @Nullable String axis;

  /**
   * @param reveal shows the place in a side's text behind so many of its characters
   */
  public ChartsModel(BiConsumer<Side, Integer> reveal) {
    this.reveal = reveal;
    paused.subscribe(stands -> {
      if (!stands) {
        Map<Side, Answer> meanwhile = new EnumMap<>(ended);
        ended.clear();
        meanwhile.forEach(this::end);
      }
    });
  }

  /** Follows an answer that is on its way. */
  public void follow(Side side, Transcript transcript) {
    // What is asked now is looked at now.
    paused.set(false);
    traces.put(side, new Trace());
    live.put(side, transcript);
    axis = null;
    window.reset();
    changed();
  }

  /** What it costs while it comes. */
  public void price(Side side, Spend spend) {
    Trace trace = traces.get(side);
    if (trace != null) {
      trace.priced(spend);
      changed();
    }
  }

  /** The answer that was followed has ended. */
  public void end(Side side, Answer answer) {
    if (paused.get() && live.containsKey(side)) {
      ended.put(side, answer);
      return;
    }
    Transcript transcript = live.remove(side);
    Trace trace = traces.get(side);
    if (transcript != null && trace != null) {
      trace.add(transcript.recordingFrom(trace.size()));
      trace.ended(answer);
      reach();
      changed();
    }
  }

  /** Shows an answer that ended earlier. */
  public void show(Side side, Answer answer, Recording recording) {
    Trace trace = new Trace();
    trace.add(recording);
    trace.ended(answer);
    live.remove(side);
    ended.remove(side);
    traces.put(side, trace);
    axis = null;
    window.reset();
    reach();
    changed();
  }

  /** That side has nothing to show. */
  public void clear(Side side) {
    live.remove(side);
    ended.remove(side);
    if (traces.remove(side) != null) {
      axis = null;
      point(null);
      reach();
      changed();
    }
  }

  /**
   * Takes what has come since the last time.
   *
   * @param clock its reading now, in nanoseconds
   */
  void tick(long clock) {
    if (live.isEmpty() || paused.get()) {
      return;
    }
    live.forEach((side, transcript) -> {
      Trace trace = traces.get(side);
      if (trace != null) {
        trace.add(transcript.recordingFrom(trace.size()));
        trace.guessed(transcript.metrics().tokensPerDelta().orElse(1.0));
        trace.passed(transcript.sinceSent(clock));
      }
    });
    reach();
    changed();
  }

  /** Whether something is on its way. */
  boolean isLive() {
    return !ended.keySet().containsAll(live.keySet());
  }

  private void reach() {
    long end = 0;
    for (Trace trace : traces.values()) {
      end = Math.max(end, trace.now());
    }
    window.reach(end, !live.isEmpty());
  }

  /** At which rates two currencies are drawn on one axis from now on. */
  public void convertAt(ExchangeRates now) {
    if (!now.equals(rates)) {
      rates = now;
      changed();
    }
  }

  /**
   * Costs are drawn in the currency of A where there is a rate; in that of B when only that is
   * known at the first delta, for an axis in another currency would move every line.
   */
  private void compareCosts() {
    String first = currency(Side.A);
    String common = axis != null ? axis : first != null ? first : currency(Side.B);
    boolean drawn = false;
    for (Trace trace : traces.values()) {
      trace.drawnIn(onAxis(trace.currency(), common));
      drawn |= trace.currency() != null && trace.size() > 0;
    }
    if (drawn) {
      axis = common;
    }
  }

  private @Nullable String currency(Side side) {
    Trace trace = traces.get(side);
    return trace == null ? null : trace.currency();
  }

  private @Nullable InCommon onAxis(@Nullable String own, @Nullable String common) {
    return own == null || common == null || own.equals(common)
        ? null
        : InCommon.of(own, common, rates).orElse(null);
  }

  private void changed() {
    compareCosts();
    changes.set(changes.get() + 1);
  }

  Map<Side, Trace> traces() {
    return traces;
  }

  TimeWindow window() {
    return window;
  }

  /** Points at a moment, in nanoseconds from t0; null at none. */
  public void point(@Nullable Long nanos) {
    moment.set(nanos);
  }

  void zoom(double factor, long around) {
    window.zoom(factor, around);
    changed();
  }

  void pan(long nanos) {
    window.pan(nanos);
    changed();
  }

  void showAll() {
    window.reset();
    changed();
  }

  /** Shows what stood at the end of each text at that moment. */
  void jump(long nanos) {
    traces.forEach((side, trace) -> {
      int characters = trace.textCharacters(trace.deltas(nanos));
      if (characters > 0) {
        reveal.accept(side, characters);
      }
    });
  }

  /** The moment pointed at, in nanoseconds from t0; null for none. */
  ReadOnlyObjectProperty<@Nullable Long> momentProperty() {
    return moment.getReadOnlyProperty();
  }

  /** Counts the changes of what is to be drawn. */
  ReadOnlyIntegerProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** While it is paused the charts stand still; what comes meanwhile is shown afterwards. */
  public BooleanProperty pausedProperty() {
    return paused;
  }
}
