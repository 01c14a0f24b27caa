package app.diptych.app;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model at a gateway, asked the way that leads to it when a request gets ready: a key, a limit or
 * a policy that was changed since it was picked counts from the next request on.
 */
final class GatewayModel implements Provider {
  private final String name;
  private final Supplier<Resolved> way;
  private volatile @Nullable Ready ready;

  /** Where the way leads. */
  sealed interface Resolved {}

  /**
   * To a provider.
   *
   * @param model what the gateway calls the model
   */
  record Ready(Provider provider, String model) implements Resolved {}

  /** Nowhere, because the gateway is gone or cannot be asked. */
  record Refused(Failure failure) implements Resolved {}

  /**
   * @param name as the user names the model
   * @param way asked for each request
   */
  GatewayModel(String name, Supplier<Resolved> way) {
    this.name = name;
    this.way = way;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    return switch (way.get()) {
      case Ready found -> {
        ready = found;
        yield found.provider().prepare();
      }
      case Refused refused -> Optional.of(refused.failure());
    };
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    Ready found = ready;
    if (found == null) {
      throw new IllegalStateException(name + " was not made ready");
    }
    return found.provider().start(request.of(found.model()), sink);
  }
}
