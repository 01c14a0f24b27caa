package app.diptych.secret;

import java.util.Optional;

/** The keyring of an operating system, as its library gives it: it may fail, or hang. */
interface Keyring {
  /** For people. */
  String where();

  Optional<char[]> get(String account) throws Exception;

  void put(String account, char[] key) throws Exception;

  void remove(String account) throws Exception;

  /** Opens the keyring. */
  @FunctionalInterface
  interface Opener {
    /**
     * @throws Exception when there is none here
     */
    Keyring open() throws Exception;
  }
}
