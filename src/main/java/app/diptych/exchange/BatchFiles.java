package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.completion.Sampling;
import java.util.ArrayList;
import java.util.List;

/** The lines of a batch: what was asked, and what came back. */
final class BatchFiles {
  private final Losses losses;
  private final List<Request> requests = new ArrayList<>();
  private final List<Line> answers = new ArrayList<>();
  private int files;

  BatchFiles(Losses losses) {
    this.losses = losses;
  }

  /**
   * A request.
   *
   * @param id its {@code custom_id}
   * @param file the number of its file
   */
  record Request(String id, String model, List<Message> messages, Sampling sampling, int file) {}

  /**
   * An answer that was not read yet.
   *
   * @param id the request's {@code custom_id}
   * @param file the number of its file
   */
  record Line(String id, Place place, int file) {}

  void take(Source source) throws ExchangeException {
    int file = files++;
    Rows.each(
        source,
        losses,
        row -> {
          Place id = row.object().at("custom_id");
          String name = id.isMissing() ? id.text() : id.words("");
          if (row.has("response") || row.has("error")) {
            answers.add(new Line(name, row, file));
          } else {
            request(name, row.at("body").object(), file);
          }
        });
  }

  private void request(String id, Place body, int file) throws ExchangeException {
    if (!body.has("messages")) {
      losses.add("requests to other endpoints", "Only chat completions can be compared.");
      return;
    }
    List<Message> messages = Chat.readWithImages(body.at("messages"), losses);
    if (Chat.canBeSent(messages, losses)) {
      requests.add(
          new Request(id, body.at("model").text(""), messages, Settings.read(body, losses), file));
    }
  }

  List<Request> requests() {
    return requests;
  }

  List<Line> answers() {
    return answers;
  }
}
