package app.diptych.report.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known about the playbook's models, and where it was wrong. */
class ModelCardsTest {
  private final ModelCards cards = ModelCards.bundled();

  @Test
  void everyCellHasASourceAndADate() {
    assertThat(cards.all()).hasSize(5);
    for (ModelCard card : cards.all()) {
      assertThat(card.facts()).isNotEmpty();
      for (Fact fact : card.facts()) {
        assertThat(fact.cells())
            .isNotEmpty()
            .allSatisfy(cell -> {
              assertThat(cell.value()).isNotBlank();
              assertThat(cell.source()).isNotBlank();
              assertThat(cell.date()).matches("2026-08(-21)?");
            });
      }
    }
  }

  @Test
  void showsWhereThePlaybookAndTheModelCardDiffer() {
    ModelCard scout = card("Llama 4 Scout");

    assertThat(scout.facts().stream().filter(Fact::isConflict).map(Fact::name))
        .containsExactly(
            "parameters",
            "context",
            "input",
            "training cutoff",
            "HumanEval",
            "GSM8K",
            "context, advantage",
            "training cutoff, advantage");
    assertThat(values(scout, "parameters"))
        .containsExactly(
            "17B activated, 109B total, 16 experts (mixture of experts)",
            "17B active (mixture of experts)");
    assertThat(values(scout, "context"))
        .containsExactly("10M tokens; hosts often cap it lower", "128K tokens");
    assertThat(values(scout, "training cutoff")).containsExactly("August 2024", "early 2025");
    assertThat(values(scout, "input").getFirst()).startsWith("text and image");
  }

  @Test
  void aModelThatDoesNotExistNamesTheNearestReal() {
    ModelCard qwen = card("holysheep/qwen-3-72b");

    assertThat(qwen.exists()).isFalse();
    assertThat(qwen.note()).startsWith("There is no such model");
    assertThat(qwen.nearest())
        .containsExactly("qwen2.5-72b-instruct", "qwen3-32b", "qwen3-235b-a22b")
        .allSatisfy(id -> assertThat(card(id).exists()).isTrue());
    assertThat(card("Qwen3-72B")).isEqualTo(qwen);
  }

  @Test
  void tellsNativeAndExtendedContextWhereThePlaybookHasOneNumber() {
    ModelCard qwen = card("qwen-3-72b");

    assertThat(qwen.facts().stream().filter(Fact::isConflict).map(Fact::name))
        .containsExactly(
            "parameters", "context", "context, advantage", "training cutoff, advantage");
    assertThat(values(qwen, "context"))
        .containsExactly(
            "of the Qwen3 that exist: 32,768 tokens native, 131,072 extended with YaRN; the 2507"
                + " series 262,144 native",
            "128K tokens, native or extended not said");
  }

  @Test
  void theAdvantagesOfThePlaybookStandOnBothCardsBesideWhatSpeaksAgainstThem() {
    for (String name : new String[] {"llama-4-scout", "qwen-3-72b"}) {
      ModelCard card = card(name);
      assertThat(card.facts().stream().filter(fact -> fact.name().endsWith(", advantage")))
          .as("one for each row of its table")
          .hasSize(7);
      assertThat(values(card, "training cutoff, advantage"))
          .hasSize(2)
          .first()
          .asString()
          .contains("the model card says August 2024");
      assertThat(values(card, "training cutoff, advantage"))
          .endsWith("Fresher knowledge on Llama 4 Scout");
      assertThat(values(card, "context, advantage").getFirst()).startsWith("not the same: 10M");
      assertThat(values(card, "languages, advantage"))
          .containsExactly("Qwen 3 wins for Chinese localization");
    }
  }

  @Test
  void whatWasNotReadAgainSaysSo() {
    Fact humanEval =
        card("Qwen/Qwen2.5-72B-Instruct").facts().stream()
            .filter(fact -> fact.name().equals("HumanEval"))
            .findFirst()
            .orElseThrow();
    assertThat(humanEval.cells())
        .singleElement()
        .extracting(FactCell::kind)
        .isEqualTo(FactCell.Kind.UNCHECKED);
  }

  private ModelCard card(String name) {
    return cards.find(name).orElseThrow();
  }

  private static List<String> values(ModelCard card, String fact) {
    return card.facts().stream()
        .filter(one -> one.name().equals(fact))
        .flatMap(one -> one.cells().stream())
        .map(FactCell::value)
        .toList();
  }
}
