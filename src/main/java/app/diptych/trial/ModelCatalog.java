package app.diptych.trial;

import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import app.diptych.cost.Price;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be named as a model, and who answers for a name. */
public interface ModelCatalog {

  /** Models known without asking anybody, in the order to show them. */
  List<Entry> entries();

  /**
   * Which models a gateway has. What it said a few minutes ago will do, else this blocks for as
   * long as the gateway takes.
   */
  Discovery discover(String gateway);

  /** The same, but the gateway is always asked. */
  default Discovery refresh(String gateway) {
    return discover(gateway);
  }

  /**
   * Finds who answers for a name on that side. Nothing is loaded or called yet. Each side has a
   * provider of its own, even for the same model, so that the sides never queue behind each other;
   * a local model that was on the side before is unloaded.
   */
  Lookup find(Side side, String model);

  /**
   * Tells who would answer for a name, and leaves the sides as they are. A model of a gateway can
   * be asked at once; one of this machine has to be put on a side first.
   */
  default Lookup beside(String model) {
    return find(Side.B, model);
  }

  /**
   * Finds who gives an answer of this machine once more: the same model, run as it was run then
   * whatever is set now. It takes the side's place until that is found anew.
   */
  default Lookup again(Side side, Answer then) {
    return find(side, then.model());
  }

  /**
   * A model that can be picked.
   *
   * @param model its name, as {@link #find} takes it
   * @param source where it comes from, for people, for example {@code demonstration model}
   * @param local whether it runs on this machine
   */
  record Entry(String model, String source, boolean local) {}

  /** Result of a search by name. */
  sealed interface Lookup {}

  /**
   * @param model the name in its usual form
   * @param requestModel what the provider itself calls it
   * @param source where it comes from, for people
   * @param recorded what it says whatever it is asked, or null for a model that answers
   * @param price what it costs, or null when nobody said
   */
  record Found(
      String model,
      String source,
      boolean local,
      String requestModel,
      Provider provider,
      @Nullable RecordedAnswer recorded,
      @Nullable Price price)
      implements Lookup {

    /** A model without a price. */
    public Found(
        String model,
        String source,
        boolean local,
        String requestModel,
        Provider provider,
        @Nullable RecordedAnswer recorded) {
      this(model, source, local, requestModel, provider, recorded, null);
    }

    /** A model that answers. */
    public Found(
        String model, String source, boolean local, String requestModel, Provider provider) {
      this(model, source, local, requestModel, provider, null);
    }
  }

  /** No such name; the failure tells why and which names would do. */
  record Unknown(Failure failure) implements Lookup {}

  /** Result of asking a gateway. */
  sealed interface Discovery {}

  record Models(List<Entry> entries) implements Discovery {
    public Models {
      entries = List.copyOf(entries);
    }
  }

  /**
   * No list came.
   *
   * @param asked whether anybody was asked; false when there is no such gateway or its key cannot
   *     be used
   */
  record Unreachable(Failure failure, boolean asked) implements Discovery {
    public Unreachable(Failure failure) {
      this(failure, true);
    }
  }
}
