package app.diptych.secret;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The keyring of the operating system. It is opened when it is first needed, and whatever it does
 * is given up after a while: a keyring that hangs must not hang Diptych. Thread-safe.
 */
public final class KeyringVault implements KeyVault {
  /** To open it, nobody has to type anything. */
  private static final Duration OPENING = Duration.ofSeconds(8);

  /** Somebody may have to unlock it first. */
  private static final Duration UNLOCKING = Duration.ofSeconds(45);

  private static final String NO_ANSWER = "The keyring gave no answer";

  private final Keyring.Opener opener;
  private final ExecutorService workers;
  private final Duration opening;
  private final Duration unlocking;
  private @Nullable Keyring keyring;
  private @Nullable String missing;

  /**
   * The one of this machine.
   *
   * @param workers the threads on which the keyring is waited for
   */
  public KeyringVault(ExecutorService workers) {
    this(SystemKeyring::open, workers, OPENING, UNLOCKING);
  }

  KeyringVault(
      Keyring.Opener opener, ExecutorService workers, Duration opening, Duration unlocking) {
    this.opener = opener;
    this.workers = workers;
    this.opening = opening;
    this.unlocking = unlocking;
  }

  @Override
  public void store(KeyName name, char[] key) throws KeyVaultException {
    Keyring open = open();
    // A copy: when the keyring is given up, the caller's may be zeroed while it is still read.
    char[] copy = key.clone();
    within(
        unlocking,
        () -> {
          try {
            open.put(name.account(), copy);
          } finally {
            Arrays.fill(copy, '\0');
          }
          return true;
        });
  }

  @Override
  public Optional<char[]> load(KeyName name) throws KeyVaultException {
    Keyring open = open();
    return within(unlocking, () -> open.get(name.account()));
  }

  @Override
  public void delete(KeyName name) throws KeyVaultException {
    Keyring open = open();
    within(
        unlocking,
        () -> {
          open.remove(name.account());
          return true;
        });
  }

  @Override
  public State state() {
    try {
      return new Ready(open().where());
    } catch (KeyVaultException none) {
      return new Missing(String.valueOf(none.getMessage()));
    }
  }

  private synchronized Keyring open() throws KeyVaultException {
    if (keyring != null) {
      return keyring;
    }
    if (missing == null) {
      try {
        Keyring opened = within(opening, opener::open);
        keyring = opened;
        return opened;
      } catch (KeyVaultException none) {
        missing =
            "There is no keyring to use here" + (isHung(none) ? ": it gives no answer." : ".");
      }
    }
    throw new KeyVaultException(missing);
  }

  private static boolean isHung(KeyVaultException why) {
    return String.valueOf(why.getMessage()).startsWith(NO_ANSWER);
  }

  private <T> T within(Duration patience, Callable<T> work) throws KeyVaultException {
    Future<T> future;
    try {
      future = workers.submit(work);
    } catch (RejectedExecutionException closing) {
      throw new KeyVaultException("Diptych is closing.");
    }
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      future.cancel(true);
      throw new KeyVaultException(
          NO_ANSWER + " within " + patience.toSeconds() + " s: unlock it and try again.");
    } catch (ExecutionException failed) {
      // Its message is not quoted: nobody knows what a keyring writes into it.
      throw new KeyVaultException("The keyring refused: unlock it and try again.");
    } catch (InterruptedException stopped) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new KeyVaultException("The keyring was not waited for.");
    }
  }
}
