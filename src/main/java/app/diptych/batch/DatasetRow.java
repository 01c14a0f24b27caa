package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.completion.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a data set.
 *
 * @param number its place, from 1
 * @param id its own name, else its number
 * @param messages what it asks by itself, word for word; empty when it is values for a template
 * @param variables by their names, as templates and checks call them, in the order of the file
 * @param checks of this row alone
 * @param problem why it cannot be asked, in a sentence; null for a good row
 */
public record DatasetRow(
    long number,
    String id,
    List<Message> messages,
    Map<String, String> variables,
    List<String> tags,
    CheckList checks,
    @Nullable String problem) {
  public DatasetRow {
    messages = List.copyOf(messages);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    tags = List.copyOf(tags);
  }

  /** A row that cannot be read. */
  static DatasetRow broken(long number, String problem) {
    return new DatasetRow(
        number, String.valueOf(number), List.of(), Map.of(), List.of(), CheckList.NONE, problem);
  }

  DatasetRow withProblem(String sentence) {
    return new DatasetRow(number, id, messages, variables, tags, checks, sentence);
  }
}
