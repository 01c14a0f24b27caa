package app.diptych.ui.compare;

import app.diptych.trial.Answer;
import app.diptych.ui.replay.Track;

/**
 * Shows one side as it was at moments of its recording. Only what is new is appended, only what is
 * too much is taken away; the answer itself is left alone.
 */
final class SidePlayback {
  private final SideModel side;
  private final AnswerSink sink;
  private final Track track;
  private int text;
  private int reasoning;

  /**
   * @param side shows the whole answer of the track
   */
  SidePlayback(SideModel side, AnswerSink sink, Track track) {
    this.side = side;
    this.sink = sink;
    this.track = track;
    this.text = track.answer().text().length();
    this.reasoning = track.answer().reasoning().length();
  }

  void show(long nanos) {
    bring(track.text(nanos), track.reasoning(nanos));
    side.showMoment(track.isOver(nanos) ? null : Moment.of(track, nanos));
  }

  /** The whole answer again, unless the side has turned to another one. */
  void end() {
    if (side.isShown(track.answer())) {
      bring(track.answer().text().length(), track.answer().reasoning().length());
      side.showMoment(null);
    }
  }

  private void bring(int toText, int toReasoning) {
    Answer answer = track.answer();
    if (toReasoning > reasoning) {
      sink.appendReasoning(answer.reasoning().substring(reasoning, toReasoning));
    } else if (toReasoning < reasoning) {
      sink.cutReasoning(toReasoning);
    }
    if (toText > text) {
      sink.append(answer.text().substring(text, toText));
    } else if (toText < text) {
      sink.cut(toText);
    }
    text = toText;
    reasoning = toReasoning;
  }
}
