package app.diptych.cost;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** By what the entries of a ledger can be added up. */
public enum LedgerGroup {
  /** An entry with two tags counts for both. */
  TAG,
  /** By the tags that name a team, such as {@code team:search}. */
  TEAM,
  GATEWAY,
  /** By the one that answered, when another was asked in the place of the one asked for. */
  MODEL,
  /** The day on which the request ended, where the user lives. */
  DAY;

  /** What stands for an entry without a tag. */
  public static final String NO_TAG = "no tag";

  /** How a tag begins that names a team. */
  public static final String TEAM_TAG = "team:";

  /** What stands for an entry whose tags name no team. */
  public static final String NO_TEAM = "no team";

  /** What stands for an entry that no gateway was asked for. */
  public static final String THIS_MACHINE = "this machine";

  /**
   * The sum of some entries.
   *
   * @param requests how many were sent, also those that cost nothing
   * @param heldBack how many besides were refused here before they were sent
   */
  public record Total(String name, long requests, long heldBack, CostTotal cost) {}

  /**
   * The sums of all entries by this, in order of their names. The order of the entries changes
   * nothing.
   */
  public List<Total> totals(Collection<LedgerEntry> entries, ZoneId zone) {
    Map<String, CostSum> sums = new TreeMap<>();
    for (LedgerEntry entry : entries) {
      for (String name : names(entry, zone)) {
        sums.computeIfAbsent(name, _ -> new CostSum()).add(entry);
      }
    }
    List<Total> totals = new ArrayList<>();
    sums.forEach((name, sum) -> totals.add(sum.total(name)));
    return totals;
  }

  /** The sum of all entries, each counted once. */
  public static Total all(Collection<LedgerEntry> entries) {
    CostSum sum = new CostSum();
    entries.forEach(sum::add);
    return sum.total("all");
  }

  private List<String> names(LedgerEntry entry, ZoneId zone) {
    return switch (this) {
      case TAG -> entry.tags().isEmpty() ? List.of(NO_TAG) : entry.tags();
      case TEAM -> teams(entry.tags());
      case GATEWAY -> List.of(entry.gateway() == null ? THIS_MACHINE : entry.gateway());
      case MODEL -> List.of(entry.chargedModel());
      case DAY -> List.of(entry.at().atZone(zone).toLocalDate().toString());
    };
  }

  private static List<String> teams(List<String> tags) {
    List<String> teams =
        tags.stream()
            .filter(tag -> tag.startsWith(TEAM_TAG))
            .map(tag -> tag.substring(TEAM_TAG.length()).strip())
            .toList();
    return teams.isEmpty() ? List.of(NO_TEAM) : teams;
  }
}
