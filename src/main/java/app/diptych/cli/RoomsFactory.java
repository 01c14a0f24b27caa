package app.diptych.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the rooms once the options are known. */
@FunctionalInterface
public interface RoomsFactory {
  /**
   * @param home the folder for the user's data, null for the usual one
   * @param gateways gateways for this run only, each {@code ID=URL}
   * @throws IllegalArgumentException when a gateway cannot be read, with a sentence a user can act
   *     on
   * @throws NotStarted when this machine does not let the rooms open
   */
  Rooms open(@Nullable Path home, List<String> gateways);
}
