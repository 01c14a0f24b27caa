package app.diptych.local.download;

import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Downloads models into one folder. Names without an address are looked for on Hugging Face, or at
 * the hub that {@code HF_ENDPOINT} names, with the token in {@code HF_TOKEN} when there is one.
 */
public final class Downloads {
  private static final String USUAL_HUB = "https://huggingface.co";
  private static final Pattern SHA = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int DEPTH = 4;
  private static final int MOST_UNFINISHED = 200;

  private final Path folder;
  private final Map<String, String> environment;
  private final NanoClock clock;
  private final Disk disk;
  private final IntFunction<Duration> pauses;

  /**
   * @param folder made when needed
   */
  public Downloads(Path folder, Map<String, String> environment, NanoClock clock) {
    this(folder, environment, clock, Disk.REAL, Downloads::usualPause);
  }

  Downloads(
      Path folder,
      Map<String, String> environment,
      NanoClock clock,
      Disk disk,
      IntFunction<Duration> pauses) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.disk = disk;
    this.pauses = pauses;
  }

  private static Duration usualPause(int tries) {
    return Duration.ofSeconds(1L << Math.min(tries - 1, 5));
  }

  /** Where models are downloaded to. */
  public Path folder() {
    return folder;
  }

  /**
   * Prepares a download; nothing is asked yet.
   *
   * @param typed {@code OWNER/REPO:QUANT}, {@code OWNER/REPO:FILE} or an https address
   * @param sha256 what the file has to be; null when the user does not know
   * @throws IllegalArgumentException when it names nothing, with a sentence
   */
  public Download of(String typed, @Nullable String sha256) {
    String hash = sha256 == null || sha256.isBlank() ? null : sha256.strip();
    if (hash != null && !SHA.matcher(hash).matches()) {
      throw new IllegalArgumentException(
          "A SHA-256 has 64 digits from 0 to f: \"" + hash + "\" has not.");
    }
    String promised = hash == null ? null : hash.toLowerCase(Locale.ROOT);
    HttpUrl hub = hub();
    ModelAddress address = ModelAddress.parse(typed, hub);
    return new Download(
        address.toString(),
        web -> plan(address, hub, web, promised),
        new Web(Web.CLIENT, token(hub)),
        disk,
        pauses,
        clock);
  }

  private Download.Plan plan(
      ModelAddress address, HttpUrl endpoint, Web web, @Nullable String promised)
      throws IOException {
    return switch (address) {
      case ModelAddress.Web found -> {
        Path file =
            folder
                .resolve(found.url().host().replaceAll("[^A-Za-z0-9._-]", "_"))
                .resolve(ModelAddress.fileName(found.url().pathSegments().getLast()));
        yield new Download.Plan(
            List.of(new Target(found.url(), found.toString(), file, -1, promised)), "");
      }
      case ModelAddress.Hub named -> {
        Hub hub = new Hub(endpoint);
        List<Target> targets = hub.targets(named, web, folder);
        yield new Download.Plan(promised(targets, promised), hub.page(named));
      }
    };
  }

  private static List<Target> promised(List<Target> targets, @Nullable String promised)
      throws DownloadFault {
    if (promised == null) {
      return targets;
    }
    Target first = targets.getFirst();
    if (targets.size() > 1) {
      throw new DownloadFault(
          "This model has %d files, and one SHA-256 was given.".formatted(targets.size()),
          "Leave it out: each file is checked against what the hub says.",
          DownloadFault.Then.KEEP);
    }
    if (first.sha256() != null && !first.sha256().equals(promised)) {
      throw new DownloadFault(
          "The hub has another file there: its SHA-256 is %s.".formatted(first.sha256()),
          "Ask who gave you the SHA-256, or leave it out.",
          DownloadFault.Then.KEEP);
    }
    return List.of(new Target(first.url(), first.address(), first.file(), first.size(), promised));
  }

  private HttpUrl hub() {
    String named = environment.getOrDefault("HF_ENDPOINT", "").strip();
    HttpUrl url = HttpUrl.parse(named.isEmpty() ? USUAL_HUB : named);
    if (url == null || !Origins.isAllowed(url, true)) {
      throw new IllegalArgumentException(
          "HF_ENDPOINT names no https address: correct it, or take it out of the environment.");
    }
    return url;
  }

  private @Nullable HubToken token(HttpUrl hub) {
    String token = environment.getOrDefault("HF_TOKEN", "").strip();
    return token.isEmpty() ? null : new HubToken(token, hub);
  }

  /** Downloads that were stopped and can go on. */
  public List<Unfinished> unfinished() {
    List<Unfinished> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      files
          .filter(file -> file.toString().endsWith(".gguf.part.json"))
          .limit(MOST_UNFINISHED)
          .sorted()
          .forEach(beside -> add(beside, all));
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return all;
    }
    return all;
  }

  private static void add(Path beside, List<Unfinished> all) {
    String name = String.valueOf(beside.getFileName());
    Path file = beside.resolveSibling(name.substring(0, name.length() - ".part.json".length()));
    Sidecar.read(beside)
        .ifPresent(sidecar -> {
          try {
            long done = Files.size(Sidecar.part(file));
            all.add(new Unfinished(sidecar.address(), file, done, sidecar.size()));
          } catch (IOException gone) {
            // Then nothing is left that could go on.
          }
        });
  }

  /**
   * Throws away what came of a download.
   *
   * @throws IOException when it cannot be deleted
   */
  public void discard(Unfinished unfinished) throws IOException {
    Files.deleteIfExists(Sidecar.part(unfinished.file()));
    Files.deleteIfExists(Sidecar.beside(unfinished.file()));
  }
}
