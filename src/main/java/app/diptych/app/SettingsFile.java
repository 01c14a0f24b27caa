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
import java.util.ArrayList;
import java.util.List;
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
  private static final String GATEWAYS = "gateways";

  private final Path file;
  private ObjectNode tree;
  private boolean readable;
  private String problem = "";

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

  /** A copy of a field of any kind; missing when it is not there. */
  synchronized JsonNode tree(String name) {
    return tree.path(name).deepCopy();
  }

  /** Takes what another Diptych wrote meanwhile. */
  synchronized void readAgain() {
    Optional<ObjectNode> read = read(file);
    readable = read.isPresent();
    read.ifPresent(fresh -> tree = fresh);
  }

  /** Whether the file is there as JSON, or not there at all. */
  synchronized boolean isReadable() {
    return readable;
  }

  /** Changes several fields as one. */
  synchronized void edit(Consumer<ObjectNode> edit) {
    change(edit);
  }

  /** Why the last change is not in the file, as a sentence; empty when it is. */
  synchronized String problem() {
    return problem;
  }

  /** Copies of the entries of the gateways, in order. */
  synchronized List<ObjectNode> gateways() {
    List<ObjectNode> entries = new ArrayList<>();
    for (JsonNode entry : tree.path(GATEWAYS)) {
      if (entry instanceof ObjectNode object) {
        entries.add(object.deepCopy());
      }
    }
    return entries;
  }

  /** Changes the entry of the gateway with that id, which is added when there is none. */
  synchronized void gateway(String id, Consumer<ObjectNode> entry) {
    change(settings -> {
      ArrayNode list = settings.withArray(GATEWAYS);
      int place = place(list, id);
      ObjectNode node = place < 0 ? list.addObject().put("id", id) : (ObjectNode) list.get(place);
      entry.accept(node);
    });
  }

  /**
   * Takes the entry of a gateway out.
   *
   * @return what puts it back where it was
   */
  synchronized Runnable removeGateway(String id) {
    ArrayNode before = tree.withArray(GATEWAYS);
    int place = place(before, id);
    if (place < 0) {
      return () -> {};
    }
    JsonNode taken = before.get(place).deepCopy();
    change(settings -> {
      ArrayNode list = settings.withArray(GATEWAYS);
      int now = place(list, id);
      if (now >= 0) {
        list.remove(now);
      }
    });
    return () -> insert(place, taken);
  }

  private synchronized void insert(int place, JsonNode entry) {
    change(settings -> {
      ArrayNode list = settings.withArray(GATEWAYS);
      list.insert(Math.min(place, list.size()), entry);
    });
  }

  private static int place(ArrayNode list, String id) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof ObjectNode entry && entry.path("id").asString("").equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** What another Diptych wrote meanwhile is kept: the file is read again before it is changed. */
  private void change(Consumer<ObjectNode> change) {
    Optional<ObjectNode> read = read(file);
    readable = read.isPresent();
    read.ifPresent(fresh -> tree = fresh);
    change.accept(tree);
    if (!readable) {
      problem = file + " cannot be read as JSON and stays as it is: mend it, or move it away.";
      return;
    }
    try {
      write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
      problem = "";
    } catch (IOException failed) {
      LOG.log(Logger.Level.WARNING, "The settings could not be saved", failed);
      problem = file + " cannot be written: check its folder's permissions and room.";
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
