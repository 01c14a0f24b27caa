package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path home;

  @Test
  void remembersWhatWasChosen() {
    new SettingsFile(file()).put("theme", "light");
    new SettingsFile(file())
        .gateway("sheep", entry -> entry.put("baseUrl", "https://api.example.com/v1"));
    SettingsFile again = new SettingsFile(file());
    assertThat(again.text("theme", "dark")).isEqualTo("light");
    assertThat(again.gateways().getFirst().path("baseUrl").asString())
        .isEqualTo("https://api.example.com/v1");
  }

  @Test
  void keepsFieldsOfAnotherVersion() throws IOException {
    Files.writeString(
        file(),
        "{\"future\": {\"deep\": [1, 2]}, \"gateways\": [{\"id\": \"a\", \"baseUrl\": \"https://old/v1\", \"limits\": {\"rpm\": 90}}]}");
    SettingsFile settings = new SettingsFile(file());
    settings.put("theme", "light");
    settings.gateway("a", entry -> entry.put("baseUrl", "https://new/v1"));
    assertThat(Files.readString(file()))
        .contains("deep")
        .contains("\"rpm\" : 90")
        .contains("https://new/v1")
        .doesNotContain("https://old/v1");
  }

  @Test
  void leavesAFileItCannotReadAlone() throws IOException {
    Files.writeString(file(), "{broken");
    SettingsFile settings = new SettingsFile(file());
    settings.put("theme", "light");
    assertThat(settings.text("theme", "dark")).isEqualTo("light");
    assertThat(Files.readString(file())).isEqualTo("{broken");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    new SettingsFile(file()).put("theme", "light");
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void neverHoldsAKey() throws IOException {
    SettingsFile settings = new SettingsFile(file());
    GatewayList gateways = new GatewayList(settings, Map.of());
    assertThat(gateways.add("sheep", "https://api.example.com/v1", "sk-canary-123456789"))
        .isEmpty();
    assertThat(gateways.find("sheep").orElseThrow().key()).isNotNull();
    assertThat(Files.readString(file())).contains("sheep").doesNotContain("canary");
    assertThat(gateways.find("sheep").toString()).doesNotContain("canary");
  }

  @Test
  void takesAKeyFromTheEnvironmentWhenNoneIsGiven() {
    GatewayList gateways =
        new GatewayList(
            new SettingsFile(file()), Map.of("MY_SHEEP_API_KEY", "sk-canary-123456789"));
    assertThat(gateways.add("my-sheep", "https://api.example.com/v1", "")).isEmpty();
    assertThat(gateways.find("my-sheep").orElseThrow().key()).isNotNull();
    assertThat(gateways.add("other", "https://api.example.com/v1", " ")).isEmpty();
    assertThat(gateways.find("other").orElseThrow().key()).isNull();
  }

  @Test
  void saysWhatIsWrongWithAGateway() {
    GatewayList gateways = new GatewayList(new SettingsFile(file()), Map.of());
    assertThat(gateways.add("", "https://api.example.com/v1", "")).isPresent();
    assertThat(gateways.add("demo", "https://api.example.com/v1", "")).isPresent();
    assertThat(gateways.add("x", "not a url", "")).isPresent();
    assertThat(gateways.add("x", "https://api.example.com/v1", "two words")).isPresent();
    assertThat(gateways.ids()).isEmpty();
  }

  private Path file() {
    return home.resolve("settings.json");
  }
}
