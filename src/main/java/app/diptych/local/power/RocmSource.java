package app.diptych.local.power;

import app.diptych.local.power.Child.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AMD cards, as {@code rocm-smi} tells of them. Its words changed with its versions, so each number
 * is looked for under all of them.
 */
final class RocmSource implements PowerSource {
  private static final List<String> ARGUMENTS =
      List.of(
          "--showproductname",
          "--showpower",
          "--showuse",
          "--showtemp",
          "--showmeminfo",
          "vram",
          "--showenergycounter",
          "--json");
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(10_000)
                          .build())
                  .build())
          .build();

  private final Child child;

  RocmSource(Child child) {
    this.child = child;
  }

  @Override
  public String name() {
    return "rocm-smi";
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public List<Gauge> read() throws NoReading, InterruptedException {
    Said said = child.run(ARGUMENTS);
    // Warnings stand before the document.
    int start = said.text().indexOf('{');
    if (said.exit() != 0 || start < 0) {
      throw new NoReading(
          "rocm-smi failed with exit code %d: %s".formatted(said.exit(), said.firstLine()), "");
    }
    JsonNode cards;
    try {
      cards = MAPPER.readTree(said.text().substring(start));
    } catch (JacksonException garbled) {
      throw new NoReading("rocm-smi printed what is no JSON", "");
    }
    List<Gauge> gauges = new ArrayList<>();
    for (Map.Entry<String, JsonNode> card : cards.properties()) {
      if (card.getKey().matches("card\\d{1,4}")) {
        gauges.add(gauge(card.getKey().substring("card".length()), card.getValue()));
      }
    }
    if (gauges.isEmpty()) {
      throw new NoReading("rocm-smi tells of no card", "");
    }
    return gauges;
  }

  private static Gauge gauge(String number, JsonNode card) {
    Double watts =
        first(
            card,
            "Average Graphics Package Power (W)",
            "Current Socket Graphics Package Power (W)");
    Double counter = first(card, "Accumulated Energy (uJ)");
    String name = card.path("Card Series").asString(card.path("Card series").asString("AMD"));
    // The second half of a card with two tells no power and the counter of both; one that stands
    // at zero is not kept up.
    Long counted = watts == null || counter == null || counter <= 0 ? null : whole(counter);
    return new Gauge(
        "GPU " + number + " " + name,
        counted,
        0,
        watts,
        first(card, "GPU use (%)"),
        first(card, "Temperature (Sensor junction) (C)", "Temperature (Sensor edge) (C)"),
        whole(first(card, "VRAM Total Used Memory (B)")),
        whole(first(card, "VRAM Total Memory (B)")));
  }

  private static @Nullable Double first(JsonNode card, String... names) {
    for (String name : names) {
      Double number = NvidiaSource.number(card.path(name).asString(""));
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  private static @Nullable Long whole(@Nullable Double number) {
    return number == null ? null : Long.valueOf(number.longValue());
  }
}
