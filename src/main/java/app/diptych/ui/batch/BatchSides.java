package app.diptych.ui.batch;

import app.diptych.batch.BatchSide;
import app.diptych.trial.Side;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;

/**
 * Who answers a batch: the models that are on the two sides, and others beside them. JavaFX thread
 * only.
 */
public interface BatchSides {

  /** The model that is on a side and can be asked; empty while there is none. */
  Optional<BatchSide> on(Side side);

  /** What is on a side, for people; changes when another is chosen, or when it is found. */
  ObservableValue<String> name(Side side);

  /**
   * Who would answer for the name of a model; the sides stay as they are. A model of a gateway can
   * be asked at once, one of this machine once it is on a side. May take a moment, on any thread.
   *
   * @throws IllegalArgumentException when the name is nobody's, with what to do
   */
  BatchSide beside(String model);

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
