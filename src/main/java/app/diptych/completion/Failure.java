package app.diptych.completion;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer did not complete: what happened, whether trying again can help, and what the user
 * can do.
 */
public sealed interface Failure {

  /** What happened, in one sentence. */
  String message();

  /** What the user can do, in one sentence. */
  String hint();

  /** Whether the same request may succeed when sent again. */
  boolean retryable();

  /** The name of the kind, as stored and printed: the type's own name. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /**
   * Whether a provider that had the request may charge for it although nothing came back: the call
   * was cut or stopped, and not refused.
   */
  default boolean mayBeCharged() {
    return switch (this) {
      case TimedOut _, ConnectionLost _, BrokenStream _, Cancelled _, Interrupted _ -> true;
      case Unauthorized _,
          ModelNotFound _,
          RateLimited _,
          Overloaded _,
          InvalidRequest _,
          ContextExceeded _,
          ProviderError _,
          OverBudget _,
          BreakerOpen _,
          EngineFault _ ->
          false;
    };
  }

  /** What happened and what to do, as running text; a gateway's own words may lack their stop. */
  default String sentences() {
    String said = message();
    boolean ended =
        !said.isEmpty() && ".!?\u2026\u3002".indexOf(said.charAt(said.length() - 1)) >= 0;
    return (ended ? said : said + ".") + " " + hint();
  }

  /** The key is missing, wrong or not allowed to do this (HTTP 401, 403). */
  record Unauthorized(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** No model of that name, or no file at that place (HTTP 404). */
  record ModelNotFound(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return false;
    }
  }

  /**
   * Too many requests (HTTP 429).
   *
   * @param retryAfter how long the provider asks to wait, when it says so
   */
  record RateLimited(String message, String hint, @Nullable Duration retryAfter)
      implements Failure {
    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** The provider is there but cannot serve now (HTTP 502, 503, 504, 529). */
  record Overloaded(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** The provider refused the request as it is (HTTP 400, 422 and kin). */
  record InvalidRequest(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return false;
    }
  }

  /**
   * The prompt and the room asked for its answer do not fit into the model's context.
   *
   * @param promptTokens tokens of the prompt, or null when the provider did not say
   * @param contextTokens tokens the context holds, or null when the provider did not say
   */
  record ContextExceeded(
      String message, String hint, @Nullable Integer promptTokens, @Nullable Integer contextTokens)
      implements Failure {
    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** Nothing arrived for longer than allowed. */
  record TimedOut(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** The connection could not be made, or was cut before the answer was complete. */
  record ConnectionLost(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** What arrived cannot be read as an answer. */
  record BrokenStream(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** The provider reported an error of its own (HTTP 500, or an error object inside the stream). */
  record ProviderError(String message, String hint, boolean retryable) implements Failure {}

  /** Sending would go over a budget. */
  record OverBudget(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return false;
    }
  }

  /** The provider failed often enough to be left alone for a while. */
  record BreakerOpen(String message, String hint) implements Failure {
    @Override
    public boolean retryable() {
      return true;
    }
  }

  /**
   * The engine that runs a local model could not load it, stopped or stopped answering.
   *
   * @param log the engine's last lines, oldest first
   */
  record EngineFault(String message, String hint, boolean retryable, List<String> log)
      implements Failure {
    public EngineFault {
      log = List.copyOf(log);
    }
  }

  /** The program ended while the answer was under way; found when the workspace is opened again. */
  record Interrupted() implements Failure {
    @Override
    public String message() {
      return "Diptych ended before this answer did.";
    }

    @Override
    public String hint() {
      return "What had arrived is kept. Run again for a whole answer.";
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }

  /** The user stopped it. */
  record Cancelled() implements Failure {
    @Override
    public String message() {
      return "Stopped.";
    }

    @Override
    public String hint() {
      return "Run again for a whole answer.";
    }

    @Override
    public boolean retryable() {
      return true;
    }
  }
}
