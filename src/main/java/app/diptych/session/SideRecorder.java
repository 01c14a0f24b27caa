package app.diptych.session;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one side said since the last save. Offering is quick and never waits for the disk:
 * what the disk has not taken stays here, and no more than one save is under way.
 */
final class SideRecorder {
  private final long trialBase;
  private final Side side;
  private final StringBuilder text = new StringBuilder();
  private final DeltaPack.Builder fresh = new DeltaPack.Builder();
  private final DeltaPack.Builder all = new DeltaPack.Builder();
  private int batches;
  private boolean saving;
  private boolean ended;
  private long oldest;
  private @Nullable Started started;

  /**
   * @param trialBase reading of the clock that offsets count from until t0 is known
   */
  SideRecorder(Side side, long trialBase) {
    this.side = side;
    this.trialBase = trialBase;
  }

  Side side() {
    return side;
  }

  /**
   * Notes an event.
   *
   * @return whether there is something new to save and no save is under way
   */
  synchronized boolean happened(CompletionEvent event, long atNanos) {
    switch (event) {
      case TextDelta delta -> add(delta.text(), false, atNanos);
      case ReasoningDelta delta -> add(delta.text(), true, atNanos);
      case Started first -> started = first;
      case CompletionEvent.UsageReported _,
          CompletionEvent.Finished _,
          CompletionEvent.Failed _ -> {
        return false;
      }
    }
    boolean due = !saving;
    saving = true;
    return due;
  }

  private void add(String piece, boolean reasoning, long atNanos) {
    if (text.isEmpty()) {
      oldest = atNanos;
    }
    text.append(piece);
    fresh.add(atNanos - trialBase, piece.length(), reasoning);
    all.add(atNanos - trialBase, piece.length(), reasoning);
  }

  /** What a save took: as much is dropped once it is on the disk. */
  record Taken(int characters, int deltas, long oldest) {}

  /**
   * Writes what is new; may be called again after a rollback. Once the side has ended there is
   * nothing new: its end is written whole, and a save that comes late must not undo that.
   */
  synchronized Taken save(Connection connection, String trial) throws SQLException {
    if (ended) {
      return new Taken(0, 0, oldest);
    }
    Started first = started;
    if (first != null) {
      Sql.update(
          connection,
          "UPDATE side SET state = 'STREAMING', detail = json_set(detail, '$.zeroNs', ?, '$.origin',"
              + " json(?)) WHERE trial = (SELECT key FROM trial WHERE id = ?) AND side = ?",
          first.sentAtNanos() - trialBase,
          AnswerJson.origin(first.origin()).toString(),
          trial,
          side.name());
    }
    if (!text.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO delta (trial, side, batch, pack, text) VALUES ((SELECT key FROM trial WHERE"
              + " id = ?), ?, ?, ?, ?)",
          trial,
          side.name(),
          batches,
          DeltaPack.pack(fresh.recording()),
          text.toString());
    }
    return new Taken(text.length(), fresh.size(), oldest);
  }

  /**
   * The save is on the disk.
   *
   * @return whether more came meanwhile
   */
  synchronized boolean saved(Taken taken) {
    started = null;
    text.delete(0, taken.characters());
    fresh.dropFirst(taken.deltas());
    batches++;
    saving = !text.isEmpty() && !ended;
    return saving;
  }

  /** Every delta of the answer, counted from its t0; the side has ended. */
  synchronized Recording recording(Answer answer) {
    ended = true;
    Timeline timeline = answer.timeline();
    Recording raw = all.recording();
    int[] lengths = new int[raw.size()];
    boolean[] reasoning = new boolean[raw.size()];
    for (int i = 0; i < raw.size(); i++) {
      lengths[i] = raw.length(i);
      reasoning[i] = raw.isReasoning(i);
    }
    return Recording.of(timeline.offsetsInNanos(), lengths, reasoning);
  }
}
