package app.diptych.gateway;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where the key of a gateway is kept. The key itself is never part of it. */
public sealed interface KeySource {

  /**
   * The environment variable of that name.
   *
   * @param variable letters, digits and underscores
   */
  record Environment(String variable) implements KeySource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    /**
     * @throws IllegalArgumentException with a sentence a user can act on; it does not quote what
     *     may be a key in the wrong place
     */
    public Environment {
      if (!NAME.matcher(variable).matches()) {
        throw new IllegalArgumentException(
            "An environment variable's name has letters, digits and underscores only; the key"
                + " itself does not belong there.");
      }
    }

    /** The one that is looked at when none is named. */
    public static Environment usual(String gateway) {
      String name = gateway.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
      return new Environment(Character.isDigit(name.charAt(0)) ? "_" + name : name);
    }
  }

  /** The keyring of the operating system. */
  record Keyring() implements KeySource {}

  /** The memory of this program, until it ends. */
  record Memory() implements KeySource {}

  /** Nowhere: the gateway asks for no key. */
  record None() implements KeySource {}
}
