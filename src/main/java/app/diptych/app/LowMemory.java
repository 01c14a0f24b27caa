package app.diptych.app;

import app.diptych.guard.Later;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/**
 * Tells when memory is nearly used up: when, after a collection, more than a share of the pool of
 * what lives long is still in use; and when that is over. The Java runtime counts; nothing is
 * polled while there is enough.
 */
final class LowMemory implements AutoCloseable {
  /** Beyond it collections come so often that the window begins to stutter. */
  private static final int PERCENT = 85;

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final List<MemoryPoolMXBean> pools;
  private final LongUnaryOperator threshold;
  private final Later later;
  private final Consumer<String> told;
  private final NotificationEmitter runtime =
      (NotificationEmitter) ManagementFactory.getMemoryMXBean();
  private final NotificationListener listener = (notification, _) -> exceeded(notification);
  private boolean low;
  private boolean closed;

  private LowMemory(
      List<MemoryPoolMXBean> pools,
      LongUnaryOperator threshold,
      Later later,
      Consumer<String> told) {
    this.pools = pools;
    this.threshold = threshold;
    this.later = later;
    this.told = told;
  }

  /**
   * Watches the memory of this program until it is closed.
   *
   * @param later looks now and then whether it is over, while it is not
   * @param told on any thread: a sentence each time the share is exceeded anew, an empty one when
   *     there is enough again
   */
  static LowMemory watch(Later later, Consumer<String> told) {
    return watch(pools(), pool -> pool * PERCENT / 100, later, told);
  }

  /**
   * @param threshold from the size of a pool to the bytes that are too many
   */
  static LowMemory watch(
      List<MemoryPoolMXBean> pools,
      LongUnaryOperator threshold,
      Later later,
      Consumer<String> told) {
    LowMemory memory = new LowMemory(pools, threshold, later, told);
    for (MemoryPoolMXBean pool : pools) {
      long most = pool.getUsage().getMax();
      if (most > 0) {
        pool.setCollectionUsageThreshold(threshold.applyAsLong(most));
      }
    }
    memory.runtime.addNotificationListener(memory.listener, null, null);
    return memory;
  }

  private synchronized void exceeded(Notification notification) {
    if (closed
        || !MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED.equals(
            notification.getType())) {
      return;
    }
    told.accept(sentence(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()));
    if (!low) {
      low = true;
      lookLater();
    }
  }

  private void lookLater() {
    var _ = later.run(PAUSE, this::look);
  }

  /** The runtime tells when it begins, and never when it is over. */
  private synchronized void look() {
    if (closed) {
      return;
    }
    if (pools.stream().allMatch(this::hasRoom)) {
      low = false;
      told.accept("");
    } else {
      lookLater();
    }
  }

  /** Well below, so that the notice does not come and go; as the last collection found it. */
  private boolean hasRoom(MemoryPoolMXBean pool) {
    MemoryUsage found = pool.getCollectionUsage();
    return found == null
        || found.getMax() <= 0
        || found.getUsed() < threshold.applyAsLong(found.getMax()) / 10 * 9;
  }

  /** What is so, and what to do. */
  static String sentence(MemoryUsage heap) {
    return "Memory is nearly used up: "
        + (heap.getUsed() >> 20)
        + " of "
        + (heap.getMax() >> 20)
        + " MB. Begin a new session, stop a batch, or close Diptych and"
        + " open it again.";
  }

  static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
        // What is young is collected soon; a full nursery means nothing.
        .filter(MemoryPoolMXBean::isUsageThresholdSupported)
        .toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      runtime.removeNotificationListener(listener);
    } catch (ListenerNotFoundException gone) {
      // Nobody is told any more, which is what was wanted.
    }
    pools.forEach(pool -> pool.setCollectionUsageThreshold(0));
  }
}
