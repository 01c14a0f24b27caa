package app.diptych.gateway;

import app.diptych.completion.Call;
import app.diptych.completion.CompletionEvent.Failed;
import app.diptych.completion.CompletionRequest;
import app.diptych.completion.CompletionSink;
import app.diptych.completion.Failure;
import app.diptych.completion.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that helps with a misspelt model: it fails before anything is sent when the gateway's
 * list is known and has no such model, and when the gateway says so itself, it adds the nearest
 * names.
 */
public final class SpellingProvider implements Provider {
  private final Provider inner;
  private final GatewayProfile profile;
  private final @Nullable ApiKey key;
  private final String model;
  private final ModelLists lists;

  /**
   * @param model as the user names it, after the gateway's id
   */
  public SpellingProvider(
      Provider inner,
      GatewayProfile profile,
      @Nullable ApiKey key,
      String model,
      ModelLists lists) {
    this.inner = inner;
    this.profile = profile;
    this.key = key;
    this.model = model;
    this.lists = lists;
  }

  @Override
  public Optional<Failure> prepare() throws InterruptedException {
    Optional<Failure> doubt = lists.doubtAbout(profile, model);
    return doubt.isPresent() ? doubt : inner.prepare();
  }

  @Override
  public Call start(CompletionRequest request, CompletionSink sink) {
    return inner.start(
        request,
        (event, at) -> {
          boolean unknown =
              event instanceof Failed(Failure failure) && failure instanceof Failure.ModelNotFound;
          sink.accept(unknown ? helped((Failed) event) : event, at);
        });
  }

  /** The list is asked for only now, when the answer has failed already. */
  private Failed helped(Failed failed) {
    return switch (lists.aside(profile, key)) {
      case ModelListing.Models listed when !listed.ids().isEmpty() ->
          new Failed(
              new Failure.ModelNotFound(
                  failed.failure().message(), ModelLists.hint(profile, model, listed.ids())));
      case ModelListing.Models _, ModelListing.Unavailable _ -> failed;
    };
  }
}
