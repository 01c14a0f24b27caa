package app.diptych.app;

import app.diptych.app.GatewayList.Gateway;
import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import app.diptych.completion.Failure;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.GatewayTimeouts;
import app.diptych.gateway.ModelListing;
import app.diptych.gateway.ModelLists;
import app.diptych.gateway.Turns;
import app.diptych.timing.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Asks gateways for their models, all at once, and says what came. */
final class GatewayCheck {
  /** Short, because somebody sits and waits for the slowest of them. */
  private static final GatewayTimeouts LIMITS =
      new GatewayTimeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(8));

  private final ModelLists lists;
  private final ExecutorService workers;

  GatewayCheck(GatewayHttp http, Turns turns, NanoClock clock, ExecutorService workers) {
    this.lists = new ModelLists(http.with(LIMITS), turns, clock);
    this.workers = workers;
  }

  /** One finding for each, in their order. */
  List<Finding> askAll(List<Gateway> gateways) {
    List<Callable<Finding>> questions =
        gateways.stream().<Callable<Finding>>map(gateway -> () -> ask(gateway)).toList();
    List<Finding> findings = new ArrayList<>();
    try {
      for (Future<Finding> answer : workers.invokeAll(questions)) {
        findings.add(answer.get());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException fault) {
      throw new IllegalStateException("A gateway could not be asked", fault);
    }
    return findings;
  }

  private Finding ask(Gateway gateway) {
    Failure problem = gateway.problem();
    if (problem != null) {
      return finding(gateway, Level.MISSING, "not asked. " + problem.message(), problem.hint());
    }
    return switch (lists.refresh(gateway.profile(), gateway.key())) {
      case ModelListing.Models listed -> finding(gateway, Level.OK, count(listed.ids().size()), "");
      case ModelListing.Unavailable refused -> refused(gateway, refused.failure());
    };
  }

  private static Finding refused(Gateway gateway, Failure failure) {
    return gateway.key() == null && failure instanceof Failure.Unauthorized
        ? finding(
            gateway,
            Level.MISSING,
            failure.message(),
            "Put its key into the environment variable "
                + GatewayList.variable(gateway.profile())
                + ".")
        : finding(gateway, Level.FAILED, failure.message(), failure.hint());
  }

  private static Finding finding(Gateway gateway, Level level, String came, String advice) {
    String key = gateway.key() == null ? ", no key: " : ", with a key: ";
    return new Finding(
        "Gateway " + gateway.profile().id(),
        level,
        gateway.profile().baseUrl() + key + came,
        advice);
  }

  private static String count(int models) {
    return models == 1 ? "lists 1 model" : "lists " + models + " models";
  }
}
