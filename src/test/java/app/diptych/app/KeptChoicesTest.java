package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptChoicesTest {
  @TempDir Path home;

  @Test
  void keepsChoicesWithTheOtherSettings() throws Exception {
    Path file = home.resolve("settings.json");
    Files.writeString(file, "{\"theme\": \"light\", \"other\": 7, \"keys\": \"spoilt\"}");
    KeptChoices choices = new KeptChoices(new SettingsFile(file), Runnable::run);
    assertThat(choices.get("theme")).isEqualTo("light");
    assertThat(choices.get("keys.RUN")).isEmpty();
    choices.put("keys.RUN", "Alt+F9");
    choices.put("zoom", "150");
    KeptChoices later = new KeptChoices(new SettingsFile(file), Runnable::run);
    assertThat(later.get("keys.RUN")).isEqualTo("Alt+F9");
    assertThat(later.get("zoom")).isEqualTo("150");
    assertThat(Files.readString(file)).contains("\"other\" : 7");
    later.put("keys.RUN", "");
    later.put("zoom", "");
    assertThat(Files.readString(file)).doesNotContain("RUN").doesNotContain("zoom");
  }
}
