package app.diptych.local.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.diptych.local.DemoModels;
import app.diptych.local.GgufWriter;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Looking for models in folders made as other programs make them. */
@Timeout(60)
class ModelShelfTest {
  @TempDir Path home;

  @Test
  void listsTheIncludedModelsUnderTheirNames() throws Exception {
    Shelf shelf = look();
    assertThat(shelf.models())
        .extracting(ShelfModel::model)
        .containsExactly("demo/base", "demo/small");
    assertThat(shelf.models()).allMatch(model -> model.trouble().isEmpty());
    assertThat(shelf.models()).allMatch(model -> model.header() != null);
    assertThat(shelf.notes()).isEmpty();
  }

  @Test
  void readsTheCacheOfLlamaCppAndSkipsWhatStandsBesideIt() throws Exception {
    Path cache = folder("cache/llama.cpp");
    model(cache.resolve("ggml-org_tiny-GGUF_tiny-Q8_0.gguf"));
    Files.writeString(cache.resolve("ggml-org_tiny-GGUF_tiny-Q8_0.gguf.json"), "{}");
    Files.writeString(cache.resolve("other.gguf.downloadInProgress"), "GGUF");
    ShelfModel found = only(look(new ShelfPlace(ShelfSource.LLAMA_CPP, cache)));
    assertThat(found.title()).isEqualTo("Tiny test model");
    assertThat(found.model())
        .isEqualTo("file:" + cache.resolve("ggml-org_tiny-GGUF_tiny-Q8_0.gguf"));
    assertThat(found.source()).isEqualTo(ShelfSource.LLAMA_CPP);
  }

  @Test
  void readsTheFoldersOfLmStudio() throws Exception {
    Path models = folder("lmstudio");
    model(folder("lmstudio/bartowski/Tiny-GGUF").resolve("Tiny-Q4_K_M.GGUF"));
    assertThat(only(look(new ShelfPlace(ShelfSource.LM_STUDIO, models))).source())
        .isEqualTo(ShelfSource.LM_STUDIO);
  }

  @Test
  void findsTheFilesOfOllamaByItsManifests() throws Exception {
    Path models = folder("ollama/models");
    ollama(models, "registry.ollama.ai/library/llama3.2/3b", "a".repeat(64));
    ollama(models, "registry.ollama.ai/someone/tiny/latest", "b".repeat(64));
    ollama(models, "hf.co/bartowski/Tiny-GGUF/Q4_K_M", "c".repeat(64));
    Files.writeString(
        folder("ollama/models/manifests/registry.ollama.ai/library/cloud").resolve("latest"),
        "{\"schemaVersion\":2,\"layers\":[]}");
    Files.writeString(
        folder("ollama/models/manifests/registry.ollama.ai/library/bad").resolve("latest"), "{");
    Shelf shelf = look(new ShelfPlace(ShelfSource.OLLAMA, models));
    assertThat(others(shelf))
        .extracting(ShelfModel::title)
        .containsExactly("hf.co/bartowski/Tiny-GGUF:Q4_K_M", "llama3.2:3b", "someone/tiny:latest");
    assertThat(others(shelf).get(1).file().getFileName()).hasToString("sha256-" + "a".repeat(64));
    assertThat(others(shelf)).allMatch(model -> model.trouble().isEmpty());
    assertThat(shelf.notes())
        .singleElement()
        .satisfies(
            note -> assertThat(note.sentence()).contains("bad").contains("pull the model again"));
  }

  @Test
  void tellsThatAFileOfOllamaIsNotThere() throws Exception {
    Path models = folder("ollama");
    ollama(models, "registry.ollama.ai/library/gone/1b", "d".repeat(64));
    Files.delete(models.resolve("blobs").resolve("sha256-" + "d".repeat(64)));
    assertThat(only(look(new ShelfPlace(ShelfSource.OLLAMA, models))).trouble())
        .startsWith("There is no file");
  }

  @Test
  void readsTheLinkedFilesOfTheHuggingFaceCacheOnce() throws Exception {
    Path hub = folder("hub");
    Path blob = model(folder("hub/models--org--Tiny-GGUF/blobs").resolve("e".repeat(64)));
    for (String commit : List.of("1111", "2222")) {
      Path snapshot = folder("hub/models--org--Tiny-GGUF/snapshots/" + commit);
      link(snapshot.resolve("Tiny-Q4_0.gguf"), snapshot.relativize(blob));
    }
    Files.writeString(folder("hub/models--org--Tiny-GGUF/refs").resolve("main"), "2222");
    ShelfModel found = only(look(new ShelfPlace(ShelfSource.HUGGING_FACE, hub)));
    assertThat(found.title()).isEqualTo("org/Tiny-GGUF");
    assertThat(found.file().toString()).contains("2222");
    assertThat(found.size()).isEqualTo(Files.size(blob));
  }

