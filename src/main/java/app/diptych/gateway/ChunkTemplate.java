package app.diptych.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A chunk with a gap where its only text stands. Another chunk with the same bytes before and after
 * the gap, and a JSON string without escapes in it, means the same with another text: JSON leaves
 * no other reading.
 */
final class ChunkTemplate {
  private final byte[] before;
  private final byte[] after;
  private final Chunk chunk;
  private final boolean textIsContent;

  private ChunkTemplate(byte[] before, byte[] after, Chunk chunk, boolean textIsContent) {
    this.before = before;
    this.after = after;
    this.chunk = chunk;
    this.textIsContent = textIsContent;
  }

  /**
   * @param textStart offset of the opening quote of the only text in the chunk
   * @param textEnd offset just after its closing quote
   * @return null when the text did not become content or reasoning as it stands
   */
  static @Nullable ChunkTemplate of(
      Chunk chunk, byte[] bytes, int from, int length, long textStart, long textEnd) {
    int start = from + Math.toIntExact(textStart) + 1;
    int end = from + Math.toIntExact(textEnd) - 1;
    boolean placed = start > from && end > start && end < from + length;
    // Exactly one of the two, because only one text was read.
    boolean oneText = chunk.content().isEmpty() != chunk.reasoning().isEmpty();
    if (!placed || !oneText || bytes[start - 1] != '"' || bytes[end] != '"') {
      return null;
    }
    return new ChunkTemplate(
        Arrays.copyOfRange(bytes, from, start),
        Arrays.copyOfRange(bytes, end, from + length),
        chunk,
        !chunk.content().isEmpty());
  }

  /** The chunk, or null when only a parser can tell. */
  @Nullable Chunk match(byte[] bytes, int from, int length) {
    int start = from + before.length;
    int end = from + length - after.length;
    if (end <= start
        || !Arrays.equals(bytes, from, start, before, 0, before.length)
        || !Arrays.equals(bytes, end, from + length, after, 0, after.length)) {
      return null;
    }
    for (int at = start; at < end; at++) {
      byte next = bytes[at];
      if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
        return null;
      }
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return textIsContent ? chunk.withContent(text) : chunk.withReasoning(text);
  }
}
