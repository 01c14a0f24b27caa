package app.diptych.trial;

/** When the sides of a trial are asked. */
public enum Order {
  /** At the same instant. Two models of one machine then share it. */
  TOGETHER,
  /**
   * One after the other, each with the whole machine and a clock that starts once its model is
   * loaded. Where both do not fit, one is unloaded to make room for the other.
   */
  IN_TURN
}
