package app.diptych.batch;

import app.diptych.batch.check.CheckList;
import app.diptych.batch.check.CheckReader;
import app.diptych.completion.Message;
import app.diptych.prompt.Blanks;
import app.diptych.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prompts of the library as a data set: each is a row, its blanks filled with their defaults. */
public final class PromptDataset {
  private PromptDataset() {}

  /**
   * @param name for people
   * @throws DatasetException when there is none
   */
  public static Dataset of(String name, List<Prompt> prompts) throws DatasetException {
    if (prompts.isEmpty()) {
      throw new DatasetException("No prompt of the library is meant by " + name + ".");
    }
    List<DatasetRow> rows = new ArrayList<>();
    for (Prompt prompt : prompts) {
      rows.add(row(rows.size() + 1L, prompt));
    }
    int mark = rows.stream().map(row -> row.id() + row.messages()).toList().hashCode();
    return new Dataset(
            name,
            "prompt library",
            Integer.toHexString(mark),
            List.of(),
            new CheckReader(),
            () -> PromptfooDataset.reader(rows))
        .from(name);
  }

  private static DatasetRow row(long number, Prompt prompt) {
    Blanks blanks = Blanks.of(prompt);
    Map<String, String> problems = blanks.problems(Map.of());
    String problem = problems.isEmpty() ? null : problems.values().iterator().next();
    List<Message> messages = List.of();
    if (problem == null) {
      Blanks.Filled filled = blanks.fill(Map.of());
      messages = Prompting.under(filled.system(), List.of(Message.user(filled.text())));
    }
    return new DatasetRow(
        number, prompt.id(), messages, Map.of(), prompt.tags(), CheckList.NONE, problem);
  }
}
