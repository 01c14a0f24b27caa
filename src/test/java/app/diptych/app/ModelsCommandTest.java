package app.diptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.local.GgufWriter;
import app.diptych.ui.models.ShelfDesk.Undo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shelf and downloads on the command line. */
@Timeout(60)
class ModelsCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] MODEL =
      GgufWriter.model("llama").vocabulary().tensor("a", 64, 2).bytes();

  @TempDir Path home;

  @Test
  void listsIncludedModelsAndThoseInTheUsersFolders() throws Exception {
    Path mine = Files.createDirectories(home.resolve("mine"));
    Files.write(mine.resolve("tiny.gguf"), MODEL);
    Files.writeString(mine.resolve("page.gguf"), "<html>");
    settings("{\"shelf\":{\"folders\":[\"%s\"]}}".formatted(mine));
    var listed = line().run("models", "shelf");
    assertThat(listed.exit()).as(listed.err()).isZero();
    assertThat(listed.out())
        .contains("demo/small  [Included]  llama, ")
        .contains("Tiny test model  [Folder]  llama, 128, F16, context 128, 2 kB")
        .contains("    file:" + mine.resolve("tiny.gguf"))
        .contains("    ! The file 'page.gguf' is not a GGUF model");
    JsonNode json = JSON.readTree(line().run("models", "shelf", "--json").out());
    assertThat(json.path("models")).hasSize(4);
    assertThat(json.path("models").get(0).path("model").asString()).isEqualTo("demo/base");
    assertThat(line().run("models").out()).contains("demo/small");
  }

  @Test
  void downloadsAndSaysWhereTheModelIs() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().body(new Buffer().write(MODEL)).build());
      var got = line().run("models", "get", server.url("/tiny.gguf").toString());
      assertThat(got.exit()).as(got.err()).isZero();
      assertThat(got.out())
          .isEqualTo(
              "file:"
                  + home.resolve("models").resolve(server.getHostName()).resolve("tiny.gguf")
                  + "\n");
      assertThat(got.err()).contains("SHA-256 ").contains("nobody said what it should be");
      assertThat(line().run("models", "shelf").out()).contains("Tiny test model  [Downloaded]");
    }
  }

  @Test
  void saysWhyNothingCameAndWithWhichCode() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(404).build());
      var missing = line().run("models", "get", server.url("/no.gguf").toString());
      assertThat(missing.exit()).isEqualTo(1);
      assertThat(missing.err()).contains("has no such file (HTTP 404)");
      server.enqueue(new MockResponse.Builder().body(new Buffer().write(MODEL)).build());
      var wrong =
          line()
              .run(
                  "models",
                  "get",
                  server.url("/a.gguf").toString(),
                  "--sha256",
                  "0".repeat(64),
                  "--json");
      assertThat(wrong.exit()).isEqualTo(1);
      assertThat(JSON.readTree(wrong.out()).path("resumable").asBoolean(true)).isFalse();
    }
    assertThat(line().run("models", "get", "nonsense").exit()).isEqualTo(2);
    assertThat(line().run("models", "get", "a/b:Q4", "--sha256", "1").err()).contains("64 digits");
    assertThat(line().run("models", "get").exit()).isEqualTo(2);
  }

  @Test
  void keepsWhatItDoesNotKnowOfTheSettings() throws Exception {
    settings("{\"shelf\":{\"later\":1,\"folders\":[{\"path\":\"/a\",\"colour\":\"red\"},\"/b\"]}}");
    ShelfSettings shelf = new ShelfSettings(new SettingsFile(home.resolve("settings.json")));
    Undo undo = shelf.remove(Path.of("/a"));
    assertThat(shelf.folders()).hasSize(1);
    shelf.add(home.resolve("c"));
    undo.run();
    assertThat(shelf.folders())
        .extracting(place -> place.folder().toString())
        .containsExactly("/a", "/b", home.resolve("c").toString());
    JsonNode tree = JSON.readTree(Files.readString(home.resolve("settings.json"))).path("shelf");
    assertThat(tree.path("later").asInt()).isEqualTo(1);
    assertThat(tree.path("folders").get(0).path("colour").asString()).isEqualTo("red");
  }

  private void settings(String text) throws IOException {
    Files.writeString(home.resolve("settings.json"), text);
  }

  private TestCommandLine line() {
    return new TestCommandLine(home, Map.of("HOME", home.resolve("user").toString()));
  }

  @Test
  void saysWhetherAModelFitsBeforeItIsLoaded() throws Exception {
    Path file = Files.write(home.resolve("tiny.gguf"), MODEL);
    var fits = line().run("models", "fit", file.toString());
    assertThat(fits.exit()).as(fits.err()).isZero();
    assertThat(fits.out())
        .contains("fits in main memory, at 128 tokens of context.", "Weights 0.0 MiB");
    JsonNode json = JSON.readTree(line().run("models", "fit", "demo/small", "--json").out());
    assertThat(json.path("fits").asBoolean()).isTrue();
    assertThat(json.path("place").asString()).isEqualTo("cpu");
    var huge = line().run("models", "fit", "Llama 4 Maverick", "--context", "1000000", "--json");
    JsonNode no = JSON.readTree(huge.out());
    assertThat(huge.exit()).isEqualTo(1);
    assertThat(no.path("place").asString()).isEqualTo("nowhere");
    assertThat(no.path("bytes").path("total").asLong()).isGreaterThan(200L << 30);
    assertThat(line().run("models", "fit", "llama").err())
        .contains("may be any of", "Llama 3.1 8B");
    assertThat(line().run("models", "fit", "nobody's").exit()).isEqualTo(2);
    assertThat(line().run("models", "fit", "demo/small", "--context", "0").exit()).isEqualTo(2);
    assertThat(line().run("models", "fit", "missing.gguf").exit()).isEqualTo(1);
  }
}
