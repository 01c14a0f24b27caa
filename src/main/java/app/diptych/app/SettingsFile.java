package app.diptych.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the user chose, in {@code settings.json}. Fields this version does not know survive a
 * change; keys never stand here. A file that cannot be read is left alone and the defaults hold.
 * Thread-safe.
 */
final class SettingsFile {
  private static final Logger LOG = System.getLogger("diptych");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path file;
  private final ObjectNode tree;
  private final boolean readable;

  SettingsFile(Path file) {
    this.file = file;
    Optional<ObjectNode> read = read(file);
    this.readable = read.isPresent();
    this.tree = read.orElseGet(JsonNodeFactory.instance::objectNode);
  }

  synchronized String text(String name, String otherwise) {
    return tree.path(name).asString(otherwise);
  }

  synchronized void put(String name, String value) {
    change(settings -> settings.put(name, value));
  }

  /** The gateways' base URLs by id, in order. */
  synchronized Map<String, String> gateways() {
    Map<String, String> gateways = new LinkedHashMap<>();
    for (JsonNode gateway : tree.path("gateways")) {
      gateways.put(gateway.path("id").asString(""), gateway.path("baseUrl").asString(""));
    }
    return gateways;
  }

  /** Adds a gateway, or gives the one with that id another address; its other fields stay. */
  synchronized void gateway(String id, String baseUrl) {
    change(settings -> {
      ArrayNode list = settings.withArray("gateways");
      for (JsonNode known : list) {
        if (known instanceof ObjectNode entry && entry.path("id").asString("").equals(id)) {
          entry.put("baseUrl", baseUrl);
          return;
        }
      }
      list.addObject().put("id", id).put("baseUrl", baseUrl);
    });
  }

  private void change(Consumer<ObjectNode> change) {
    change.accept(tree);
    if (!readable) {
      return;
    }
    try {
      write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    } catch (IOException failed) {
      LOG.log(Logger.Level.WARNING, "The settings could not be saved", failed);
    }
  }

  /** Either the old file or the new one is there, whenever the power goes. */
  private void write(String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, "settings", ".tmp");
    try {
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move(fresh);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void move(Path fresh) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException plain) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Optional<ObjectNode> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.of(JsonNodeFactory.instance.objectNode());
    }
    try {
      if (MAPPER.readTree(Files.readString(file)) instanceof ObjectNode object) {
        return Optional.of(object);
      }
    } catch (IOException | JacksonException broken) {
      LOG.log(Logger.Level.WARNING, "The settings cannot be read and stay as they are: " + file);
    }
    return Optional.empty();
  }
}
