package app.diptych.guard;

import app.diptych.completion.CompletionEvent;
import app.diptych.completion.CompletionEvent.PhasesMeasured;
import app.diptych.completion.CompletionEvent.Started;
import app.diptych.completion.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a try said before its first delta, which nobody shall hear if the try comes to nothing. At
 * most one of each kind is kept, so no stream can fill the memory. Not thread-safe: the events of a
 * stream come one at a time.
 */
final class HeldBack {
  private @Nullable Event started;
  private @Nullable Event usage;
  private @Nullable Event phases;

  private record Event(CompletionEvent event, long atNanos) {}

  void started(Started event, long atNanos) {
    started = new Event(event, atNanos);
  }

  /** What was told of the tokens last, believed or not. */
  void usage(CompletionEvent event, long atNanos) {
    usage = new Event(event, atNanos);
  }

  void phases(PhasesMeasured event, long atNanos) {
    phases = new Event(event, atNanos);
  }

  /**
   * Whether the try was sent and may be charged although it failed so: its answer had begun, or
   * nobody refused it. A try that tells no phases is taken for one that was sent.
   */
  boolean isLost(Failure failure) {
    boolean sent =
        phases == null
            || !(phases.event() instanceof PhasesMeasured measured)
            || measured.phases().sending() != null;
    return started != null || (failure.mayBeCharged() && sent);
  }

  /** Lets go of everything, each with the stamp it came with. */
  void release(Outlet outlet) {
    emit(started, outlet);
    emit(usage, outlet);
    emit(phases, outlet);
    started = null;
    usage = null;
    phases = null;
  }

  private static void emit(@Nullable Event held, Outlet outlet) {
    if (held != null) {
      outlet.emit(held.event(), held.atNanos());
    }
  }
}
