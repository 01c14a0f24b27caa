package app.diptych.ui.settings;

import app.diptych.guard.AuditLine;
import app.diptych.guard.policy.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The fallback policy and the route that answers now. */
public interface FallbackControl {
  /**
   * What holds now.
   *
   * @param file the policy's file name; empty when none was chosen
   * @param primary the model asked for, as {@code GATEWAY/MODEL-ID}
   * @param fallback the model that may answer in its place
   * @param findings what the check of the policy says, the worst first
   * @param on whether it is used
   * @param current which of the two answers now
   * @param problem why the policy cannot be used as it is; null when it can
   * @param audit changes of the route, oldest first
   */
  record State(
      String file,
      String primary,
      String fallback,
      List<Finding> findings,
      boolean on,
      String current,
      @Nullable String problem,
      List<AuditLine> audit) {
    public State {
      findings = List.copyOf(findings);
      audit = List.copyOf(audit);
    }

    /** No policy was chosen. */
    public static final State NONE = new State("", "", "", List.of(), false, "", null, List.of());

    public boolean isChosen() {
      return !file.isEmpty();
    }

    /** Whether somebody can decide now which of the two answers. */
    public boolean isInUse() {
      return on && problem == null;
    }

    /** Whether the fallback answers because somebody decided so. */
    public boolean isRolledBack() {
      return on && current.equals(fallback);
    }
  }

  State state();

  /**
   * Reads a policy, which is not used before {@link #turn}. Blocks.
   *
   * @return what is wrong with the file; empty when it was read
   */
  Optional<String> choose(Path file);

  /** Uses the policy from the next request on, or no longer. Blocks. */
  void turn(boolean on);

  /** Forgets the policy. Blocks. */
  void forget();

  /**
   * Lets the fallback answer from the next request on.
   *
   * @param decidedAtNanos the clock's reading when the user decided it
   */
  AuditLine rollBack(long decidedAtNanos);

  /** Lets the primary answer again from the next request on. */
  AuditLine goForward(long decidedAtNanos);

  /** Tells the first answer after such a change, on any thread. */
  void listen(Consumer<AuditLine> listener);
}
