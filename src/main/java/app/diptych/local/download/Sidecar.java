package app.diptych.local.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is remembered beside a file that is not whole yet, so that the rest can be asked for. No
 * query of an address stands here, because it may be a key.
 *
 * @param address what the user named
 * @param source the address that was asked, without its query
 * @param size bytes of the whole file; -1 when nobody said
 * @param validator what the server called this state of the file; null when it did not
 * @param sha256 what the file has to be; null when nobody said
 */
record Sidecar(
    String address, String source, long size, @Nullable String validator, @Nullable String sha256) {
  private static final long LARGEST = 64 << 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".part.json");
  }

  static String source(HttpUrl url) {
    return url.newBuilder().query(null).fragment(null).build().toString();
  }

  /** Empty when there is none, or none that can be read. */
  static Optional<Sidecar> read(Path beside) {
    try {
      if (!Files.isRegularFile(beside) || Files.size(beside) > LARGEST) {
        return Optional.empty();
      }
      JsonNode tree = JSON.readTree(Files.readString(beside));
      if (tree.path("version").asInt(0) != 1) {
        return Optional.empty();
      }
      return Optional.of(
          new Sidecar(
              tree.path("address").asString(""),
              tree.path("source").asString(""),
              tree.path("size").asLong(-1),
              text(tree, "validator"),
              text(tree, "sha256")));
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(JsonNode tree, String name) {
    String text = tree.path(name).asString("");
    return text.isEmpty() ? null : text;
  }

  /** Either the old one is there or the new one. */
  void write(Path beside) throws IOException {
    ObjectNode tree =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", 1)
            .put("address", address)
            .put("source", source)
            .put("size", size)
            .put("validator", validator)
            .put("sha256", sha256);
    Path fresh = beside.resolveSibling(beside.getFileName() + ".new");
    Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    Files.move(fresh, beside, StandardCopyOption.REPLACE_EXISTING);
  }
}
