package app.diptych.trial;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import java.util.List;

/** What can be named as a model, and who answers for a name. */
public interface ModelCatalog {

  /** Models known without asking anybody, in the order to show them. */
  List<Entry> entries();

  /** Finds who answers for a name; nothing is loaded or called yet. */
  Lookup find(String model);

  /**
   * A model that can be picked.
   *
   * @param model its name, as {@link #find} takes it
   * @param source where it runs or comes from, for people, for example {@code demonstration model}
   */
  record Entry(String model, String source, boolean local) {}

  /** Result of a search by name. */
  sealed interface Lookup {}

  /**
   * @param model the name in its usual form
   * @param requestModel what the provider itself calls it
   */
  record Found(String model, boolean local, String requestModel, Provider provider)
      implements Lookup {}

  /** No such name; the failure tells why and which names would do. */
  record Unknown(Failure failure) implements Lookup {}
}
