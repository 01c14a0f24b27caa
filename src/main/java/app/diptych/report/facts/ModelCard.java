package app.diptych.report.facts;

import java.util.List;

/**
 * What is known about one model.
 *
 * @param id as it is named on the command line
 * @param aliases other names of it
 * @param exists whether anybody published it
 * @param note why not, or what else must be known; empty when there is nothing
 * @param nearest ids of the real models that may be meant when it does not exist
 */
public record ModelCard(
    String id,
    String name,
    List<String> aliases,
    boolean exists,
    String note,
    List<String> nearest,
    List<Fact> facts) {
  public ModelCard {
    aliases = List.copyOf(aliases);
    nearest = List.copyOf(nearest);
    facts = List.copyOf(facts);
  }
}
