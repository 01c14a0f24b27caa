package app.diptych.report;

import app.diptych.trial.MeasuredAnswer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** By what answers are put together. */
public enum GroupBy {
  SESSION,
  MODEL,
  GATEWAY,
  /** An answer whose session has several tags is in each of their groups, one without in none. */
  TAG,
  HOUR_OF_DAY;

  /**
   * Reads it as it is typed.
   *
   * @throws IllegalArgumentException for anything else, with a sentence a user can act on
   */
  public static GroupBy parse(String typed) {
    return Arrays.stream(values())
        .filter(by -> by.word().equalsIgnoreCase(typed.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" is nothing to group by. There are: %s."
                    .formatted(
                        typed,
                        Arrays.stream(values())
                            .map(GroupBy::word)
                            .collect(Collectors.joining(", ")))));
  }

  /** As it is typed and written: "session", "model", "gateway", "tag" or "hour". */
  public String word() {
    return this == HOUR_OF_DAY ? "hour" : name().toLowerCase(Locale.ROOT);
  }

  /**
   * Groups in the order of their names.
   *
   * @param zone in which the hours of the day are
   * @param contendedToo whether the times of answers that shared this machine count
   */
  public List<MeasuredGroup> of(List<MeasuredAnswer> answers, ZoneId zone, boolean contendedToo) {
    Map<String, List<MeasuredAnswer>> groups = new TreeMap<>();
    for (MeasuredAnswer answer : answers) {
      if (this == TAG) {
        answer.tags().forEach(tag -> add(groups, tag, answer));
      } else {
        add(groups, name(answer, zone), answer);
      }
    }
    return groups.entrySet().stream()
        .map(group -> MeasuredGroup.of(group.getKey(), group.getValue(), contendedToo))
        .toList();
  }

  private static void add(
      Map<String, List<MeasuredAnswer>> groups, String name, MeasuredAnswer answer) {
    groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(answer);
  }

  private String name(MeasuredAnswer answer, ZoneId zone) {
    return switch (this) {
      case SESSION -> answer.session();
      case MODEL -> answer.model();
      case GATEWAY -> answer.gateway();
      case TAG -> throw new IllegalStateException("An answer has several tags");
      case HOUR_OF_DAY ->
          String.format(
              Locale.ROOT, "%02d:00", answer.sentAt().atZone(zone).toLocalTime().getHour());
    };
  }
}
