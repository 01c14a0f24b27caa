package app.diptych.guard.policy;

import app.diptych.guard.policy.Finding.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds where a policy contradicts itself, or what is known of its gateways. */
public final class PolicyCheck {
  private final FallbackPolicy policy;
  private final List<Finding> findings = new ArrayList<>();

  private PolicyCheck(FallbackPolicy policy) {
    this.policy = policy;
  }

  /** What there is to say, the worst first. */
  public static List<Finding> of(FallbackPolicy policy) {
    PolicyCheck check = new PolicyCheck(policy);
    check.routes();
    check.conditions();
    check.fields();
    check.findings.addAll(EvidenceCheck.of(policy));
    check.findings.addAll(RecordCheck.of(policy));
    return check.findings.stream().sorted((a, b) -> a.level().compareTo(b.level())).toList();
  }

  private void routes() {
    RouteSpec primary = policy.primary();
    RouteSpec fallback = policy.fallback();
    boolean samePlace =
        primary.baseUrl() != null
            && fallback.baseUrl() != null
            && place(primary.baseUrl()).equals(place(fallback.baseUrl()));
    if (samePlace || GatewayName.same(primary.provider(), fallback.provider())) {
      contradiction(
          "same-gateway",
          "The fallback %s is the same gateway as the primary %s: when one is down, so is the other."
              .formatted(fallback.name(), primary.name()));
    }
    for (RouteSpec route : List.of(primary, fallback)) {
      if (route.baseUrl() != null && isOpen(route.baseUrl())) {
        doubt(
            "plain-http",
            "%s is asked over plain http at %s, where anybody on the way can read the key: use https."
                .formatted(route.name(), route.baseUrl()));
      }
    }
  }

  private void conditions() {
    if (policy.triggers().isEmpty()) {
      contradiction(
          "no-condition",
          "There is no condition in \"trigger_conditions\", so only failures in a row and a refused"
              + " key leave "
              + policy.primary().provider()
              + ".");
    }
    for (Trigger trigger : policy.triggers()) {
      condition(trigger);
    }
    for (Metric metric : Metric.values()) {
      long same = policy.triggers().stream().filter(t -> t.metric() == metric).count();
      if (same > 1) {
        doubt(
            "twice",
            "%d conditions are about the %s: the strictest holds.".formatted(same, metric.words()));
      }
    }
    long times = policy.triggers().stream().filter(t -> !t.metric().isShare()).count();
    if (times > 1) {
      doubt(
          "two-times",
          "%d conditions are about a time: only one of them is watched.".formatted(times));
    }
  }

  private void condition(Trigger trigger) {
    String primary = policy.primary().provider();
    if (!GatewayName.same(trigger.provider(), primary)) {
      contradiction(
          "other-gateway",
          "The condition \"%s\" is about %s and not about the primary %s, so it never holds."
              .formatted(trigger.text(), trigger.provider(), primary));
    }
    if (!trigger.pointsTheRightWay()) {
      contradiction(
          "wrong-way",
          "The condition \"%s\" holds as long as %s is well: write %s."
              .formatted(trigger.text(), primary, trigger.above() ? "<" : ">"));
    }
    double value = trigger.value().doubleValue();
    boolean inRange =
        switch (trigger.metric()) {
          case ERROR_RATE -> value >= 0 && value < 1;
          case AVAILABILITY -> value > 0 && value <= 1;
          case LATENCY_P95, TTFT_P95, E2E_P95 -> value > 0;
        };
    if (!inRange) {
      contradiction(
          "out-of-range",
          "The condition \"%s\" can never make sense: %s"
              .formatted(
                  trigger.text(),
                  trigger.metric().isShare()
                      ? "a share lies between 0 % and 100 %."
                      : "a time is longer than nothing."));
    }
    if (trigger.metric() == Metric.LATENCY_P95) {
      note(
          "which-time",
          "The condition \"%s\" does not say which time it means; it is read as the time to first"
                  .formatted(trigger.text())
              + " token. Write ttft_p95 or e2e_p95.");
    }
  }

  private void fields() {
    for (String field : policy.unknownFields()) {
      String name = field.toLowerCase(Locale.ROOT);
      if (name.contains("key") || name.contains("token") || name.contains("secret")) {
        contradiction(
            "key-in-file",
            "The field \""
                + field
                + "\" is not read: a key never belongs into a policy. Take it out, and change the key"
                + " if others could see the file.");
      } else {
        doubt("unknown-field", "The field \"" + field + "\" is not known, so it does nothing.");
      }
    }
  }

  private static String place(String url) {
    URI uri = uri(url);
    return uri == null || uri.getHost() == null
        ? url.strip()
        : (uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
  }

  private static boolean isOpen(String url) {
    URI uri = uri(url);
    if (uri == null || uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return !host.equals("localhost") && !host.startsWith("127.") && !host.equals("[::1]");
  }

  private static @Nullable URI uri(String url) {
    try {
      return URI.create(url.strip());
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private void contradiction(String rule, String sentence) {
    findings.add(new Finding(Level.CONTRADICTION, rule, sentence));
  }

  private void doubt(String rule, String sentence) {
    findings.add(new Finding(Level.DOUBT, rule, sentence));
  }

  private void note(String rule, String sentence) {
    findings.add(new Finding(Level.NOTE, rule, sentence));
  }
}
