package app.diptych.gateway;

import app.diptych.completion.Failure;
import java.util.List;

/** What a gateway said when asked which models it has. */
public sealed interface ModelListing {

  /**
   * @param ids the gateway's own names of its models, in its order
   */
  record Models(List<String> ids) implements ModelListing {
    public Models {
      ids = List.copyOf(ids);
    }
  }

  /** The gateway gave no list. Many that give none answer completions all the same. */
  record Unavailable(Failure failure) implements ModelListing {}
}
