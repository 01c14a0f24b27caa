package app.diptych.session;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.ReasoningDelta;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.CompletionEvent.TextDelta;
import app.diptych.completion.CompletionEvent.UsageReported;
import app.diptych.completion.Origin;
import app.diptych.completion.Usage;
import app.diptych.timing.Timeline;
import app.diptych.trial.Answer;
import app.diptych.trial.Recording;
import app.diptych.trial.Side;
import app.diptych.trial.SideState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what one side said since the last save. Offering is quick and never waits for the disk:
 * what the disk has not taken stays here, and no more than one save is under way. Once the side has
 * ended its answer is saved whole, and nothing more of this.
 */
final class SideRecorder {
  private final long base;
  private final Side side;
  private final StringBuilder text = new StringBuilder();
  private final DeltaPack.Builder fresh = new DeltaPack.Builder();
  private final DeltaPack.Builder all = new DeltaPack.Builder();
  private final List<SavedEvent> events = new ArrayList<>();
  private int eventsSaved;
  private int batches;
  private int facts;
  private int factsSaved;
  private boolean saving;
  private boolean ended;
  private @Nullable Long zero;
  private @Nullable Origin origin;
  private @Nullable Usage usage;

  /**
   * @param base reading of the clock that offsets count from until t0 is known
   */
  SideRecorder(Side side, long base) {
    this.side = side;
    this.base = base;
  }

  /**
   * What is new since the last save.
   *
   * @param number its place among the saves of this side; saved twice it is the same row
   * @param facts how many things besides text and events were known
   * @param zero t0 counted from the base, null while it is unknown or when nothing new is known
   * @param oldest when the first of the text was read
   */
  record Batch(
      Side side,
      int number,
      String text,
      Recording deltas,
      List<SavedEvent> events,
      int facts,
      @Nullable Long zero,
      @Nullable Origin origin,
      @Nullable Usage usage,
      long oldest) {}

  /**
   * Notes an event.
   *
   * @return whether there is something new to save and no save is under way
   */
  synchronized boolean happened(CompletionEvent event, long atNanos) {
    switch (event) {
      case TextDelta delta -> add(delta.text(), false, atNanos);
      case ReasoningDelta delta -> add(delta.text(), true, atNanos);
      case Started first -> {
        facts++;
        zero = first.sentAtNanos() - base;
        origin = first.origin();
        add("started", AnswerJson.origin(first.origin()).toString(), atNanos);
      }
      case CompletionEvent.Waiting waiting ->
          add("waiting", "{\"place\": " + waiting.place() + "}", atNanos);
      case CompletionEvent.Retrying retry ->
          add("retrying", AnswerJson.failure(retry.because()).toString(), atNanos);
      case CompletionEvent.FailedOver other ->
          add("failed over", AnswerJson.failure(other.because()).toString(), atNanos);
      case CompletionEvent.PhasesMeasured measured ->
          add("phases", CallPhasesJson.write(measured.phases()).toString(), atNanos);
      case UsageReported report -> {
        facts++;
        usage = report.usage();
        add("usage", AnswerJson.usage(report.usage()).toString(), atNanos);
      }
      case CompletionEvent.UsageRefused _ -> usage = null;
      case CompletionEvent.Finished _, CompletionEvent.Failed _ -> {
        return false;
      }
    }
    return isDue();
  }

  /** Notes a state; it is saved with what comes next. */
  synchronized void came(SideState state, long atNanos) {
    add(state.name(), "{}", atNanos);
  }

  private boolean isDue() {
    boolean due = !saving && !ended;
    saving = true;
    return due;
  }

  private void add(String piece, boolean reasoning, long atNanos) {
    text.append(piece);
    fresh.add(atNanos - base, piece.length(), reasoning);
    all.add(atNanos - base, piece.length(), reasoning);
  }

  private void add(String kind, String detail, long atNanos) {
    events.add(new SavedEvent(atNanos - base, kind, detail));
  }

  /** What is new; null when there is nothing more to save before the end. */
  synchronized @Nullable Batch batch() {
    if (ended) {
      return null;
    }
    Recording deltas = fresh.recording();
    return new Batch(
        side,
        batches,
        text.toString(),
        deltas,
        List.copyOf(events.subList(eventsSaved, events.size())),
        facts,
        facts == factsSaved ? null : zero,
        origin,
        usage,
        deltas.size() == 0 ? 0 : base + deltas.offset(0));
  }

  /**
   * That batch is on the disk.
   *
   * @return whether more came meanwhile
   */
  synchronized boolean saved(Batch batch) {
    text.delete(0, batch.text().length());
    fresh.dropFirst(batch.deltas().size());
    eventsSaved += batch.events().size();
    factsSaved = batch.facts();
    batches++;
    saving = (!text.isEmpty() || facts > factsSaved) && !ended;
    return saving;
  }

  /** The save was refused; the next event brings another. */
  synchronized void refused() {
    saving = false;
  }

  /**
   * The side has ended.
   *
   * @return what happened besides its text, counted from its t0
   */
  synchronized List<SavedEvent> end() {
    ended = true;
    long from = zero == null ? 0 : zero;
    return events.stream()
        .map(event -> new SavedEvent(event.atNanos() - from, event.kind(), event.detail()))
        .toList();
  }

  /** Every delta of the answer, counted from its t0. */
  synchronized Recording recording(Answer answer) {
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
