package app.diptych.ui.settings;

import app.diptych.ui.settings.GatewayWatch.State;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * How one gateway does, looked at again whenever {@link #refresh} is called. JavaFX thread only.
 */
public final class HealthModel {
  private final GatewayWatch watch;
  private final ReadOnlyStringWrapper gateway = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable State> state = new ReadOnlyObjectWrapper<>(null);

  public HealthModel(GatewayWatch watch) {
    this.watch = watch;
  }

  /**
   * Shows that gateway from now on.
   *
   * @param id empty for none
   */
  public void show(String id) {
    gateway.set(id);
    refresh();
  }

  /** Looks again. */
  public void refresh() {
    state.set(find().orElse(null));
  }

  /** Which gateways are not asked now, in a few words; empty when all are. */
  public String trouble() {
    return watch.look().stream()
        .map(State::health)
        .filter(health -> health.until() != null)
        .map(health -> health.gateway() + " " + HealthWords.badge(health))
        .collect(Collectors.joining(", "));
  }

  /** Lets the next request ask the gateway, whatever happened before. */
  public void askAgain() {
    watch.reset(gateway.get());
    refresh();
  }

  /** Forgets how that gateway did: its address is another now, or it is gone. */
  void forget(String id) {
    watch.forget(id);
    refresh();
  }

  private Optional<State> find() {
    return watch.look().stream()
        .filter(one -> one.health().gateway().equals(gateway.get()))
        .findAny();
  }

  /** The id of the gateway that is shown, empty when none is. */
  public ReadOnlyStringProperty gatewayProperty() {
    return gateway.getReadOnlyProperty();
  }

  /** How it does; null when it was not asked since the program started. */
  public ReadOnlyObjectProperty<@Nullable State> stateProperty() {
    return state.getReadOnlyProperty();
  }
}
