package app.diptych.app;

import app.diptych.completion.Failure;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.Turns;
import app.diptych.guard.Errand;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets lists of models and checks queue where the completions of the same gateway do. */
final class GatewayTurns implements Turns {
  private final Guards guards;

  GatewayTurns(Guards guards) {
    this.guards = guards;
  }

  @Override
  public Turn of(GatewayProfile profile, long tokens, Consumer<Duration> told) {
    Errand errand = new Errand(guards.limitOf(profile), tokens, told);
    return new Turn() {
      @Override
      public @Nullable Duration await(Duration longest) throws InterruptedException {
        return errand.await(longest);
      }

      @Override
      public void cancel() {
        errand.cancel();
      }

      @Override
      public void end(@Nullable Failure failure) {
        errand.end(failure);
      }
    };
  }

  @Override
  public boolean aside(GatewayProfile profile) {
    return guards.limitOf(profile).takeAside();
  }
}
