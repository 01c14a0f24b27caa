package app.diptych.local.shelf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where other programs keep their models on each platform (read 2026-11-26): llama.cpp's
 * fs_get_cache_directory in common.cpp; LM Studio's home folder and the pointer file beside it;
 * Ollama's envconfig and its Linux service; huggingface_hub's constants.py.
 */
public final class CachePlaces {
  private static final int LONGEST_POINTER = 4096;

  private final Map<String, String> environment;
  private final String system;
  private final Path user;

  /**
   * @param system the platform's name, as in the property {@code os.name}
   * @param user the user's home folder
   */
  public CachePlaces(Map<String, String> environment, String system, Path user) {
    this.environment = Map.copyOf(environment);
    this.system = system.toLowerCase(Locale.ROOT);
    this.user = user;
  }

  /** Every place there may be one, whether or not it is there; nothing is made. */
  public List<ShelfPlace> all() {
    Set<ShelfPlace> places = new LinkedHashSet<>();
    places.add(new ShelfPlace(ShelfSource.LLAMA_CPP, llamaCpp()));
    lmStudioHome()
        .ifPresent(
            home -> places.add(new ShelfPlace(ShelfSource.LM_STUDIO, home.resolve("models"))));
    places.add(new ShelfPlace(ShelfSource.LM_STUDIO, user.resolve(".lmstudio").resolve("models")));
    places.add(
        new ShelfPlace(
            ShelfSource.LM_STUDIO, user.resolve(".cache").resolve("lm-studio").resolve("models")));
    named("OLLAMA_MODELS").ifPresent(own -> places.add(new ShelfPlace(ShelfSource.OLLAMA, own)));
    places.add(new ShelfPlace(ShelfSource.OLLAMA, user.resolve(".ollama").resolve("models")));
    if (!isWindows() && !isMac()) {
      places.add(new ShelfPlace(ShelfSource.OLLAMA, Path.of("/usr/share/ollama/.ollama/models")));
    }
    places.add(new ShelfPlace(ShelfSource.HUGGING_FACE, huggingFace()));
    return List.copyOf(places);
  }

  private Path llamaCpp() {
    Optional<Path> own = named("LLAMA_CACHE");
    if (own.isPresent()) {
      return own.get();
    }
    if (isWindows()) {
      return named("LOCALAPPDATA")
          .orElse(user.resolve("AppData").resolve("Local"))
          .resolve("llama.cpp");
    }
    if (isMac()) {
      return user.resolve("Library").resolve("Caches").resolve("llama.cpp");
    }
    return named("XDG_CACHE_HOME").orElse(user.resolve(".cache")).resolve("llama.cpp");
  }

  /** LM Studio leaves a note where its folder went when the user moved it. */
  private Optional<Path> lmStudioHome() {
    Path pointer = user.resolve(".lmstudio-home-pointer");
    try {
      if (!Files.isRegularFile(pointer) || Files.size(pointer) > LONGEST_POINTER) {
        return Optional.empty();
      }
      return path(Files.readString(pointer, StandardCharsets.UTF_8).strip());
    } catch (IOException | SecurityException unreadable) {
      return Optional.empty();
    }
  }

  private Path huggingFace() {
    return named("HF_HUB_CACHE")
        .or(() -> named("HUGGINGFACE_HUB_CACHE"))
        .or(() -> named("HF_HOME").map(home -> home.resolve("hub")))
        .orElseGet(() ->
            named("XDG_CACHE_HOME")
                .orElse(user.resolve(".cache"))
                .resolve("huggingface")
                .resolve("hub"));
  }

  private Optional<Path> named(String variable) {
    return path(environment.getOrDefault(variable, "").strip());
  }

  private Optional<Path> path(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = text.startsWith("~/") ? user.resolve(text.substring(2)) : Path.of(text);
      return Optional.of(path.toAbsolutePath().normalize());
    } catch (InvalidPathException nonsense) {
      return Optional.empty();
    }
  }

  private boolean isWindows() {
    return system.startsWith("windows");
  }

  private boolean isMac() {
    return system.startsWith("mac");
  }
}
