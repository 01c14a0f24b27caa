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

  @Test
  void unpacksAModelOnceOutOfAnArchive(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("models");
    DemoModels packed = new DemoModels(target, inArchive(folder, Files.readAllBytes(Demo.small())));

    Path file = found(packed);
    assertThat(file).isEqualTo(target.resolve("demo-small.gguf"));
    assertThat(Sha256.of(file)).isEqualTo(Sha256.of(Demo.small()));
    FileTime written = Files.getLastModifiedTime(file);
    assertThat(Files.getLastModifiedTime(found(packed))).isEqualTo(written);

    Files.write(file, new byte[] {1, 2, 3});
    assertThat(Sha256.of(found(packed))).isEqualTo(Sha256.of(Demo.small()));
    try (Stream<Path> left = Files.list(target)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void refusesAnArchiveWithOtherBytes(@TempDir Path folder) throws Exception {
    DemoModels packed = new DemoModels(folder.resolve("models"), inArchive(folder, new byte[10]));

    assertThat(packed.find("demo/small")).isInstanceOf(DemoModels.Missing.class);
    try (Stream<Path> left = Files.list(folder.resolve("models"))) {
      assertThat(left).isEmpty();
    }
  }

  private static Path found(DemoModels models) {
    DemoModels.Lookup lookup = models.find("demo/small");
    assertThat(lookup).isInstanceOf(DemoModels.Found.class);
    return ((DemoModels.Found) lookup).file();
  }

  private static DemoModels.Resources inArchive(Path folder, byte[] content) throws IOException {
    Path archive = folder.resolve("app.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("models/demo-small.gguf"));
      zip.write(content);
    }
    URL url = URI.create("jar:" + archive.toUri() + "!/models/demo-small.gguf").toURL();
    return name -> name.equals("/models/demo-small.gguf") ? url : null;
  }
}
