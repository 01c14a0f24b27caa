package app.diptych.report;

import app.diptych.trial.MeasuredAnswer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** By what answers are put together. */
public enum GroupBy {
  SESSION,
  MODEL,
  GATEWAY,
  /** An answer whose session has several tags is in each of their groups, one without in none. */
  TAG,
  HOUR_OF_DAY;

  /**
   * Groups in the order of their names.
   *
   * @param zone in which the hours of the day are
   * @param contendedToo whether the times of answers that shared this machine count
   */
  public List<MeasuredGroup> of(List<MeasuredAnswer> answers, ZoneId zone, boolean contendedToo) {
    Map<String, List<MeasuredAnswer>> groups = new TreeMap<>();
    for (MeasuredAnswer answer : answers) {
      for (String name : names(answer, zone)) {
        groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(answer);
      }
    }
    return groups.entrySet().stream()
        .map(group -> MeasuredGroup.of(group.getKey(), group.getValue(), contendedToo))
        .toList();
  }

  private List<String> names(MeasuredAnswer answer, ZoneId zone) {
    return switch (this) {
      case SESSION -> List.of(answer.session());
      case MODEL -> List.of(answer.model());
      case GATEWAY -> List.of(answer.gateway());
      case TAG -> answer.tags();
      case HOUR_OF_DAY ->
          List.of(
              String.format(
                  Locale.ROOT, "%02d:00", answer.sentAt().atZone(zone).toLocalTime().getHour()));
    };
  }
}
