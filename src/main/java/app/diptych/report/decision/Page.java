package app.diptych.report.decision;

import java.util.List;

/**
 * A report as a document, before it is written in some format. All its text is text: whoever writes
 * it keeps it so.
 *
 * @param about one line below the title
 */
public record Page(String title, String about, List<Chapter> chapters) {
  public Page {
    chapters = List.copyOf(chapters);
  }
}
