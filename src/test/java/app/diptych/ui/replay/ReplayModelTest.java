package app.diptych.ui.replay;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.trial.RecordedAnswer;
import app.diptych.trial.Recording;
import app.diptych.trial.Recording.Piece;
import app.diptych.trial.Recordings;
import app.diptych.trial.Side;
import app.diptych.trial.SteppedClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayModelTest {
  private static final long MILLI = 1_000_000;

  private final SteppedClock clock = new SteppedClock();
  private final ReplayModel model = new ReplayModel(clock);

  @Test
  void bothSidesShareOneAxisThatEndsWithTheLater() {
    model.load(List.of(track(Side.A, 100, 400), track(Side.B, 50, 4_100)));
    assertThat(model.axis()).isEqualTo(4_100 * MILLI);
    assertThat(model.positionProperty().get()).isZero();
    model.seek(60_000 * MILLI);
    assertThat(model.positionProperty().get()).isEqualTo(4_100 * MILLI);
    model.seek(-1);
    assertThat(model.positionProperty().get()).isZero();
  }

  @Test
  void playsAsFastAsTheRecordingAndStopsAtItsEnd() {
    model.load(List.of(track(Side.A, 100, 2_000)));
    model.play();
    pass(500);
    assertThat(millis()).isEqualTo(500);
    pass(1_400);
    assertThat(millis()).isEqualTo(1_900);
    assertThat(model.playingProperty().get()).isTrue();
    pass(400);
    assertThat(millis()).isEqualTo(2_000);
    assertThat(model.playingProperty().get()).isFalse();
    model.play();
    assertThat(millis()).isZero();
    assertThat(model.playingProperty().get()).isTrue();
  }

  @Test
  void aChangeOfSpeedWhilePlayingKeepsThePlace() {
    model.load(List.of(track(Side.A, 100, 100_000)));
    model.play();
    double expected = 0;
    Random random = new Random(20261124);
    for (int i = 0; i < 200; i++) {
      double speed = ReplayModel.SPEEDS.get(random.nextInt(ReplayModel.SPEEDS.size()));
      model.setSpeed(speed);
      assertThat((double) millis()).isCloseTo(expected, org.assertj.core.data.Offset.offset(1.0));
      int wait = random.nextInt(200);
      // Some of it passes between two pulses, and the change comes in the middle.
      clock.rest(wait * MILLI);
      if (random.nextBoolean()) {
        model.pulse();
      }
      expected = Math.min(100_000, expected + wait * speed);
    }
  }

  @Test
  void stopsAndGoesOnWhereItWas() {
    model.load(List.of(track(Side.A, 100, 2_000)));
    model.play();
    pass(300);
    model.pause();
    pass(700);
    assertThat(millis()).isEqualTo(300);
    model.toggle();
    pass(200);
    assertThat(millis()).isEqualTo(500);
    model.seek(1_000 * MILLI);
    pass(100);
    assertThat(millis()).isEqualTo(1_100);
  }

  @Test
  void fasterAndSlowerStayWithinTheSpeedsThereAre() {
    model.load(List.of(track(Side.A, 100, 2_000)));
    for (int i = 0; i < 9; i++) {
      model.faster();
    }
    assertThat(model.speedProperty().get()).isEqualTo(8);
    for (int i = 0; i < 9; i++) {
      model.slower();
    }
    assertThat(model.speedProperty().get()).isEqualTo(0.25);
  }

  @Test
  void stepsLandOnRoundMoments() {
    model.load(List.of(track(Side.A, 100, 4_100)));
    model.step(1);
    assertThat(millis()).isEqualTo(100);
    model.seek(1_934 * MILLI);
    model.step(1);
    assertThat(millis()).isEqualTo(2_000);
    model.step(-1);
    assertThat(millis()).isEqualTo(1_900);
    model.toEnd();
    model.step(1);
    assertThat(millis()).isEqualTo(4_100);
    model.toStart();
    model.step(-1);
    assertThat(millis()).isZero();
  }

  @Test
  void doesNothingWhenNothingIsReplayed() {
    model.play();
    model.step(3);
    pass(100);
    assertThat(model.playingProperty().get()).isFalse();
    assertThat(model.standing()).isEmpty();
    model.load(List.of(track(Side.A, 0, 0)));
    model.play();
    pass(5);
    assertThat(model.playingProperty().get()).isFalse();
    model.clear();
    assertThat(model.tracksProperty().get()).isEmpty();
  }

  @Test
  void aTrackKnowsWhatHadComeAtAnyMoment() {
    Random random = new Random(20261125);
    for (int round = 0; round < 60; round++) {
      List<Piece> pieces = new ArrayList<>();
      long at = 0;
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        at += random.nextLong(3) * 20 * MILLI;
        pieces.add(
            new Piece(at, random.nextInt(4) == 0, random.nextBoolean() ? "\ud83d\ude00x" : "ab "));
      }
      RecordedAnswer recorded = Recordings.finished(pieces);
      Track track = Track.of(Side.A, recorded.answer(), Recordings.recording(pieces)).orElseThrow();
      for (int probe = 0; probe < 40; probe++) {
        long moment = random.nextLong(at + 40 * MILLI) / (10 * MILLI) * (10 * MILLI);
        String text = said(pieces, moment, false);
        assertThat(recorded.answer().text().substring(0, track.text(moment))).isEqualTo(text);
        assertThat(recorded.answer().reasoning().substring(0, track.reasoning(moment)))
            .isEqualTo(said(pieces, moment, true));
        assertThat(track.characters(moment)).isEqualTo(text.codePointCount(0, text.length()));
      }
    }
  }

  @Test
  void aDamagedRecordingHasNoTrackOrOneThatStaysInOrder() {
    RecordedAnswer recorded = Recordings.finished(List.of(Recordings.text(1, "abc")));
    Recording longer =
        Recording.of(new long[] {1, 2}, new int[] {3, 4}, new boolean[] {false, false});
    assertThat(Track.of(Side.A, recorded.answer(), longer)).isEmpty();
    assertThat(Track.of(Side.A, recorded.answer(), Recording.EMPTY)).isEmpty();
    Recording wild =
        Recording.of(
            new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 7},
            new int[] {1, 1, 1},
            new boolean[] {false, false, false});
    Track track = Track.of(Side.A, recorded.answer(), wild).orElseThrow();
    model.load(List.of(track));
    model.toEnd();
    model.step(1);
    assertThat(track.text(model.positionProperty().get())).isEqualTo(3);
    model.toStart();
    assertThat(track.text(0)).isZero();
  }

  @Test
  void saysWhoWasAheadAtAMoment() {
    Track a =
        track(
            Side.A,
            List.of(
                Recordings.thought(100, "Let me think."),
                Recordings.text(1_000, "x".repeat(20)),
                Recordings.text(3_000, "y".repeat(180))));
    Track b = track(Side.B, List.of(Recordings.text(500, "z".repeat(57))));
    model.load(List.of(a, b));
    assertThat(at(0)).isEqualTo("0.00 s: no answer yet");
    assertThat(at(200)).isEqualTo("0.20 s: no answer yet \u00b7 A is reasoning");
    // The usage tells 11 tokens, 2 of them reasoning.
    assertThat(at(500))
        .isEqualTo(
            "0.50 s: B ahead by 57 characters, ~0 to 9 tokens \u00b7 A is reasoning \u00b7 B has"
                + " ended");
    assertThat(at(2_000))
        .isEqualTo("2.00 s: B ahead by 37 characters, ~5 to 9 tokens \u00b7 B has ended");
    assertThat(at(3_000)).isEqualTo("3.00 s: B ended first, at 0.50 s \u00b7 9 to 9 tokens");
    model.load(List.of(b));
    assertThat(at(500)).isEqualTo("0.500 s: B has 57 characters, 9 tokens");
    model.load(List.of(track(Side.A, 10, 20), track(Side.B, 10, 20)));
    assertThat(at(10)).isEqualTo("0.010 s: level at 1 character, ~5 to ~5 tokens");
  }

  @Test
  void aFailedSideEndsWithItsLastWord() {
    List<Piece> pieces = List.of(Recordings.text(100, "half"));
    Track track =
        Track.of(
                Side.A,
                Recordings.failed(pieces, new Failure.Interrupted()).answer(),
                Recordings.recording(pieces))
            .orElseThrow();
    assertThat(track.isOver(99 * MILLI)).isFalse();
    assertThat(track.isOver(100 * MILLI)).isTrue();
  }

  @Test
  void writesMomentsAsExactlyAsTheAxisAsksFor() {
    assertThat(TimeText.of(42 * MILLI, 90 * MILLI)).isEqualTo("0.042 s");
    assertThat(TimeText.of(2_040 * MILLI, 4_100 * MILLI)).isEqualTo("2.04 s");
    assertThat(TimeText.of(21_440 * MILLI, 30_000 * MILLI)).isEqualTo("21.4 s");
    assertThat(TimeText.of(59_960 * MILLI, 90_000 * MILLI)).isEqualTo("1:00.0");
    assertThat(TimeText.of(81_400 * MILLI, 90_000 * MILLI)).isEqualTo("1:21.4");
    assertThat(TimeText.mark(0, 500 * MILLI)).isEqualTo("0");
    assertThat(TimeText.mark(40 * MILLI, 20 * MILLI)).isEqualTo("40 ms");
    assertThat(TimeText.mark(1_500 * MILLI, 500 * MILLI)).isEqualTo("1.5 s");
    assertThat(TimeText.mark(90_000 * MILLI, 10_000 * MILLI)).isEqualTo("1:30");
    assertThat(TimeText.roundStep(82e6)).isEqualTo(100 * MILLI);
    assertThat(TimeText.roundStep(1.0)).isEqualTo(MILLI);
    assertThat(TimeText.roundStep(9e18)).isPositive();
  }

  private String at(long millis) {
    model.seek(millis * MILLI);
    return model.time() + ": " + model.standing();
  }

  private void pass(long millis) {
    clock.rest(millis * MILLI);
    model.pulse();
  }

  private long millis() {
    return model.positionProperty().get() / MILLI;
  }

  private static Track track(Side side, double first, double last) {
    return track(side, List.of(Recordings.text(first, "a"), Recordings.text(last, "b")));
  }

  private static Track track(Side side, List<Piece> pieces) {
    return Track.of(side, Recordings.finished(pieces).answer(), Recordings.recording(pieces))
        .orElseThrow();
  }

  private static String said(List<Piece> pieces, long moment, boolean reasoning) {
    StringBuilder said = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.offsetNanos() <= moment && piece.reasoning() == reasoning) {
        said.append(piece.text());
      }
    }
    return said.toString();
  }
}
