package app.diptych.local;

import app.diptych.completion.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The two demonstration models that come with the program: a few million parameters, trained to
 * show how a comparison works and not to answer questions.
 */
public final class DemoModels {
  private final Path folder;
  private final Resources resources;

  /** Where a resource of the program is, or null. */
  interface Resources {
    @Nullable URL find(String name);
  }

  /**
   * @param folder where a model is unpacked to when the program runs from an archive; made when
   *     needed
   */
  public DemoModels(Path folder) {
    this(folder, DemoModels.class::getResource);
  }

  DemoModels(Path folder, Resources resources) {
    this.folder = folder;
    this.resources = resources;
  }

  /** A demonstration model and the file it must be. */
  private enum Demo {
    SMALL(
        "demo/small",
        "demo-small.gguf",
        "31242ecaf8530ac74cc9febf8a3e3fdb8c545a6564a4a4d0e1d80430241e0651",
        0x41a18498L),
    BASE(
        "demo/base",
        "demo-base.gguf",
        "de357fdf36d2d6ccb5aba9da4ace75f885565b021683ad1f9cfdf1d9044f21e1",
        0xe8815f16L);

    private final String model;
    private final String file;
    private final String hash;
    private final long sum;

    /**
     * @param hash SHA-256, of what is unpacked
     * @param sum CRC-32, of what was unpacked before: in a program that was just started it takes a
     *     twentieth of the time, and the hash of so small a model is in the answer's origin anyway
     */
    Demo(String model, String file, String hash, long sum) {
      this.model = model;
      this.file = file;
      this.hash = hash;
      this.sum = sum;
    }
  }

  /** What came of looking for a model's file. */
  public sealed interface Lookup {}

  /** The file is there. */
  public record Found(Path file) implements Lookup {}

  /** There is no such model, or its file cannot be had. */
  public record Missing(Failure failure) implements Lookup {}

  /** The names that can be looked up. */
  public static List<String> names() {
    return Arrays.stream(Demo.values()).map(demo -> demo.model).toList();
  }

  /** Finds the file of a demonstration model; may copy it out of an archive first. */
  public Lookup find(String model) {
    Optional<Demo> demo =
        Arrays.stream(Demo.values()).filter(each -> each.model.equals(model)).findFirst();
    if (demo.isEmpty()) {
      return new Missing(
          new Failure.ModelNotFound(
              "There is no demonstration model called '" + Printable.text(model) + "'.",
              "The demonstration models are " + String.join(" and ", names()) + "."));
    }
    URL resource = resources.find("/models/" + demo.get().file);
    if (resource == null) {
      return new Missing(
          new Failure.ModelNotFound(
              "The demonstration model " + model + " is missing from this copy of the program.",
              "Install the program again, or choose another model."));
    }
    try {
      return new Found(file(demo.get(), resource));
    } catch (IOException failed) {
      return new Missing(
          new Failure.EngineFault(
              "The demonstration model " + model + " cannot be unpacked: " + failed.getMessage(),
              "Check that the disk has room and that you may write to " + folder + ".",
              true,
              List.of()));
    }
  }

  private Path file(Demo demo, URL resource) throws IOException {
    if (resource.getProtocol().equals("file")) {
      try {
        return Path.of(resource.toURI());
      } catch (URISyntaxException impossible) {
        throw new IOException("Unreadable location " + resource, impossible);
      }
    }
    return unpack(demo, resource);
  }

  private static long sum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] buffer = new byte[64 << 10];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    }
    return sum.getValue();
  }

  /** Never leaves half a file under the name: it is moved there when whole. */
  private Path unpack(Demo demo, URL resource) throws IOException {
    Path target = folder.resolve(demo.file);
    if (Files.isRegularFile(target) && sum(target) == demo.sum) {
      return target;
    }
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, demo.file, ".part");
    try {
      try (InputStream bytes = resource.openStream()) {
        Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Sha256.of(part).equals(demo.hash)) {
        throw new IOException("its bytes are not what they should be");
      }
      return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
