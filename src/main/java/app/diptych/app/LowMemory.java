package app.diptych.app;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;

/**
 * Tells when memory is nearly used up: when, after a collection, more than a share of the pool of
 * what lives long is still in use. The Java runtime counts; nothing is polled.
 */
final class LowMemory implements AutoCloseable {
  /** Beyond it collections come so often that the window begins to stutter. */
  private static final int PERCENT = 85;

  private final List<MemoryPoolMXBean> pools;
  private final NotificationEmitter runtime;
  private final NotificationListener listener;

  private LowMemory(
      List<MemoryPoolMXBean> pools, NotificationEmitter runtime, NotificationListener listener) {
    this.pools = pools;
    this.runtime = runtime;
    this.listener = listener;
  }

  /**
   * Watches the memory of this program until it is closed.
   *
   * @param told a sentence, on a thread of the runtime, each time the share is exceeded anew
   */
  static LowMemory watch(Consumer<String> told) {
    return watch(pools(), pool -> pool * PERCENT / 100, told);
  }

  /**
   * @param threshold from the size of a pool to the bytes that are too many
   */
  static LowMemory watch(
      List<MemoryPoolMXBean> pools, LongUnaryOperator threshold, Consumer<String> told) {
    for (MemoryPoolMXBean pool : pools) {
      long most = pool.getUsage().getMax();
      if (most > 0) {
        pool.setCollectionUsageThreshold(threshold.applyAsLong(most));
      }
    }
    NotificationListener listener =
        (notification, _) -> {
          if (MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED.equals(
              notification.getType())) {
            told.accept(sentence(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()));
          }
        };
    NotificationEmitter runtime = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    runtime.addNotificationListener(listener, null, null);
    return new LowMemory(pools, runtime, listener);
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
  public void close() {
    try {
      runtime.removeNotificationListener(listener);
    } catch (ListenerNotFoundException gone) {
      // Nobody is told any more, which is what was wanted.
    }
    pools.forEach(pool -> pool.setCollectionUsageThreshold(0));
  }
}
