package app.diptych.guard.policy;

/**
 * Something about a policy that its author should know.
 *
 * @param rule a short name that stays the same, for scripts
 * @param sentence what it is, with its numbers
 */
public record Finding(Level level, String rule, String sentence) {

  /** How bad it is. */
  public enum Level {
    /** The policy contradicts itself, or cannot do what it says. */
    CONTRADICTION,
    /** It does what it says, and that is probably not what is wanted. */
    DOUBT,
    /** How it is read. */
    NOTE
  }
}
