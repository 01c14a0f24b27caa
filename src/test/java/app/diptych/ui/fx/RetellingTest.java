package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other rooms said in English is told in the language of the window. */
@Timeout(20)
class RetellingTest {
  private final Retelling german =
      new Retelling(
          Map.ofEntries(
              Map.entry("The key is empty.", "Der Schl\u00fcssel ist leer."),
              Map.entry("Run again.", "Noch einmal."),
              Map.entry("Run again. It may help.", "Noch einmal, das kann helfen."),
              Map.entry("%s refused the connection.", "Abgewiesen von %s\u3002"),
              Map.entry("%s refused the connection of %s.", "%2$s wurde von %1$s abgewiesen."),
              Map.entry("The prices were not fetched: %s", "Keine Preise: %s"),
              Map.entry("More than %d %% of %s is spent.", "Mehr als %d %% von %s sind weg."),
              Map.entry("Line %s: %s", "Zeile %s: %s"),
              Map.entry("%s: %s", "%s ist %s")),
          Map.of("came too late", "kam zu sp\u00e4t", "Local", "Lokal"));

  @Test
  void tellsWholeSentencesAndThoseWithValues() {
    assertThat(german.tell("The key is empty.")).isEqualTo("Der Schl\u00fcssel ist leer.");
    assertThat(german.tell("openrouter refused the connection."))
        .isEqualTo("Abgewiesen von openrouter\u3002");
    assertThat(german.tell("More than 80 % of Daily is spent."))
        .isEqualTo("Mehr als 80 % von Daily sind weg.");
  }

  @Test
  void placesMayBeTurnedRoundAndTheLongerSentenceIsTheRightOne() {
    assertThat(german.tell("a refused the connection of b."))
        .isEqualTo("b wurde von a abgewiesen.");
  }

  @Test
  void tellsSentencesWithinSentences() {
    assertThat(german.tell("The prices were not fetched: a refused the connection."))
        .isEqualTo("Keine Preise: Abgewiesen von a\u3002");
    assertThat(german.tell("Line 3: The key is empty."))
        .isEqualTo("Zeile 3: Der Schl\u00fcssel ist leer.");
  }

  @Test
  void valuesMayBeWordsOfTheWindowAndNamesStayNames() {
    assertThat(german.tell("The prices were not fetched: came too late"))
        .isEqualTo("Keine Preise: kam zu sp\u00e4t");
    assertThat(german.tell("Local refused the connection."))
        .isEqualTo("Abgewiesen von Local\u3002");
  }

  @Test
  void aStopThatASentenceDoesNotHaveStaysBehindIt() {
    assertThat(german.tell("The prices were not fetched: came too late."))
        .isEqualTo("Keine Preise: kam zu sp\u00e4t.");
  }

  @Test
  void aGatewaysOwnWordsAreItsOwn() {
    Retelling some =
        new Retelling(
            Map.of(
                "%s (HTTP %s)", "%s (HTTP %s)",
                "%s refused the request", "%s wollte nicht",
                "%s is empty.", "%s ist leer.",
                "Line %s: %s", "Zeile %s: %s"),
            Map.of());
    assertThat(
            some.tell(
                "acme refused the request (HTTP 400): The model is empty. Line 3 is wrong: see."))
        .isEqualTo("acme wollte nicht (HTTP 400): The model is empty. Line 3 is wrong: see.");
    assertThat(some.tell("Line 3 is wrong: check it.")).isEqualTo("Line 3 is wrong: check it.");
    assertThat(some.tell("acme: the prompt is empty.")).isEqualTo("acme: the prompt is empty.");
  }

