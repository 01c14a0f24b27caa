package app.diptych.trial;

import app.diptych.cost.Cost;
import app.diptych.trial.Metering.Measuring;
import org.jspecify.annotations.Nullable;

/** What this machine draws for one side, when it is this machine that answers. Thread-safe. */
final class SideEnergy {
  private final boolean applies;
  private final Metering metering;
  private @Nullable Measuring measuring;
  private boolean over;
  private long sentAt;
  private long lastAt;
  private Cost.Local cost = new Cost.Local();

  SideEnergy(SideSetup setup, Metering metering) {
    this.metering = metering;
    // A recording takes no model's energy.
    applies = setup.local() && !setup.model().startsWith(RecordedAnswer.PREFIX);
  }

  synchronized void begin() {
    if (applies && !over && measuring == null) {
      measuring = metering.begin().orElse(null);
    }
  }

  /** The request is on its way. */
  synchronized void sent(long atNanos) {
    sentAt(atNanos);
    if (measuring != null) {
      measuring.mark();
    }
  }

  /** The exact t0, once it is known. */
  synchronized void sentAt(long atNanos) {
    sentAt = atNanos;
    lastAt = atNanos;
  }

  synchronized void delta(long atNanos) {
    lastAt = Math.max(lastAt, atNanos);
  }

  /** Asked for outside of other locks, because it can take a moment. */
  void end() {
    Measuring ending;
    long from;
    long to;
    synchronized (this) {
      over = true;
      ending = measuring;
      from = sentAt;
      to = lastAt;
    }
    if (ending != null) {
      ending
          .end(from, to)
          .map(energy -> Cost.Local.of(energy, metering.tariff().orElse(null)))
          .ifPresent(this::set);
    }
  }

  synchronized Cost.Local cost() {
    return cost;
  }

  private synchronized void set(Cost.Local measured) {
    cost = measured;
  }
}
