package app.diptych.exchange;

import app.diptych.prompt.Prompt;
import app.diptych.session.SavedSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads flows of ChainForge: the prompts of its nodes, and the answers its last runs left in the
 * cache. Field names from its typing.ts and cache.ts and from its examples
 * (github.com/ianarawjo/ChainForge, read 2026-11).
 */
final class ForgeReader implements Importer {
  @Override
  public Format format() {
    return Format.CHAINFORGE;
  }

  @Override
  public boolean recognises(Source source) {
    Head head = Head.of(source);
    return head.isObject()
        && (head.names("flow", "nodes")
            || source.name().toLowerCase(Locale.ROOT).endsWith(".cforge"));
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Place root = Place.document(source).object();
    Losses losses = new Losses();
    Instant at = Times.of(source);
    List<Prompt> prompts = new ForgeTemplates(losses).prompts(root.at("flow").object());
    Place cache = root.at("cache");
    ForgeStrings strings = new ForgeStrings(cache);
    List<SavedSession> sessions = new ArrayList<>();
    for (Place node : values(cache)) {
      if (node.has("responses_last_run")) {
        sessions.addAll(
            new ForgeResponses(strings, at, losses)
                .grid(node)
                .sessions(Titles.of(source), at, (_, _) -> List.of()));
      } else if (node.node().isArray()) {
        losses.add("scores of evaluators", node.node().size(), "A session has no place for them.");
      }
    }
    losses.add(
        "inputs and connections of nodes",
        root.at("flow").at("edges").items().size(),
        "Prompts are taken with their blanks, without the values that flow into them.");
    return new Imported(format(), sessions, prompts, losses.list());
  }

  private static List<Place> values(Place cache) {
    List<Place> values = new ArrayList<>();
    cache.fields((_, value) -> values.add(value));
    return values;
  }
}
