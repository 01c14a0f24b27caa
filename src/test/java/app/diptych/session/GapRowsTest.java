package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.diptych.report.PastAnswers;
import app.diptych.timing.Gaps;
import app.diptych.timing.Summary;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gaps of many answers are read from the deltas that were recorded. */
@Timeout(120)
class GapRowsTest {
  private static final int OF_A_SESSION = 120;
  private static final int GAPS = 39;

  @TempDir Path home;
  private OpenWorkspace open;

  @BeforeEach
  void open() throws Exception {
    open = new OpenWorkspace(home.resolve("w.db"));
  }

  @AfterEach
  void close() {
    open.close();
  }

  @Test
  void areThoseOfTheRecordedDeltas() throws Exception {
    // More answers than are read together.
    for (int i = 0; i < 5; i++) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(i)));
    }
    List<MeasuredAnswer> answers = answers();
    double[] samples = new double[0];
    for (MeasuredAnswer answer : answers) {
      long[] offsets =
          open.sessions().recording(answer.trial(), answer.side()).orElseThrow().offsets();
      double[] more = new double[offsets.length - 1];
      for (int i = 0; i < more.length; i++) {
        more[i] = (offsets[i + 1] - offsets[i]) / 1e6;
      }
      samples = DoubleStream.concat(DoubleStream.of(samples), DoubleStream.of(more)).toArray();
    }
    Summary exact = Summary.of(samples);

    List<MeasuredAnswer> shuffled = new ArrayList<>(answers);
    Collections.shuffle(shuffled, new Random(45));
    Gaps gaps = gaps(shuffled);

    assertThat(gaps.count()).isEqualTo(5L * OF_A_SESSION * GAPS).isEqualTo(exact.count());
    assertThat(gaps.unknown()).isZero();
    assertThat(gaps.wentBack()).isZero();
    assertThat(gaps.mean().orElseThrow()).isCloseTo(exact.mean().orElseThrow(), within(1e-9));
    assertThat(gaps.deviation().orElseThrow())
        .isCloseTo(exact.deviation().orElseThrow(), within(1e-6));
    for (double percent : new double[] {50, 99}) {
      double quantile = exact.quantile(percent).orElseThrow();
      assertThat(gaps.quantile(percent).orElseThrow()).isCloseTo(quantile, within(0.01 * quantile));
    }
    assertThat(gaps.deviation())
        .as("the order they are asked for in changes nothing")
        .isEqualTo(gaps(answers).deviation());
  }

  @Test
  void areThoseOfEachGroupWhateverElseIsAskedFor() throws Exception {
    for (int i = 0; i < 5; i++) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(i)));
    }
    List<MeasuredAnswer> all = answers();
    // The first is in both halves that are read at once, the last ones in one of them.
    List<List<MeasuredAnswer>> groups =
        List.of(
            all,
            List.of(),
            all.stream().filter(answer -> answer.side() == Side.A).toList(),
            all.subList(7, 8),
            all.subList(0, OF_A_SESSION));
    List<Gaps> gaps = open.workspace.gaps(groups);

    assertThat(gaps).hasSameSizeAs(groups);
    for (int i = 0; i < groups.size(); i++) {
      Gaps alone = gaps(groups.get(i));
      assertThat(gaps.get(i).count()).isEqualTo((long) groups.get(i).size() * GAPS);
      assertThat(gaps.get(i).answers()).isEqualTo(groups.get(i).size());
      assertThat(gaps.get(i).mean()).isEqualTo(alone.mean());
      assertThat(gaps.get(i).quantile(50)).isEqualTo(alone.quantile(50));
      double deviation = alone.deviation().orElse(0);
      assertThat(gaps.get(i).deviation().orElse(0)).isCloseTo(deviation, within(1e-9 * deviation));
    }
    assertThat(open.workspace.gaps(List.of())).isEmpty();
  }

  @Test
  void areOfReasoningAndAnswerTogether() throws Exception {
    // A thought and two words on one side, a thought and a word on the other.
    open.trial(open.session("Thoughts"), "Why?", "Light scatters.", "Dust.");
    Gaps gaps = gaps(answers());
    assertThat(gaps.count()).isEqualTo(3);
    assertThat(gaps.unknown()).isZero();
  }

  @Test
  void countsAnswersWhoseDeltasAreNotThereOrCannotBeRead() throws Exception {
    OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
    List<MeasuredAnswer> answers = answers();
    String one = " WHERE side = 'A' AND trial = (SELECT key FROM trial WHERE id = ?)";
    try (Connection connection = open.writerConnection()) {
      Sql.update(connection, "UPDATE side SET deltas = NULL" + one, "past-0-1");
      Sql.update(connection, "UPDATE side SET deltas = x'80'" + one, "past-0-2");
      Sql.update(connection, "UPDATE side SET sum = sum + 1" + one, "past-0-3");
      Sql.update(connection, "DELETE FROM side" + one, "past-0-4");
    }
    Gaps gaps = gaps(answers);
    assertThat(gaps.unknown()).isEqualTo(4);
    assertThat(gaps.answers()).isEqualTo(OF_A_SESSION - 4);
    assertThat(gaps.count()).isEqualTo((OF_A_SESSION - 4L) * GAPS);
    assertThat(gaps(List.of()).count()).isZero();
  }

  @Test
  void stopsWhenNobodyWantsThemAnyMore() throws Exception {
    List<MeasuredAnswer> answers = manyAnswers();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> gaps(answers)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(gaps(answers).count()).isEqualTo((long) answers.size() * GAPS);
  }

  @Test
  void saysWhatBrokeInEitherHalf() throws Exception {
    List<MeasuredAnswer> answers = manyAnswers();
    open.workspace.close();
    assertThatThrownBy(() -> gaps(answers)).isInstanceOf(WorkspaceException.class);
  }

  /** So many that each half of them is read. */
  private List<MeasuredAnswer> manyAnswers() throws Exception {
    for (int i = 0; i < 5; i++) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(i)));
    }
    List<MeasuredAnswer> answers = answers();
    assertThat(answers).hasSizeGreaterThan(500);
    return answers;
  }

  private Gaps gaps(List<MeasuredAnswer> answers) throws Exception {
    List<Gaps> gaps = open.workspace.gaps(List.of(answers));
    assertThat(gaps).hasSize(1);
    return gaps.getFirst();
  }

  private List<MeasuredAnswer> answers() throws WorkspaceException {
    return open.workspace.measurements(MeasureQuery.all()).answers();
  }
}
