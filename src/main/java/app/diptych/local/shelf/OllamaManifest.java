package app.diptych.local.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Ollama wrote about a model it keeps: a list of layers, of which one is the model's file,
 * named by its SHA-256 (Ollama's server/manifest.go, a list as in the OCI image specification; read
 * 2026-11-26).
 *
 * @param name as {@code ollama run} takes it, for example {@code llama3.2:3b}
 * @param digest of the model's file, in hexadecimal
 */
record OllamaManifest(String name, String digest) {
  private static final long LARGEST = 1 << 20;
  private static final int DEPTH = 32;
  private static final String MODEL = "application/vnd.ollama.image.model";
  private static final Pattern DIGEST = Pattern.compile("sha256[:-]([0-9a-f]{64})");
  private static final String USUAL_HOST = "registry.ollama.ai";
  private static final String USUAL_OWNER = "library";
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxDocumentLength(LARGEST)
                          .build())
                  .build())
          .build();

  /**
   * Reads a manifest.
   *
   * @param manifests the folder of all of them, which the name begins below
   * @return empty when it names no model's file, as that of a remote model does not
   * @throws IOException when it cannot be read, or is no manifest
   */
  static Optional<OllamaManifest> read(Path manifests, Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("too large");
    }
    return read(name(manifests.relativize(file)), Files.readAllBytes(file));
  }

  static Optional<OllamaManifest> read(String name, byte[] json) throws IOException {
    JsonNode layers;
    try {
      layers = JSON.readTree(json).path("layers");
    } catch (JacksonException broken) {
      throw new IOException("not JSON", broken);
    }
    if (!layers.isArray()) {
      throw new IOException("no list of layers");
    }
    for (JsonNode layer : layers) {
      if (layer.path("mediaType").asString("").equals(MODEL)) {
        var digest = DIGEST.matcher(layer.path("digest").asString(""));
        if (!digest.matches()) {
          throw new IOException("no SHA-256");
        }
        return Optional.of(new OllamaManifest(name, digest.group(1)));
      }
    }
    return Optional.empty();
  }

  /** {@code registry.ollama.ai/library/llama3.2/3b} is what Ollama calls {@code llama3.2:3b}. */
  private static String name(Path below) {
    int names = below.getNameCount();
    if (names < 2) {
      return below.toString();
    }
    int begin = names > 2 && below.getName(0).toString().equals(USUAL_HOST) ? 1 : 0;
    if (begin == 1 && names > 3 && below.getName(1).toString().equals(USUAL_OWNER)) {
      begin = 2;
    }
    StringBuilder name = new StringBuilder();
    for (int i = begin; i < names; i++) {
      name.append(i == begin ? "" : i == names - 1 ? ":" : "/").append(below.getName(i));
    }
    return name.toString();
  }
}
