package app.diptych.exchange;

import app.diptych.completion.Message;
import app.diptych.session.SavedSession;
import app.diptych.trial.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads traces of requests to models in OTLP's JSON. A session of ours is a resource; of a trace
 * from elsewhere, requests that asked the same belong together.
 */
final class OtelReader implements Importer {
  @Override
  public Format format() {
    return Format.OPEN_TELEMETRY;
  }

  @Override
  public boolean recognises(Source source) {
    Head head = Head.of(source);
    return head.isObject() && head.names("resourceSpans");
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Losses losses = new Losses();
    Instant at = source.changedAt();
    Map<String, Grid> grids = new LinkedHashMap<>();
    List<SavedSession> sessions = new ArrayList<>();
    // A collector writes a line for each batch of spans.
    Documents.each(
        source,
        losses,
        root -> {
          for (Place resource : root.object().at("resourceSpans").items()) {
            OtelValues values = new OtelValues(resource.object().at("resource").at("attributes"));
            boolean ours = values.has(OtelNames.TITLE);
            Grid grid =
                ours ? grid(values, losses) : grids.computeIfAbsent("", _ -> new Grid(losses));
            spans(resource, grid, at, losses);
            if (ours) {
              String title = values.get(OtelNames.TITLE).text("");
              sessions.addAll(grid.sessions(title, at, new OtelVotes()));
            }
          }
        });
    for (Grid grid : grids.values()) {
      sessions.addAll(grid.sessions(source.title(), at, new OtelVotes()));
    }
    return new Imported(
        format(),
        sessions.stream().filter(session -> !session.trials().isEmpty()).toList(),
        List.of(),
        losses.list());
  }

  private static Grid grid(OtelValues values, Losses losses) throws ExchangeException {
    Grid grid = new Grid(losses);
    grid.column(Side.A.name());
    grid.column(Side.B.name());
    grid.notes(values.get(OtelNames.NOTES).text(""));
    for (Place tag : values.get(OtelNames.TAGS).items()) {
      grid.tag(tag.words(""));
    }
    return grid;
  }

  private static void spans(Place resource, Grid grid, Instant at, Losses losses)
      throws ExchangeException {
    for (Place scope : resource.at("scopeSpans").items()) {
      for (Place each : scope.object().at("spans").items()) {
        OtelSpan span = new OtelSpan(each, losses);
        if (!span.isChat()) {
          continue;
        }
        List<Message> asked = span.asked();
        if (Chat.canBeSent(asked, losses)) {
          grid.put(
              span.trial(asked), span.side(), new Grid.Cell(span.answer(asked), span.at(at), each));
        }
      }
    }
  }
}
