package app.diptych.review;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who sees which pair when, and which answer on the left: drawn for each rater and item from one
 * seed, so that it can be drawn again and nobody can know it beforehand. A rater's name is drawn
 * with, so no two raters see the same order.
 *
 * @param seed of the review
 */
public record Blinding(long seed) {
  /** What both answers are named by where nobody is to know whose they are. */
  public static final String HIDDEN = "packet/hidden";

  /** Whether side A stands on the left. */
  public boolean aIsLeft(String rater, String item) {
    return (draw("side", rater, item) & 1) == 0;
  }

  /** The numbers from 0 up to so many, in this rater's order. */
  public List<Integer> order(String rater, int items) {
    List<Integer> order = new ArrayList<>(items);
    for (int i = 0; i < items; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(draw("order", rater, "")));
    return order;
  }

  /**
   * So many of the items that this rater sees a second time, with the sides swapped: whoever judges
   * carefully says the same again.
   */
  public List<Integer> repeats(String rater, int items, int wanted) {
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      drawn.add(i);
    }
    Collections.shuffle(drawn, new Random(draw("repeat", rater, "")));
    return List.copyOf(drawn.subList(0, Math.min(items, Math.max(0, wanted))));
  }

  private long draw(String what, String rater, String item) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
      for (String part : List.of(what, rater, item)) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length goes first, so that nothing can move from one part to the next.
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
