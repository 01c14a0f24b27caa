package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the results of promptfoo, versions 3 and 2: a row is a prompt with its values, a provider
 * is a model. Field names from promptfoo's types (github.com/promptfoo/promptfoo, read 2026-11).
 */
final class PromptfooResultsReader implements Importer {
  @Override
  public Format format() {
    return Format.PROMPTFOO_RESULTS;
  }

  @Override
  public boolean recognises(Source source) {
    Head head = Head.of(source);
    return head.isObject()
        && head.names("results")
        && (head.names("evalId") || head.names("version", "timestamp"));
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Place root = Place.document(source).object();
    // A summary may stand by itself, without the file around it.
    Place summary = root.at("results").node().isArray() ? root : root.at("results").object();
    Losses losses = new Losses();
    Instant at = Times.iso(summary.at("timestamp"), Times.of(source));
    String description = root.at("config").at("description").text("");
    String title = description.isBlank() ? Titles.of(source) : description;
    List<PromptfooRow> rows =
        summary.has("table") ? table(summary.at("table")) : list(summary, losses);
    List<SavedSession> sessions = new PromptfooGrids(rows, title, at, losses).sessions();
    return new Imported(format(), sessions, List.of(), losses.list());
  }

  /** Version 3: each result says which test and which prompt it is of. */
  private static List<PromptfooRow> list(Place summary, Losses losses) throws ExchangeException {
    Place results = summary.at("results");
    if (!results.node().isArray()) {
      throw results.wrong("a list of results");
    }
    List<PromptfooRow> rows = new ArrayList<>();
    for (Place result : results.items()) {
      Place provider = result.object().at("provider");
      String id = provider.isText() ? provider.text() : provider.at("id").text("");
      Place prompt = result.at("prompt");
      String column = result.at("promptIdx").words("");
      Place template = summary.at("prompts").at(result.at("promptIdx").count().orElse(-1));
      String name =
          result.at("promptId").text(template.at("raw").text(prompt.at("label").text("")));
      losses.add("results without a test", column.isEmpty() ? 1 : 0, "They are taken in order.");
      rows.add(
          new PromptfooRow(
              result,
              result.at("testIdx").words(String.valueOf(rows.size())) + " " + name,
              provider.at("label").text(id),
              prompt.at("raw").text(prompt.text("")),
              PromptfooRow.output(result.at("response").at("output"), "")));
    }
    return rows;
  }

  /** Version 2: a table with a column for each prompt and provider. */
  private static List<PromptfooRow> table(Place table) throws ExchangeException {
    List<Place> columns = table.at("head").at("prompts").items();
    List<PromptfooRow> rows = new ArrayList<>();
    int number = 0;
    for (Place row : table.at("body").items()) {
      List<Place> outputs = row.object().at("outputs").items();
      for (int i = 0; i < outputs.size(); i++) {
        Place output = outputs.get(i).object();
        Place column = i < columns.size() ? columns.get(i) : output;
        String name = column.at("id").text(column.at("raw").text(""));
        rows.add(
            new PromptfooRow(
                output,
                number + " " + name,
                output.at("provider").text(column.at("provider").text("provider " + (i + 1))),
                output.at("prompt").text(column.at("raw").text("")),
                PromptfooRow.output(
                    output.at("response").at("output"), PromptfooRow.shown(output))));
      }
      number++;
    }
    return rows;
  }
}
