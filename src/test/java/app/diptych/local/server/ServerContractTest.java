package app.diptych.local.server;

import app.diptych.completion.CompletionRequest;
import app.diptych.completion.Provider;
import app.diptych.completion.ProviderContract;
import app.diptych.local.server.FakeServer.Manner;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An engine that is a server keeps the same promises as a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerContractTest implements ProviderContract {
  @TempDir static Path folder;

  private @Nullable ServerProvider good;
  private @Nullable ServerProvider dying;
  private @Nullable ServerProvider endless;

  @AfterAll
  void unload() {
    for (ServerProvider provider : new ServerProvider[] {good, dying, endless}) {
      if (provider != null) {
        provider.close();
      }
    }
  }

  @Override
  public Provider answering() throws Exception {
    good = good == null ? Servers.fake(folder, Manner.GOOD) : good;
    return ready(good);
  }

  @Override
  public Provider failingMidway() throws Exception {
    dying = dying == null ? Servers.fake(folder, Manner.DIES_ANSWERING) : dying;
    return ready(dying);
  }

  @Override
  public Provider longRunning() throws Exception {
    endless = endless == null ? Servers.fake(folder, Manner.ENDLESS) : endless;
    return ready(endless);
  }

  @Override
  public CompletionRequest requestSaying(String prompt) {
    return Servers.ask(prompt);
  }

  private static ServerProvider ready(ServerProvider provider) throws InterruptedException {
    provider
        .prepare()
        .ifPresent(failure -> {
          throw new AssertionError(failure.toString());
        });
    return provider;
  }
}
