package app.diptych.trial;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Failure;
import app.diptych.completion.FinishReason;
import app.diptych.completion.Message;
import app.diptych.completion.Origin;
import app.diptych.completion.Sampling;
import app.diptych.completion.Usage;
import app.diptych.timing.Timeline;
import app.diptych.trial.Recording.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Recorded answers for tests. */
public final class Recordings {
  public static final String PROMPT = "Why is the sky blue?";
  public static final Usage USAGE = new Usage(7, 11, 2, 0, Usage.Source.REPORTED);
  public static final Origin ORIGIN =
      new Origin("demo/small", "engine 1.0", "CPU", null, "hash", null);
  private static final long MILLI = 1_000_000;

  private Recordings() {}

  public static Piece text(double millis, String text) {
    return new Piece((long) (millis * MILLI), false, text);
  }

  public static Piece thought(double millis, String text) {
    return new Piece((long) (millis * MILLI), true, text);
  }

  /** Many short pieces at that distance. */
  public static List<Piece> every(double millis, int count) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pieces.add(text((i + 1) * millis, "w" + i + " "));
    }
    return pieces;
  }

  public static CompletionRequest request(String prompt) {
    return new CompletionRequest(
        "demo/small", List.of(Message.user(prompt)), Sampling.providerDefaults());
  }

  /** One that finished. */
  public static RecordedAnswer finished(List<Piece> pieces) {
    return recorded(pieces, FinishReason.STOP, null);
  }

  /** One that ended early. */
  public static RecordedAnswer failed(List<Piece> pieces, Failure failure) {
    return recorded(pieces, null, failure);
  }

  private static RecordedAnswer recorded(
      List<Piece> pieces, @Nullable FinishReason reason, @Nullable Failure failure) {
    long[] offsets = pieces.stream().mapToLong(Piece::offsetNanos).toArray();
    int first = -1;
    for (int i = pieces.size() - 1; i >= 0; i--) {
      first = pieces.get(i).reasoning() ? first : i;
    }
    Answer answer =
        new Answer(
            "demo/small",
            true,
            request(PROMPT),
            failure == null ? SideState.FINISHED : SideState.FAILED,
            ORIGIN,
            join(pieces, false),
            join(pieces, true),
            USAGE,
            reason,
            failure,
            Timeline.of(offsets, first),
            Duration.ZERO);
    return new RecordedAnswer("Skies", 3, Side.A, Instant.EPOCH, false, answer, pieces);
  }

  /** When these pieces came. */
  public static Recording recording(List<Piece> pieces) {
    long[] offsets = new long[pieces.size()];
    int[] lengths = new int[pieces.size()];
    boolean[] reasoning = new boolean[pieces.size()];
    for (int i = 0; i < pieces.size(); i++) {
      offsets[i] = pieces.get(i).offsetNanos();
      lengths[i] = pieces.get(i).text().length();
      reasoning[i] = pieces.get(i).reasoning();
    }
    return Recording.of(offsets, lengths, reasoning);
  }

  private static String join(List<Piece> pieces, boolean reasoning) {
    return pieces.stream()
        .filter(piece -> piece.reasoning() == reasoning)
        .map(Piece::text)
        .collect(Collectors.joining());
  }
}
