package app.diptych.app;

import app.diptych.cli.NotStarted;
import app.diptych.cost.Budget.Scope;
import app.diptych.cost.LedgerEntry;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.ModelNames;
import app.diptych.session.LedgerQuery;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a budget can be for: one of a name that is mistyped counts nothing, and nobody notices. */
record KnownScopes(GatewayBook gateways, Supplier<Optional<Workspace>> workspace) {
  /**
   * Why a budget for that may count nothing, in sentences; empty when it is known, and when nobody
   * can tell.
   */
  String doubt(Scope scope) {
    if (scope.kind() == Scope.Kind.ALL) {
      return "";
    }
    try {
      Set<String> known = known(scope);
      return known.contains(scope.of()) ? "" : nothing(scope) + near(scope.of(), known);
    } catch (WorkspaceException | NotStarted unreadable) {
      return "";
    }
  }

  private static String nothing(Scope scope) {
    return scope.kind() == Scope.Kind.GATEWAY
        ? "No gateway \"%s\" is known, so nothing counts for this budget.".formatted(scope.of())
        : "No session or request has the tag \"%s\" yet, so nothing counts for this budget."
            .formatted(scope.of());
  }

  private static String near(String name, Set<String> known) {
    List<String> nearest = ModelNames.nearest(name, known);
    return nearest.isEmpty() ? "" : " Did you mean " + String.join(" or ", nearest) + "?";
  }

  private Set<String> known(Scope scope) throws WorkspaceException {
    Set<String> known = new TreeSet<>();
    boolean tags = scope.kind() == Scope.Kind.TAG;
    if (!tags) {
      gateways.entries().forEach(entry -> known.add(entry.profile().id()));
    }
    Optional<Workspace> saved = workspace.get();
    if (saved.isPresent()) {
      if (tags) {
        known.addAll(saved.get().sessions().tags());
      }
      for (LedgerEntry entry : saved.get().ledger(LedgerQuery.all())) {
        if (tags) {
          known.addAll(entry.tags());
        } else if (entry.gateway() != null) {
          known.add(entry.gateway());
        }
      }
    }
    return known;
  }
}
