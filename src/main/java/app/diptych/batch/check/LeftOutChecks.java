package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Why checks of a promptfoo configuration are not run here, and what to do instead. */
public final class LeftOutChecks {
  private static final String MODEL =
      "a model must judge that: ask one with diptych judge, its rubric can be your own words";
  private static final String PROGRAM =
      "that runs a program of the configuration, which Diptych never does";
  private static final String ELSEWHERE =
      "its value is in another file, or it changes the answer first";
  private static final String UNKNOWN = "there is no such check";

  /** As promptfoo 0.120.17 documents them, read 2026-11. */
  private static final Set<String> BY_MODEL =
      Set.of(
          "llm-rubric",
          "g-eval",
          "factuality",
          "model-graded-factuality",
          "model-graded-closedqa",
          "answer-relevance",
          "context-recall",
          "context-relevance",
          "context-faithfulness",
          "conversation-relevance",
          "select-best",
          "search-rubric",
          "similar",
          "classifier",
          "moderation",
          "pi");

  private static final Set<String> BY_PROGRAM = Set.of("javascript", "python", "ruby", "webhook");

  private LeftOutChecks() {}

  /**
   * @param types as they are written, with {@code not-}
   * @return empty when nothing was left out
   */
  public static String sentence(Collection<String> types) {
    TreeMap<String, Set<String>> byWhy = new TreeMap<>();
    for (String type : types) {
      byWhy.computeIfAbsent(why(type), _ -> new TreeSet<>()).add(type);
    }
    List<String> parts = new ArrayList<>();
    byWhy.forEach((why, of) -> parts.add(String.join(", ", of) + " (" + why + ")"));
    return parts.isEmpty()
        ? ""
        : "Checks that are left out and count nowhere: " + String.join("; ", parts) + ".";
  }

  private static String why(String written) {
    String type =
        written.startsWith(CheckReader.NOT) ? written.substring(CheckReader.NOT.length()) : written;
    if (BY_MODEL.contains(type)) {
      return MODEL;
    }
    if (BY_PROGRAM.contains(type)) {
      return PROGRAM;
    }
    return Rules.ALL.containsKey(type) ? ELSEWHERE : UNKNOWN;
  }
}
