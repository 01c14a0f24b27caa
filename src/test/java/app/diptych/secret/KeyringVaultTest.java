package app.diptych.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.diptych.secret.KeyVault.Missing;
import app.diptych.secret.KeyVault.Ready;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeyringVaultTest {
  private static final KeyName NAME = new KeyName("sheep", "https://api.example.com");
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ExecutorService workers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon(true).factory());
  private final Map<String, String> kept = new HashMap<>();
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void stop() {
    never.countDown();
    workers.shutdownNow();
  }

  @Test
  void keepsAKeyForItsOriginOnly() throws KeyVaultException {
    KeyVault vault = vault(this::ring, LONG);
    vault.store(NAME, "sk-1".toCharArray());

    assertThat(vault.state()).isEqualTo(new Ready("a ring"));
    assertThat(vault.load(NAME).map(String::new)).contains("sk-1");
    assertThat(vault.load(new KeyName("sheep", "https://api.example.org"))).isEmpty();
    vault.delete(NAME);
    assertThat(vault.load(NAME)).isEmpty();
  }

  @Test
  void saysWhenThereIsNoneAndAsksOnlyOnce() {
    AtomicInteger asked = new AtomicInteger();
    KeyVault vault =
        vault(
            () -> {
              asked.incrementAndGet();
              throw new UnsatisfiedLinkError("no canary here");
            },
            LONG);

    assertThat(vault.state())
        .isInstanceOfSatisfying(
            Missing.class, missing -> assertThat(missing.why()).doesNotContain("canary"));
    assertThatExceptionOfType(KeyVaultException.class).isThrownBy(() -> vault.load(NAME));
    assertThat(asked).hasValue(1);
  }

  @Test
  void givesUpAKeyringThatHangsWhileItOpens() {
    KeyVault vault =
        vault(
            () -> {
              never.await();
              return ring();
            },
            Duration.ofMillis(50));

    assertThat(vault.state())
        .isInstanceOfSatisfying(
            Missing.class, missing -> assertThat(missing.why()).contains("gives no answer"));
  }

  @Test
  void givesUpAKeyringThatNobodyUnlocks() {
    KeyVault vault =
        new KeyringVault(
            () ->
                new Ring() {
                  @Override
                  public Optional<char[]> get(String account) throws InterruptedException {
                    never.await();
                    return Optional.empty();
                  }
                },
            workers,
            LONG,
            Duration.ofMillis(50));

    assertThatExceptionOfType(KeyVaultException.class)
        .isThrownBy(() -> vault.load(NAME))
        .withMessageContaining("unlock it");
  }

  /**
   * The one of this machine, which in a bare container is not there; either way it must not hang.
   */
  @Test
  void asksTheRealKeyringWithoutHanging() {
    assertThat(new KeyringVault(workers).state()).isNotNull();
  }

  @Test
  void forgetsWhatWasInMemory() {
    MemoryVault memory = new MemoryVault();
    memory.store(NAME, "sk-1".toCharArray());
    assertThat(memory.load(NAME).map(String::new)).contains("sk-1");
    memory.close();
    assertThat(memory.load(NAME)).isEmpty();
  }

  private KeyVault vault(Keyring.Opener opener, Duration opening) {
    return new KeyringVault(opener, workers, opening, LONG);
  }

  private Keyring ring() {
    return new Ring();
  }

  private class Ring implements Keyring {
    @Override
    public String where() {
      return "a ring";
    }

    @Override
    public Optional<char[]> get(String account) throws Exception {
      return Optional.ofNullable(kept.get(account)).map(String::toCharArray);
    }

    @Override
    public void put(String account, char[] key) {
      kept.put(account, new String(key));
    }

    @Override
    public void remove(String account) {
      kept.remove(account);
    }
  }
}
