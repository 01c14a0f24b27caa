package app.diptych.local.server;

import static org.junit.jupiter.api.Assumptions.abort;

import app.diptych.completion.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The llama-server of this machine, for tests that compare with it. */
public final class RealServer {
  private static final Path BUILT = Path.of("target", "peers", "llama/build/bin/llama-server");
  private static @Nullable ServerBuild known;

  private RealServer() {}

  /**
   * The one that is named, on the path or built by packaging/llama-server.sh; skips the test aloud
   * when there is none.
   */
  public static Path program() {
    Optional<Path> named =
        Stream.of(System.getProperty(ServerPlaces.VARIABLE), System.getenv(ServerPlaces.VARIABLE))
            .filter(name -> name != null && !name.isBlank())
            .map(Path::of)
            .findFirst();
    Optional<Path> found =
        named
            .or(() -> new ServerPlaces(System.getenv()).first())
            .or(() -> Optional.of(BUILT).filter(Files::isExecutable));
    if (found.isEmpty()) {
      System.out.println(
          "NOT TESTED: llama-server as an engine. Name one with DIPTYCH_LLAMA_SERVER, or run"
              + " packaging/llama-server.sh target/peers/llama");
      return abort("llama-server is not there");
    }
    return found.get().toAbsolutePath();
  }

  static synchronized ServerBuild build() throws InterruptedException {
    if (known == null) {
      known = Servers.build(program());
    }
    return known;
  }

  static <T extends Provider> T ready(T provider) throws InterruptedException {
    provider
        .prepare()
        .ifPresent(failure -> {
          throw new AssertionError(failure.toString());
        });
    return provider;
  }
}
