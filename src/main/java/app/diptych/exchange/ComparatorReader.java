package app.diptych.exchange;

import java.time.Instant;
import java.util.List;

/**
 * Reads the JSON of LLM Comparator. Field names from its README and types.ts
 * (github.com/PAIR-code/llm-comparator, read 2026-11).
 */
final class ComparatorReader implements Importer {
  @Override
  public Format format() {
    return Format.LLM_COMPARATOR;
  }

  @Override
  public boolean recognises(Source source) {
    Head head = Head.of(source);
    return head.isObject()
        && (head.names("output_text_a", "output_text_b")
            || head.names("custom_fields_schema", "models"));
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    Place root = Place.document(source).object();
    List<Place> models = root.at("models").items();
    if (models.size() != 2) {
      throw root.at("models").wrong("a list of two models");
    }
    Losses losses = new Losses();
    losses.add(
        "groups of rationales",
        root.at("rationale_clusters").items().size(),
        "A session has no place for them.");
    Instant at = Times.of(source);
    String path = root.at("metadata").at("source_path").text("");
    SessionDraft session = new SessionDraft(path.isBlank() ? Titles.of(source) : path, at);
    ComparatorExamples examples =
        new ComparatorExamples(name(models.get(0)), name(models.get(1)), session, at, losses);
    for (Place example : root.at("examples").items()) {
      examples.take(example.object());
    }
    return new Imported(
        format(),
        session.size() == 0 ? List.of() : List.of(session.session()),
        List.of(),
        losses.list());
  }

  private static String name(Place model) throws ExchangeException {
    return model.object().at("name").text();
  }
}
