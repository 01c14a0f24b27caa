package app.diptych.local.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of other programs on each platform. */
class CachePlacesTest {
  @TempDir Path user;

  @Test
  void knowsTheUsualPlacesOfEachPlatform() {
    assertThat(places("Linux", Map.of()))
        .containsExactly(
            "LLAMA_CPP .cache/llama.cpp",
            "LM_STUDIO .lmstudio/models",
            "LM_STUDIO .cache/lm-studio/models",
            "OLLAMA .ollama/models",
            "OLLAMA /usr/share/ollama/.ollama/models",
            "HUGGING_FACE .cache/huggingface/hub");
    assertThat(places("Mac OS X", Map.of()))
        .contains("LLAMA_CPP Library/Caches/llama.cpp", "HUGGING_FACE .cache/huggingface/hub")
        .doesNotContain("OLLAMA /usr/share/ollama/.ollama/models");
    assertThat(places("Windows 11", Map.of())).contains("LLAMA_CPP AppData/Local/llama.cpp");
    assertThat(places("Windows 11", Map.of("LOCALAPPDATA", user.resolve("L").toString())))
        .contains("LLAMA_CPP L/llama.cpp");
  }

  @Test
  void goesWhereTheEnvironmentSays() {
    assertThat(
            places(
                "Linux",
                Map.of(
                    "LLAMA_CACHE", user.resolve("l").toString(),
                    "OLLAMA_MODELS", user.resolve("o").toString(),
                    "HF_HOME", "~/h")))
        .contains("LLAMA_CPP l", "OLLAMA o", "HUGGING_FACE h/hub");
    assertThat(
            places("Linux", Map.of("HF_HUB_CACHE", user.resolve("c").toString(), "HF_HOME", "/h")))
        .contains("HUGGING_FACE c");
    assertThat(places("Linux", Map.of("XDG_CACHE_HOME", user.resolve("x").toString())))
        .contains("LLAMA_CPP x/llama.cpp", "HUGGING_FACE x/huggingface/hub");
    assertThat(places("Linux", Map.of("OLLAMA_MODELS", "\0"))).contains("OLLAMA .ollama/models");
  }

  @Test
  void followsTheNoteLmStudioLeaves() throws IOException {
    Files.writeString(
        user.resolve(".lmstudio-home-pointer"), user.resolve("elsewhere").toString() + "\n");
    assertThat(places("Linux", Map.of())).contains("LM_STUDIO elsewhere/models");
  }

  private List<String> places(String system, Map<String, String> environment) {
    return new CachePlaces(environment, system, user)
        .all().stream()
            .map(place ->
                place.source()
                    + " "
                    + (place.folder().startsWith(user)
                            ? user.relativize(place.folder())
                            : place.folder())
                        .toString()
                        .replace('\\', '/'))
            .toList();
  }
}