  @Test
  void takesTheFilesOfASplitModelAsOne() throws Exception {
    Path models = folder("split");
    part(models, 1, 3, GgufWriter.model("llama").tensor("a", 64, 2));
    part(models, 2, 3, new GgufWriter().tensor("b", 64, 4));
    part(models, 3, 3, new GgufWriter().tensor("c", 64, 8));
    ShelfModel found = only(look(new ShelfPlace(ShelfSource.FOLDER, models)));
    assertThat(found.files()).hasSize(3);
    assertThat(found.header()).isNotNull();
    assertThat(found.header().parameters()).isEqualTo(64 * 14);
    assertThat(found.problem()).isNull();
    assertThat(found.size()).isGreaterThan(64 * 14 * 2);
  }

  @Test
  void tellsWhichPartsOfASplitModelAreMissing() throws Exception {
    Path models = folder("split");
    part(models, 1, 4, GgufWriter.model("llama").tensor("a", 64, 2));
    part(models, 3, 4, new GgufWriter().tensor("b", 64, 4));
    Path far = folder("far");
    part(far, 7, 99_999, new GgufWriter().tensor("b", 64, 4));
    assertThat(only(look(new ShelfPlace(ShelfSource.FOLDER, models))).trouble())
        .isEqualTo("2 of 4 parts are missing: 2, 4.");
    assertThat(only(look(new ShelfPlace(ShelfSource.FOLDER, far))).trouble())
        .isEqualTo("99,998 of 99,999 parts are missing: 1, 2, 3, 4, 5, 6, 8, 9 and more.");
  }

  @Test
  void saysInOneSentenceWhatIsWrongWithAFile() throws Exception {
    Path models = folder("mixed");
    Files.writeString(models.resolve("page.gguf"), "<!DOCTYPE html><title>Sign in</title>");
    Files.write(models.resolve("empty.gguf"), new byte[0]);
    byte[] whole = GgufWriter.model("llama").tensor("a", 64, 64).bytes();
    Files.write(models.resolve("short.gguf"), Arrays.copyOf(whole, whole.length / 2));
    GgufWriter.model("qwen3").tensor("a", 64).write(models.resolve("new.gguf"));
    Shelf shelf = look(new ShelfPlace(ShelfSource.FOLDER, models));
    assertThat(trouble(shelf, "page.gguf")).contains("it looks like a web page");
    assertThat(trouble(shelf, "empty.gguf")).contains("is empty");
    assertThat(trouble(shelf, "short.gguf")).contains("is incomplete");
    assertThat(trouble(shelf, "new.gguf")).contains("does not know the architecture 'qwen3'");
    assertThat(others(shelf).stream().filter(m -> m.file().endsWith("new.gguf")).findFirst())
        .get()
        .satisfies(model -> assertThat(model.problem()).isNull());
  }

  @Test
  void walksALoopOfLinksOnce() throws Exception {
    Path models = folder("loop/inner");
    model(models.resolve("a.gguf"));
    link(models.resolve("again"), home.resolve("loop"));
    link(models.resolve("dangling.gguf"), home.resolve("nowhere"));
    Shelf shelf = look(new ShelfPlace(ShelfSource.FOLDER, home.resolve("loop")));
    assertThat(others(shelf)).hasSize(1);
    assertThat(shelf.notes())
        .allMatch(note -> note.sentence().contains("a link to a file that is not there"));
  }

