package app.diptych.guard.policy;

import java.util.Locale;

/** Names of gateways, which are written as {@code holy_sheep}, {@code HolySheep} and so on. */
final class GatewayName {
  private GatewayName() {}

  static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]", "");
  }
}
