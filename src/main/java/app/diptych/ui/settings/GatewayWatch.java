package app.diptych.ui.settings;

import app.diptych.guard.Health;
import app.diptych.guard.LimitUse;
import java.util.List;

/** How the gateways do, as far as this program has asked them. Quick enough for a frame. */
public interface GatewayWatch {
  /** Nobody was asked. */
  GatewayWatch NONE =
      new GatewayWatch() {
        @Override
        public List<State> look() {
          return List.of();
        }

        @Override
        public void reset(String gateway) {}

        @Override
        public void forget(String gateway) {}
      };

  /** How one gateway does, and how much of its limits is used. */
  record State(Health health, LimitUse use) {}

  /** Every gateway that was asked since the program started, by name. */
  List<State> look();

  /** Forgets why a gateway is left alone, so that the next request asks it. */
  void reset(String gateway);

  /** Forgets how a gateway did, because there is another one at its address, or none any more. */
  void forget(String gateway);
}