  @Test
  void tellsWhatItMayNotRead() throws Exception {
    Path closed = folder("models/closed");
    model(home.resolve("models/a.gguf"));
    try {
      Files.setPosixFilePermissions(closed, Set.of());
    } catch (UnsupportedOperationException elsewhere) {
      assumeTrue(false, "no such permissions here");
    }
    assumeTrue(!Files.isReadable(closed), "this user may read everything");
    try {
      Shelf shelf = look(new ShelfPlace(ShelfSource.FOLDER, home.resolve("models")));
      assertThat(others(shelf)).hasSize(1);
      assertThat(shelf.notes().getFirst().sentence()).contains("cannot be read");
    } finally {
      Files.setPosixFilePermissions(
          closed,
          Set.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.OWNER_WRITE));
    }
  }

  @Test
  void tellsThatAFolderIsNotThere() throws Exception {
    Shelf shelf = look(new ShelfPlace(ShelfSource.FOLDER, home.resolve("usb")));
    assertThat(shelf.notes().getFirst().sentence()).contains("is not there");
    assertThat(shelf.places()).isEmpty();
  }

  @Test
  void stopsWhereAFolderHasNoEnd() throws Exception {
    Path models = folder("many");
    for (int i = 0; i < 30; i++) {
      Files.writeString(models.resolve("f" + i + ".txt"), "");
    }
    ModelShelf shelf =
        new ModelShelf(
            demos(),
            () -> List.of(new ShelfPlace(ShelfSource.FOLDER, models)),
            NanoClock.system(),
            new ScanLimits(8, 10, 10, Duration.ofHours(1)));
    assertThat(shelf.look().notes().getFirst().sentence()).contains("more than 10 files");
  }

  @Test
  void stopsWhenItTakesTooLong() throws Exception {
    Path models = folder("slow");
    model(models.resolve("a.gguf"));
    NanoClock hasty =
        new NanoClock() {
          private long nanos;

          @Override
          public long nanos() {
            return nanos += Duration.ofSeconds(1).toNanos();
          }

          @Override
          public Instant now() {
            return Instant.EPOCH;
          }
        };
    ModelShelf shelf =
        new ModelShelf(
            demos(),
            () -> List.of(new ShelfPlace(ShelfSource.FOLDER, models)),
            hasty,
            new ScanLimits(8, 10, 10, Duration.ofMillis(1)));
    Shelf found = shelf.look();
    assertThat(found.models()).hasSize(2);
    assertThat(found.notes().getFirst().sentence()).contains("Looking took longer");
  }

  @Test
  void readsAChangedFileAgain() throws Exception {
    Path models = folder("models");
    Path file = model(models.resolve("a.gguf"));
    ModelShelf shelf =
        new ModelShelf(
            demos(), () -> List.of(new ShelfPlace(ShelfSource.FOLDER, models)), NanoClock.system());
    assertThat(only(shelf.look()).trouble()).isEmpty();
    Files.writeString(file, "nonsense");
    assertThat(only(shelf.look()).trouble()).contains("not a GGUF model");
  }

  @Test
  void survivesWhateverStandsInAManifest() throws Exception {
    byte[] original = manifest("f".repeat(64)).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(20_261_126);
    int read = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] mutant = original.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        read += OllamaManifest.read("x", mutant).isPresent() ? 1 : 0;
      } catch (IOException refused) {
        assertThat(refused).hasMessageNotContaining("\n");
      }
    }
    assertThat(read).isBetween(1, 4999);
    assertThatThrownBy(
            () -> OllamaManifest.read("x", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() ->
            OllamaManifest.read("x", manifest("../../etc/passwd").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  private Shelf look(ShelfPlace... places) throws InterruptedException {
    return new ModelShelf(demos(), () -> List.of(places), NanoClock.system()).look();
  }

  private DemoModels demos() {
    return new DemoModels(home.resolve("unpacked"));
  }

  private static ShelfModel only(Shelf shelf) {
    assertThat(others(shelf)).as(shelf.notes().toString()).hasSize(1);
    return others(shelf).getFirst();
  }

  private static List<ShelfModel> others(Shelf shelf) {
    return shelf.models().stream().filter(model -> model.source() != ShelfSource.DEMO).toList();
  }

  private static String trouble(Shelf shelf, String file) {
    return shelf.models().stream()
        .filter(model -> model.file().endsWith(file))
        .findFirst()
        .orElseThrow()
        .trouble();
  }

  private static Path model(Path file) throws IOException {
    return GgufWriter.model("llama").vocabulary().tensor("a", 64, 2).write(file);
  }

  private static void part(Path folder, int part, int parts, GgufWriter writer) throws IOException {
    writer.write(folder.resolve("big-%05d-of-%05d.gguf".formatted(part, parts)));
  }

  private static void ollama(Path models, String name, String digest) throws IOException {
    Path manifest = models.resolve("manifests").resolve(name);
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, manifest(digest));
    model(Files.createDirectories(models.resolve("blobs")).resolve("sha256-" + digest));
  }

  private static String manifest(String digest) {
    return """
    {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
     "config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":"sha256:0","size":1},
     "layers":[{"mediaType":"application/vnd.ollama.image.license","digest":"sha256:1","size":1},
      {"mediaType":"application/vnd.ollama.image.model","digest":"sha256:%s","size":2019377376}]}
    """
        .formatted(digest);
  }

  private static void link(Path link, Path target) throws IOException {
    try {
      Files.createSymbolicLink(link, target);
    } catch (UnsupportedOperationException | IOException elsewhere) {
      assumeTrue(false, "no links here");
    }
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(home.resolve(name));
  }
}
