package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class GatewayJsonTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Test
  void readsWhatItWrote() {
    List<KeySource> sources =
        List.of(
            new KeySource.Environment("MY_KEY"),
            new KeySource.Keyring(),
            new KeySource.Memory(),
            new KeySource.None());
    for (KeySource source : sources) {
      GatewayProfile profile = full(source);
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      GatewayJson.write(profile, node);
      assertThat(GatewayJson.read(MAPPER.readTree(node.toString()))).isEqualTo(profile);
    }
  }

  @Test
  void keepsWhatItDoesNotKnow() {
    ObjectNode node =
        (ObjectNode)
            MAPPER.readTree(
                "{\"future\":1,\"limits\":{\"rpm\":90,\"concurrent\":2},\"key\":{\"age\":3},"
                    + "\"timeouts\":{\"tea\":4}}");
    GatewayJson.write(new GatewayProfile("a", URI.create("https://x.example/v1")), node);
    assertThat(node.path("future").intValue()).isEqualTo(1);
    assertThat(node.at("/limits/rpm").intValue()).isEqualTo(90);
    assertThat(node.at("/limits/concurrent").isMissingNode()).isTrue();
    assertThat(node.at("/key/age").intValue()).isEqualTo(3);
    assertThat(node.at("/timeouts/tea").intValue()).isEqualTo(4);
  }

  @Test
  void readsAnEntryOfTheFirstVersionWithItsKeyInTheEnvironment() {
    GatewayProfile old =
        GatewayJson.read(MAPPER.readTree("{\"id\":\"a-b\",\"baseUrl\":\"https://x.example/v1\"}"));
    assertThat(old)
        .isEqualTo(GatewayProfile.of("a-b", "https://x.example/v1"))
        .extracting(profile -> profile.key().source())
        .isEqualTo(new KeySource.Environment("A_B_API_KEY"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'baseUrl':'https://x'}                                            | name",
        "{'id':'a'}                                                         | base URL",
        "{'id':'a','baseUrl':'https://x y'}                                 | base URL",
        "{'id':'a','baseUrl':'https://x','key':{'from':'a safe'}}           | where this version",
        "{'id':'a','baseUrl':'https://x','headers':{'Authorization':'x'}}   | secret",
        "{'id':'a','baseUrl':'https://x','headers':{'X-Api-Key':'x'}}       | secret",
        "{'id':'a','baseUrl':'https://x','headers':{'X-Note':'sk-12'}}      | secret",
        "{'id':'a','baseUrl':'https://x','headers':{'Host':'evil'}}         | already",
        "{'id':'a','baseUrl':'https://x','headers':{'X-A':'b\\r\\nC: d'}}   | one line",
        "{'id':'a','baseUrl':'https://x','headers':{'X A':'b'}}             | letters, digits",
        "{'id':'a','baseUrl':'https://x','aliases':{'a b':'c'}}             | alias",
        "{'id':'a','baseUrl':'https://x','limits':{'requestsPerMinute':0}}  | 1 or more",
        "{'id':'a','baseUrl':'https://x','timeouts':{'connectMs':0}}        | time limit",
        "{'id':'a','baseUrl':'https://x','key':{'variable':'sk-canary'}}    | variable",
      })
  void saysWhatCannotBeUsedWithoutQuotingIt(String json, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GatewayJson.read(MAPPER.readTree(json.replace('\'', '"'))))
        .withMessageContaining(sentence)
        .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("canary"));
  }

  @Test
  void bringsThirteenPresetsEachWithItsSources() {
    GatewayPresets presets = GatewayPresets.bundled();
    assertThat(presets.all())
        .hasSize(13)
        .allSatisfy(preset -> {
          assertThat(preset.facts()).extracting(GatewayPreset.Fact::what).contains("baseUrl");
          assertThat(preset.facts())
              .allSatisfy(fact -> {
                assertThat(fact.source()).isNotBlank();
                assertThat(fact.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
              });
          assertThat(preset.profile().models().toString()).endsWith("/models");
          assertThat(preset.about()).endsWith(".");
        });
    GatewayProfile sheep = presets.find("HolySheep").orElseThrow().profile();
    assertThat(sheep.baseUrl()).hasToString("https://api.holysheep.ai/v1");
    assertThat(sheep.aliases()).containsKeys("llama-4-scout", "qwen-3-72b");
    assertThat(sheep.limits().requestsPerMinute()).isEqualTo(90);
    assertThat(presets.search("llama server"))
        .extracting(GatewayPreset::id)
        .containsExactly("llama-server");
    assertThat(presets.search(" ")).hasSize(13);
  }

  private static GatewayProfile full(KeySource source) {
    return new GatewayProfile(
        "sheep",
        "The Sheep",
        URI.create("https://api.example.com/v1"),
        new KeyBinding(source, "https://api.example.com", "api.example.com"),
        Map.of("scout", "vendor/llama-4-scout"),
        new GatewayLimits(90, 100_000, 4),
        GatewayTimeouts.DEFAULTS.withFirstByte(Duration.ofSeconds(90)),
        Map.of("X-Title", "Diptych"),
        "Two\nlines.");
  }
}
