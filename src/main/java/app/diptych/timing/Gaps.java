package app.diptych.timing;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The gaps between the deltas of many answers together, for ICL. Takes no more memory of twenty
 * million gaps than of a thousand: the gaps are counted in buckets, each of which is less than a
 * hundredth of its gaps wide. Count, mean, smallest and largest gap are exact, the deviation as
 * good as a double is, and a percentile is off by 0.4 % at most. Not thread-safe.
 */
public final class Gaps {
  /** Buckets are so many bits exact: 128 of them between a gap and twice that gap. */
  private static final int BITS = 7;

  private static final long SECOND = 1_000_000_000;

  /** By how many bits are dropped; most gaps of a group are near each other. */
  private final long[] @Nullable [] counts = new long[Long.SIZE - BITS][];

  private long count;
  private int answers;
  private int unknown;
  private int wentBack;
  private long smallest = Long.MAX_VALUE;
  private long largest;

  /** The sum in two parts, which no number of gaps makes too large. */
  private long seconds;

  private long nanos;

  /**
   * Sums of squared distances from the mean, put together as Chan, Golub and LeVeque have it (The
   * American Statistician 37, 1983): squares of nanoseconds would cancel each other.
   */
  private double middle;

  private double squares;

  /**
   * Takes the gaps of one answer, reasoning and answer together. One without a delta is counted as
   * {@link #unknown}. One in which the clock went back has no gaps at all, as in {@link
   * Timeline#gapsInNanos}, and is counted as well.
   *
   * @param offsets nanoseconds from one instant to each delta, in order of arrival
   */
  public void add(long[] offsets) {
    if (offsets.length == 0) {
      unknown++;
    } else if (!isForward(offsets)) {
      wentBack++;
    } else {
      answers += offsets.length > 1 ? 1 : 0;
      gaps(offsets);
    }
  }

  /** Takes all that another one has. */
  public void add(Gaps other) {
    for (int i = 0; i < counts.length; i++) {
      long[] theirs = other.counts[i];
      if (theirs != null) {
        long[] ours = counts(i);
        for (int j = 0; j < ours.length; j++) {
          ours[j] += theirs[j];
        }
      }
    }
    answers += other.answers;
    unknown += other.unknown;
    wentBack += other.wentBack;
    smallest = Math.min(smallest, other.smallest);
    largest = Math.max(largest, other.largest);
    seconds += other.seconds;
    nanos += other.nanos;
    spread(other.count, other.middle, other.squares);
  }

  /** Also not by so much that the gap is no number any more. */
  private static boolean isForward(long[] offsets) {
    boolean forward = true;
    for (int i = 1; i < offsets.length; i++) {
      forward &= offsets[i] >= offsets[i - 1] && offsets[i] - offsets[i - 1] >= 0;
    }
    return forward;
  }

  private void gaps(long[] offsets) {
    int more = offsets.length - 1;
    if (more == 0) {
      return;
    }
    // All gaps of an answer are its time from first to last, which may have 64 bits and no sign.
    long time = offsets[more] - offsets[0];
    long wholeSeconds = Long.divideUnsigned(time, SECOND);
    long rest = Long.remainderUnsigned(time, SECOND);
    seconds += wholeSeconds;
    nanos += rest;
    double mean = (wholeSeconds * 1e9 + rest) / more;
    double distances = 0;
    for (int i = 0; i < more; i++) {
      long gap = offsets[i + 1] - offsets[i];
      count(gap);
      double distance = gap - mean;
      distances += distance * distance;
    }
    spread(more, mean, distances);
  }

  private void count(long gap) {
    int bucket = bucket(gap);
    counts(bucket >> BITS)[bucket & ((1 << BITS) - 1)]++;
    smallest = Math.min(smallest, gap);
    largest = Math.max(largest, gap);
  }

  private long[] counts(int row) {
    long[] found = counts[row];
    if (found == null) {
      found = new long[1 << BITS];
      counts[row] = found;
    }
    return found;
  }

  private void spread(long more, double mean, double distances) {
    long before = count;
    count += more;
    if (more > 0) {
      double apart = mean - middle;
      middle += apart * more / count;
      squares += distances + apart * apart * before / count * more;
    }
  }

  /** How many gaps there are. */
  public long count() {
    return count;
  }

  /** How many answers these gaps are of: those of one delta have none. */
  public int answers() {
    return answers;
  }

  /** How many answers had no deltas. */
  public int unknown() {
    return unknown;
  }

  /** How many answers have no gaps because the clock went back. */
  public int wentBack() {
    return wentBack;
  }

  /** The mean in milliseconds. */
  public OptionalDouble mean() {
    double mean = (seconds * 1e3 + nanos / 1e6) / Math.max(1, count);
    return from(1, Math.clamp(mean, millis(Math.min(smallest, largest)), millis(largest)));
  }

  /** The sample standard deviation in milliseconds; from two gaps on. */
  public OptionalDouble deviation() {
    return from(2, Math.sqrt(squares / Math.max(1, count - 1)) / 1e6);
  }

  /** The smallest gap in milliseconds. */
  public OptionalDouble min() {
    return from(1, millis(smallest));
  }

  /** The largest gap in milliseconds. */
  public OptionalDouble max() {
    return from(1, millis(largest));
  }

  /**
   * A percentile in milliseconds as {@link Percentiles} has it, between two gaps that are known to
   * 0.4 %; empty with too few gaps.
   *
   * @param percent above 0 and below 100
   */
  public OptionalDouble quantile(double percent) {
    if (count < Percentiles.needed(percent)) {
      return OptionalDouble.empty();
    }
    double place = (count - 1) * percent / 100;
    long below = (long) place;
    double low = ofRank(below);
    double high = ofRank(below + 1);
    return OptionalDouble.of((low + (high - low) * (place - below)) / 1e6);
  }

  /** The gap with so many below it; the first and the last are exact. */
  private double ofRank(long rank) {
    if (rank == 0) {
      return smallest;
    }
    if (rank >= count - 1) {
      return largest;
    }
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      long[] row = counts[i];
      for (int j = 0; row != null && j < row.length; j++) {
        seen += row[j];
        if (seen > rank) {
          double middleOfBucket = middleOf((i << BITS) + j);
          return Math.clamp(middleOfBucket, (double) smallest, (double) largest);
        }
      }
    }
    throw new IllegalStateException("Fewer gaps are counted than there are");
  }

  private OptionalDouble from(int needed, double value) {
    return count < needed ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** Below 256 ns each gap has its own; above that, bits that do not matter are dropped. */
  private static int bucket(long gap) {
    int dropped = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(gap) - BITS);
    return (dropped << BITS) + (int) (gap >>> dropped);
  }

  private static double middleOf(int bucket) {
    int dropped = Math.max(0, (bucket >> BITS) - 1);
    long lowest = (long) (bucket - (dropped << BITS)) << dropped;
    return lowest + ((1L << dropped) - 1) / 2.0;
  }
}
