package app.diptych.report.facts;

import app.diptych.gateway.ModelNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The model cards that come with the program. */
public final class ModelCards {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final List<ModelCard> all;

  private ModelCards(List<ModelCard> all) {
    this.all = List.copyOf(all);
  }

  public static ModelCards bundled() {
    try (InputStream in = ModelCards.class.getResourceAsStream("/facts/models.json")) {
      if (in == null) {
        throw new IllegalStateException("The bundled facts about models are missing");
      }
      List<ModelCard> cards = new ArrayList<>();
      for (JsonNode node : MAPPER.readTree(in.readAllBytes()).path("models")) {
        cards.add(card(node));
      }
      return new ModelCards(cards);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public List<ModelCard> all() {
    return all;
  }

  /** The card of a model by any of its names; a gateway in front of it does not count. */
  public Optional<ModelCard> find(String name) {
    String last = plain(name.substring(name.lastIndexOf('/') + 1));
    return all.stream()
        .filter(card ->
            names(card).anyMatch(one -> plain(one).equals(plain(name)))
                || names(card).anyMatch(one -> plain(one).equals(last)))
        .findFirst();
  }

  /** Ids of cards whose names are much like that. */
  public List<String> like(String name) {
    return ModelNames.nearest(name, all.stream().map(ModelCard::id).toList());
  }

  private static Stream<String> names(ModelCard card) {
    return Stream.concat(Stream.of(card.id(), card.name()), card.aliases().stream());
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static ModelCard card(JsonNode node) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode fact : node.path("facts")) {
      List<FactCell> cells = new ArrayList<>();
      fact.path("cells").forEach(cell -> cells.add(cell(cell)));
      facts.add(new Fact(fact.path("fact").asString(""), cells));
    }
    return new ModelCard(
        node.path("id").asString(""),
        node.path("name").asString(""),
        texts(node.path("aliases")),
        node.path("exists").asBoolean(true),
        node.path("note").asString(""),
        texts(node.path("nearest")),
        facts);
  }

  private static FactCell cell(JsonNode node) {
    return new FactCell(
        node.path("value").asString(""),
        node.path("source").asString(""),
        node.path("date").asString(""),
        FactCell.Kind.valueOf(node.path("kind").asString("claim").toUpperCase(Locale.ROOT)),
        node.path("differs").asBoolean(false));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asString("")));
    return texts;
  }
}