  @Test
  void numbersAreNumbersAndWhatStandsBetweenQuotesIsAName() {
    Retelling some =
        new Retelling(
            Map.of(
                "%d of the last %d calls failed", "%d von %d gingen schief",
                "%s is not asked until %s: %s", "%s wird bis %s nicht gefragt: %s",
                "The budget \"%s\" is used up: %s", "Das Budget \"%s\" ist aufgebraucht: %s",
                "all gateways", "alle"),
            Map.of());
    assertThat(some.tell("acme is not asked until 12:03, for 30 s: 3 of the last 8 calls failed"))
        .isEqualTo("acme wird bis 12:03, for 30 s nicht gefragt: 3 von 8 gingen schief");
    assertThat(some.tell("some of the last 8 calls failed"))
        .isEqualTo("some of the last 8 calls failed");
    assertThat(some.tell("The budget \"all gateways\" is used up: all gateways"))
        .isEqualTo("Das Budget \"all gateways\" ist aufgebraucht: alle");
  }

  @Test
  void tellsWhatStandsBeforeAReasonOfSomebodyElse() {
    Retelling some = new Retelling(Map.of("%s refused the key", "%s nahm ihn nicht"), Map.of());
    assertThat(some.tell("acme refused the key: Invalid API key."))
        .isEqualTo("acme nahm ihn nicht: Invalid API key.");
  }

  @Test
  void tellsSeveralSentencesOneByOneAndThoseThatBelongTogetherTogether() {
    assertThat(german.tell("The key is empty. Run again."))
        .isEqualTo("Der Schl\u00fcssel ist leer. Noch einmal.");
    assertThat(german.tell("The key is empty. Run again. It may help."))
        .isEqualTo("Der Schl\u00fcssel ist leer. Noch einmal, das kann helfen.");
    assertThat(german.tell("a refused the connection. Run again."))
        .as("no blank after a full stop that has its own room")
        .isEqualTo("Abgewiesen von a\u3002Noch einmal.");
  }

  @Test
  void leavesWhatNobodyHasTranslated() {
    assertThat(german.tell("Quota exceeded: pay first.")).isEqualTo("Quota exceeded: pay first.");
    assertThat(german.tell("Quota exceeded. Run again.")).isEqualTo("Quota exceeded. Noch einmal.");
    assertThat(german.tell("")).isEmpty();
    assertThat(german.tell("%s refused the connection.")).isEqualTo("Abgewiesen von %s\u3002");
    assertThat(new Retelling(Map.of(), Map.of()).tell("Run again.")).isEqualTo("Run again.");
  }

  @Test
  void nothingOfAGatewaysWordsIsLostOrMixedUp() {
    Retelling chinese = new Retelling(Language.CHINESE.told(), Language.CHINESE.translations());
    for (String words :
        List.of(
            "The model is empty. Line 3 is wrong: check it.",
            "Something failed",
            "You must be at most 5.",
            "one of them is not UTF-8 text.")) {
      String told = chinese.tell("acme refused the request (HTTP 400): " + words);
      assertThat(told).startsWith("acme \u62d2\u7edd").endsWith(words);
    }
    assertThat(chinese.tell("acme: Request failed: the prompt is empty."))
        .isEqualTo("acme: Request failed: the prompt is empty.");
  }

  @Test
  void whyAGatewayIsLeftAloneIsToldInWhole() {
    Retelling chinese = new Retelling(Language.CHINESE.told(), Language.CHINESE.translations());
    String told =
        chinese.tell(
            "acme is not asked until 12:03: 5 calls in a row failed, the last: timed out.");
    assertThat(told).contains("12:03").contains("5 \u6b21").endsWith("\u8d85\u65f6\u3002");
  }

  /** Each sentence is looked for alone and with those behind it, among all that can be said. */
  @Test
  @Timeout(5)
  void aGatewaysLongWordsCostNoTime() {
    Retelling chinese = new Retelling(Language.CHINESE.told(), Language.CHINESE.translations());
    for (int i = 0; i < 20; i++) {
      assertThat(chinese.tell(i + "A. ".repeat(100))).startsWith(i + "A. A. ");
    }
    String hostile = "Line refused the connection of ".repeat(20_000);
    assertThat(chinese.tell(hostile)).isEqualTo(hostile);
  }
}
