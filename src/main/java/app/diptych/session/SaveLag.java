package app.diptych.session;

/** How far saving is behind streaming. */
final class SaveLag {
  private long longest;

  synchronized void add(long nanos, int characters) {
    if (characters > 0) {
      longest = Math.max(longest, nanos);
    }
  }

  /** The longest time any text waited until it was on the disk, in nanoseconds. */
  synchronized long longestNanos() {
    return longest;
  }
}
