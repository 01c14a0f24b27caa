package app.diptych.gateway;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The gateways of the user, to look at and to change. Everything may wait for a disk, a keyring or
 * a network, so nothing here is for the JavaFX thread.
 */
public interface GatewayBook {
  GatewayPresets presets();

  /** All that can be used, in the order they were added. */
  List<Entry> entries();

  Optional<Entry> entry(String id);

  /** What stands in the settings and cannot be used, each with why, in sentences. */
  List<String> unusable();

  /** Where a key that is typed now is kept. */
  KeyPlace keyPlace();

  /**
   * Adds a gateway, or changes the one with that id.
   *
   * @param profile as it shall be; the place of its key is overruled when a key is given
   * @param key as typed or pasted, zeroed on return; null to leave the key as it is
   * @throws IllegalArgumentException when it cannot be, with a sentence a user can act on
   */
  Saved save(GatewayProfile profile, char @Nullable [] key);

  /**
   * Takes a gateway away together with its key in the keyring.
   *
   * @return what puts it back as it was, or empty when there is none of that id
   */
  Optional<Removed> remove(String id);

  /**
   * A check of a gateway that has not begun.
   *
   * @return empty when there is no gateway of that id
   */
  Optional<Check> check(String id, Consumer<ProbeResult> listener);

  /** A check under way or to come. */
  interface Check {
    /**
     * Runs it and waits for its end.
     *
     * @param model what to call, empty for one that is likely to do
     */
    List<ProbeResult> run(String model) throws InterruptedException;

    void cancel();
  }

  /** A gateway that was removed, and can be put back. */
  interface Removed {
    /** What the user should know, in sentences, such as that its key stays; usually empty. */
    String told();

    /** Where it was and with its key, unless a gateway of that id was added meanwhile. */
    void putBack();
  }

  /**
   * A gateway.
   *
   * @param key where its key is, in words for people; never the key
   * @param trouble what keeps it from being used as it is, as a sentence; empty when nothing is
   *     known to
   * @param forThisRun whether it is not in the settings
   */
  record Entry(GatewayProfile profile, String key, String trouble, boolean forThisRun) {}

  /**
   * Where typed keys go.
   *
   * @param lasting whether they outlast this program
   * @param words for people, for example {@code the keyring of this desktop}
   */
  record KeyPlace(boolean lasting, String words) {}

  /** What became of a wish to save. */
  sealed interface Saved {}

  /**
   * It is saved.
   *
   * @param told what the user should know, in sentences; usually empty
   * @param kept whether it is in the settings; else it is gone when this program ends, as told
   */
  record Done(String told, boolean kept) implements Saved {}

  /** Nothing is saved yet: is that host meant? */
  record Doubted(HostDoubt doubt) implements Saved {}

  /**
   * Nothing is saved yet: the key was given for another address.
   *
   * @param origin the one it was given for
   */
  record KeyOfAnother(String origin) implements Saved {}
}
