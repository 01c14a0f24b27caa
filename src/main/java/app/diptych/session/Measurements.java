package app.diptych.session;

import app.diptych.trial.MeasuredAnswer;
import java.util.List;

/**
 * What was measured of recorded answers.
 *
 * @param answers in the order their trials were recorded
 * @param copies how many more were left out, because they are copies of one that is there: the same
 *     request counts once, however often its session was duplicated
 */
public record Measurements(List<MeasuredAnswer> answers, int copies) {
  public static final Measurements NONE = new Measurements(List.of(), 0);

  public Measurements {
    answers = List.copyOf(answers);
  }
}
