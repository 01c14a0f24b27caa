package app.diptych.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostDoubtTest {
  private static final List<String> KNOWN = GatewayPresets.bundled().hosts();

  @ParameterizedTest
  @CsvSource({
    // The playbook's own slip.
    "api.hololysheep.ai, api.holysheep.ai",
    "api.holysheep.io, api.holysheep.ai",
    "api.holysheeps.ai, api.holysheep.ai",
    "api.opneai.com, api.openai.com",
    "api.0penai.com, api.openai.com",
    "api.openai.co, api.openai.com",
    "openrouter.al, openrouter.ai",
    // A Cyrillic letter that looks like an o.
    "api.xn--penai-jye.com, api.openai.com",
  })
  void doubtsAHostThatIsALetterOrTwoAway(String host, String known) {
    assertThat(HostDoubt.of(host, KNOWN)).contains(new HostDoubt(host, known));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com",
        "api.holysheep.ai",
        "api.together.ai",
        "api.together.xyz",
        "api.anthropic.com",
        "localhost",
        "127.0.0.1",
        "10.0.0.2",
        "::1",
        "gateway.localhost",
        "llm.example.com"
      })
  void doesNotDoubtWhatIsKnownOrLikeNoOther(String host) {
    assertThat(HostDoubt.of(host, KNOWN)).isEmpty();
  }

  @Test
  void doesNotDoubtNumberedMachines() {
    assertThat(HostDoubt.of("gpu2.house", List.of("gpu1.house"))).isEmpty();
    assertThat(HostDoubt.of("gpv1.house", List.of("gpu1.house"))).isPresent();
  }

  @Test
  void doubtsNoPresetBecauseOfAnother() {
    for (GatewayPreset preset : GatewayPresets.bundled().all()) {
      List<String> others =
          KNOWN.stream().filter(host -> !host.equals(preset.profile().host())).toList();
      assertThat(HostDoubt.of(preset.profile().host(), others)).as(preset.id()).isEmpty();
    }
  }
}
