package app.diptych.session;

import app.diptych.timing.HourWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which answers to take measurements of. A null means: any.
 *
 * @param sessions ids; empty for all that are not deleted
 * @param tag of their session
 * @param model the model asked for
 * @param since their trial was started at this time or later
 * @param before their trial was started earlier than this time
 * @param hours their request was sent in this part of whatever day
 */
public record MeasureQuery(
    List<String> sessions,
    @Nullable String tag,
    @Nullable String model,
    @Nullable Instant since,
    @Nullable Instant before,
    @Nullable HourWindow hours) {
  public MeasureQuery {
    sessions = List.copyOf(sessions);
  }

  /** At any hour of the day. */
  public MeasureQuery(
      List<String> sessions,
      @Nullable String tag,
      @Nullable String model,
      @Nullable Instant since,
      @Nullable Instant before) {
    this(sessions, tag, model, since, before, null);
  }

  /** Everything that was ever measured here. */
  public static MeasureQuery all() {
    return new MeasureQuery(List.of(), null, null, null, null);
  }
}
