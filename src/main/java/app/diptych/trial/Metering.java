package app.diptych.trial;

import app.diptych.cost.Energy;
import app.diptych.cost.Tariff;
import java.util.Optional;

/** Measures what this machine draws while it answers, and knows what that costs. Thread-safe. */
public interface Metering {
  /** Measures nothing. */
  Metering NONE =
      new Metering() {
        @Override
        public Optional<Measuring> begin() {
          return Optional.empty();
        }

        @Override
        public Optional<Tariff> tariff() {
          return Optional.empty();
        }
      };

  /** Begins for one answer, before its request is sent; empty when nothing can be measured. */
  Optional<Measuring> begin();

  /** What the user's electricity and hardware cost now; empty when nobody said. */
  Optional<Tariff> tariff();

  /** The measuring of one answer. It must be ended. */
  interface Measuring {
    /** The request is sent now. Takes microseconds. */
    void mark();

    /**
     * Ends it, once; may wait up to a second for a last reading.
     *
     * @param fromNanos t0
     * @param toNanos the last delta; no later than t0 when there was none
     * @return empty when it was not measured
     */
    Optional<Energy> end(long fromNanos, long toNanos);
  }
}
