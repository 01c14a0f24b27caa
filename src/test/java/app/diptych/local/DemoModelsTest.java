package app.diptych.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoModelsTest {
  @Test
  void findsBothDemonstrationModelsAsTheyWereTrained() throws Exception {
    assertThat(DemoModels.names()).containsExactly("demo/small", "demo/base");
    assertThat(Sha256.of(Demo.small()))
        .isEqualTo("31242ecaf8530ac74cc9febf8a3e3fdb8c545a6564a4a4d0e1d80430241e0651");
    assertThat(Sha256.of(Demo.base()))
        .isEqualTo("de357fdf36d2d6ccb5aba9da4ace75f885565b021683ad1f9cfdf1d9044f21e1");
  }

  @Test
  void namesTheModelsThereAreWhenAskedForAnother() {
    DemoModels.Lookup lookup = new DemoModels(Path.of("unused")).find("demo/large");

    assertThat(lookup)
        .isInstanceOfSatisfying(
            DemoModels.Missing.class,
            missing ->
                assertThat(missing.failure().hint())
                    .isEqualTo("The demonstration models are demo/small and demo/base."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "base"})
  void unpacksAModelOnceOutOfAnArchive(String name, @TempDir Path folder) throws Exception {
    Path target = folder.resolve("models");
    Path original = name.equals("small") ? Demo.small() : Demo.base();
    DemoModels packed =
        new DemoModels(target, inArchive(folder, name, Files.readAllBytes(original)));

    Path file = found(packed, name);
    assertThat(file).isEqualTo(target.resolve("demo-" + name + ".gguf"));
    assertThat(file).hasSameBinaryContentAs(original);
    FileTime written = Files.getLastModifiedTime(file);
    assertThat(Files.getLastModifiedTime(found(packed, name))).isEqualTo(written);

    byte[] flipped = Files.readAllBytes(file);
    flipped[flipped.length / 2] ^= 1;
    Files.write(file, flipped);
    assertThat(found(packed, name)).hasSameBinaryContentAs(original);
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(found(packed, name)).hasSameBinaryContentAs(original);
    try (Stream<Path> left = Files.list(target)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void refusesAnArchiveWithOtherBytes(@TempDir Path folder) throws Exception {
    DemoModels packed =
        new DemoModels(folder.resolve("models"), inArchive(folder, "small", new byte[10]));

    assertThat(packed.find("demo/small")).isInstanceOf(DemoModels.Missing.class);
    try (Stream<Path> left = Files.list(folder.resolve("models"))) {
      assertThat(left).isEmpty();
    }
  }

  private static Path found(DemoModels models, String name) {
    DemoModels.Lookup lookup = models.find("demo/" + name);
    assertThat(lookup).isInstanceOf(DemoModels.Found.class);
    return ((DemoModels.Found) lookup).file();
  }

  private static DemoModels.Resources inArchive(Path folder, String name, byte[] content)
      throws IOException {
    Path archive = folder.resolve("app.jar");
    String entry = "models/demo-" + name + ".gguf";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    URL url = URI.create("jar:" + archive.toUri() + "!/" + entry).toURL();
    return wanted -> wanted.equals("/" + entry) ? url : null;
  }
}
