package app.diptych.ui.batch;

import app.diptych.batch.BatchSide;
import app.diptych.trial.Side;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/** Who answers a batch: the models that are on the two sides. JavaFX thread only. */
public interface BatchSides {

  /** The model that is on a side and can be asked; empty while there is none. */
  Optional<BatchSide> on(Side side);

  /** What is on a side, for people; changes when another is chosen, or when it is found. */
  ObservableValue<String> name(Side side);

  /**
   * Puts models on the sides, unless they are there.
   *
   * @param there called once both can be asked
   * @param missing told why not, in sentences
   */
  void put(Map<Side, String> models, Runnable there, Consumer<String> missing);

  /** Keeps everything else off the sides as long as models of this machine are asked. */
  void hold(boolean held);
}
