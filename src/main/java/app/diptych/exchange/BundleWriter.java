package app.diptych.exchange;

import app.diptych.completion.Product;
import app.diptych.exchange.BundleItem.SessionItem;
import app.diptych.exchange.BundleItem.SideItem;
import app.diptych.exchange.BundleItem.TrialItem;
import app.diptych.exchange.BundleItem.VoteItem;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.trial.Side;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes sessions as a bundle. Nothing is lost. */
final class BundleWriter implements Exporter {
  @Override
  public Format format() {
    return Format.BUNDLE;
  }

  @Override
  public List<Loss> write(List<SavedSession> sessions, Writer out) throws IOException {
    Lines lines = new Lines(out);
    lines.put(
        JsonNodeFactory.instance
            .objectNode()
            .put(Bundle.VERSION, Bundle.MAJOR)
            .put("minor", Bundle.MINOR)
            .put("app", Product.NAME + " " + Product.version()));
    for (SavedSession session : sessions) {
      lines.put(BundleJson.write(new SessionItem(session.summary())));
      for (Whole whole : session.trials()) {
        for (BundleItem item : items(whole)) {
          lines.put(BundleJson.write(item));
        }
      }
    }
    lines.put(
        JsonNodeFactory.instance
            .objectNode()
            .put(Bundle.KIND, Bundle.END)
            .put("lines", lines.count));
    return List.of();
  }

  private static List<BundleItem> items(Whole whole) {
    SavedTrial trial = whole.trial();
    List<BundleItem> items = new ArrayList<>();
    items.add(new TrialItem(trial));
    for (Side side : Side.values()) {
      trial
          .answer(side)
          .ifPresent(answer ->
              items.add(
                  new SideItem(
                      trial.id(),
                      side,
                      answer,
                      Optional.ofNullable(whole.recordings().get(side)),
                      whole.events().getOrDefault(side, List.of()))));
    }
    for (Vote vote : whole.votes()) {
      items.add(new VoteItem(trial.id(), vote));
    }
    Vote owners = trial.vote();
    if (owners != null && !whole.votes().contains(owners)) {
      items.add(new VoteItem(trial.id(), owners));
    }
    return items;
  }

  /** Counts what is written. */
  private static final class Lines {
    private final Writer out;
    private int count;
    private long bytes;

    Lines(Writer out) {
      this.out = out;
    }

    void put(ObjectNode object) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("it was stopped");
      }
      String line = BundleLine.seal(object);
      int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
      bytes += length;
      if (length > Watched.LONGEST_LINE || bytes > Bundle.MOST_BYTES) {
        throw new IOException(
            "it would hold more than a bundle may, "
                + (Bundle.MOST_BYTES >> 20)
                + " MB: export fewer sessions at once");
      }
      out.write(line);
      out.write('\n');
      count++;
    }
  }
}
