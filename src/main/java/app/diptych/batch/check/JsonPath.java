package app.diptych.batch.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A way to one value in JSON: {@code $.names[0].first} or {@code $['odd name']}, the part of RFC
 * 9535 that names exactly one place.
 */
record JsonPath(String written, List<String> steps) {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?([^.\\[\\]'\"]++)|\\[(-?\\d{1,9})\\]|\\['([^']*+)'\\]|\\[\"([^\"]*+)\"\\]");

  static JsonPath of(String written) {
    String rest = written.startsWith("$") ? written.substring(1) : written;
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(rest);
    int at = 0;
    while (step.find(at) && step.start() == at) {
      for (int group = 1; group <= step.groupCount(); group++) {
        if (step.group(group) != null) {
          steps.add(group == 2 ? "[" + step.group(group) : step.group(group));
        }
      }
      at = step.end();
    }
    if (at < rest.length()) {
      throw new IllegalArgumentException(
          Words.quoted(written) + " is no path to one value: write it like $.names[0].first.");
    }
    return new JsonPath(written, steps);
  }

  /** The value there; a missing one when there is none. */
  JsonNode find(JsonNode from) {
    JsonNode at = from;
    for (String step : steps) {
      if (step.startsWith("[")) {
        int index = Integer.parseInt(step.substring(1));
        at = at.path(index < 0 ? at.size() + index : index);
      } else {
        at = at.path(step);
      }
    }
    return at;
  }

  @Override
  public String toString() {
    return written;
  }
}
