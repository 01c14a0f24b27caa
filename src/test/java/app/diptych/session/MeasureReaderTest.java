package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.PastAnswers;
import app.diptych.timing.HourWindow;
import app.diptych.trial.MeasuredAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connections that read at once read the same as one. */
@Timeout(120)
class MeasureReaderTest {
  private static final int OF_A_SESSION = 120;
  private static final String COUNT = "SELECT count(*) FROM measurement";

  @TempDir Path home;

  @Test
  void halvesComeTogetherInOrderAndWithoutCopies() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("w.db"))) {
      for (int i = 0; i < 3; i++) {
        OpenWorkspace.done(open.sessions().add(PastAnswers.session(i)));
      }
      OpenWorkspace.done(open.sessions().duplicate("past-0", "copy", "Copy"));
      OpenWorkspace.done(open.sessions().tag("past-1", List.of("night")));
      Measurements whole = open.workspace.measurements(MeasureQuery.all());
      assertThat(whole.answers()).hasSize(3 * OF_A_SESSION);
      assertThat(whole.copies()).isEqualTo(OF_A_SESSION);

      try (Readers readers = new Readers(new Database(home.resolve("w.db")))) {
        MeasureReader halves = new MeasureReader(readers, 1);
        assertThat(halves.read(MeasureQuery.all())).usingRecursiveComparison().isEqualTo(whole);
        for (MeasureQuery query :
            List.of(
                new MeasureQuery(List.of("past-2"), null, null, null, null),
                new MeasureQuery(List.of(), "night", null, null, null),
                new MeasureQuery(List.of(), null, "demo/base", null, null),
                new MeasureQuery(
                    List.of(), null, null, null, null, hourOf(whole.answers().getFirst())),
                new MeasureQuery(
                    List.of(), null, null, whole.answers().get(200).startedAt(), null))) {
          Measurements found = halves.read(query);
          assertThat(found.answers()).isNotEmpty();
          assertThat(found)
              .usingRecursiveComparison()
              .isEqualTo(open.workspace.measurements(query));
        }
      }
    }
  }

  /** The hour of the day in which it was sent. */
  private static HourWindow hourOf(MeasuredAnswer answer) {
    int hour = answer.sentAt().atZone(ZoneOffset.UTC).getHour();
    return HourWindow.of(hour + "-" + (hour + 1));
  }

  @Test
  void takesOnlyAnswersOfThePartOfTheDayThatIsAskedFor() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("w.db"))) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
      List<MeasuredAnswer> all = open.workspace.measurements(MeasureQuery.all()).answers();
      HourWindow hour = hourOf(all.getFirst());
      assertThat(
              open.workspace
                  .measurements(new MeasureQuery(List.of(), null, null, null, null, hour))
                  .answers())
          .isNotEmpty()
          .hasSizeLessThanOrEqualTo(all.size())
          .allMatch(answer -> hour.holds(answer.sentAt()))
          .hasSize((int) all.stream().filter(answer -> hour.holds(answer.sentAt())).count());
    }
  }

  @Test
  void seesOneStateOfTheFileWhileItIsWritten() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("w.db"));
        Readers readers = new Readers(new Database(home.resolve("w.db")))) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
      MeasureReader halves = new MeasureReader(readers, 1);
      CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
      for (int i = 1; i <= 12; i++) {
        last = open.sessions().add(PastAnswers.session(i));
        // Sessions before the middle come and go as well.
        if (i % 2 == 0) {
          last = open.sessions().delete("past-" + (i - 2));
        }
      }
      boolean written;
      do {
        written = last.isDone();
        assertThat(sizes(halves.read(MeasureQuery.all())).values())
            .as("a session is there with all its answers, or not at all")
            .containsOnly((long) OF_A_SESSION);
      } while (!written);
      OpenWorkspace.done(last);
      assertThat(sizes(halves.read(MeasureQuery.all()))).hasSize(7);
    }
  }

  @Test
  void halvesThatHaveBegunSeeNothingOfWhatIsWrittenAfterThat() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("w.db"));
        Readers readers = new Readers(new Database(home.resolve("w.db")));
        Connection other = open.writerConnection()) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
      // Each half is written into before it reads, whichever of them comes first.
      Readers.Query<Long> half =
          connection -> {
            synchronized (other) {
              Sql.update(
                  other,
                  "DELETE FROM measurement WHERE trial = (SELECT max(trial) FROM measurement)");
            }
            return Sql.number(connection, COUNT);
          };

      assertThat(readers.readAtOnce(List.of(half, half)))
          .as("both are of the state they began with, and need not be read again")
          .contains(List.of((long) OF_A_SESSION, (long) OF_A_SESSION));

      Long left = readers.read(connection -> Sql.number(connection, COUNT));
      assertThat(left).isEqualTo(OF_A_SESSION - 4);
    }
  }

  @Test
  void halvesAreNotOfOneStateWhenItIsWrittenWheneverTheyBegin() throws Exception {
    Path file = home.resolve("w.db");
    try (OpenWorkspace open = new OpenWorkspace(file);
        Readers readers = new Readers(new Database(file));
        Connection other = open.writerConnection()) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
      AtomicInteger asked = new AtomicInteger();
      Readers.Query<Integer> half = _ -> asked.incrementAndGet();
      List<Readers.Query<Integer>> halves =
          new AbstractList<>() {
            @Override
            public Readers.Query<Integer> get(int index) {
              return half;
            }

            // Asked for before each of them begins.
            @Override
            public int size() {
              write(other);
              return 2;
            }
          };

      assertThat(readers.readAtOnce(halves)).isEmpty();
      assertThat(asked).hasValue(0);
      assertThat(sizes(new MeasureReader(readers, 1).read(MeasureQuery.all())))
          .containsOnly(Map.entry("past-0", (long) OF_A_SESSION));
    }
  }

  private static void write(Connection other) {
    try {
      Sql.update(other, "UPDATE session SET title = title || 'x'");
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** A connection that was given back while it is still read would be read by two. */
  @Test
  void bothHalvesEndBeforeAFaultOfOneIsTold() throws Exception {
    Path file = home.resolve("w.db");
    try (OpenWorkspace open = new OpenWorkspace(file);
        Readers readers = new Readers(new Database(file))) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
      AssertionError fault = new AssertionError("a fault of the program");
      AtomicInteger ended = new AtomicInteger();
      Readers.Query<Integer> broken =
          _ -> {
            throw fault;
          };
      Readers.Query<Integer> good =
          connection -> {
            Sql.number(connection, COUNT);
            return ended.incrementAndGet();
          };
      assertThatThrownBy(() -> readers.readAtOnce(List.of(broken, good, good))).isSameAs(fault);
      assertThat(ended).hasValue(2);
      Long left = readers.read(connection -> Sql.number(connection, COUNT));
      assertThat(left).isEqualTo(OF_A_SESSION);
    }
  }

  @Test
  void saysThatAHalfCannotBeRead() throws Exception {
    Path file = home.resolve("w.db");
    try (OpenWorkspace open = new OpenWorkspace(file);
        Readers readers = new Readers(new Database(file))) {
      OpenWorkspace.done(open.sessions().add(PastAnswers.session(0)));
      MeasureReader halves = new MeasureReader(readers, 1);
      assertThat(halves.read(MeasureQuery.all()).answers()).hasSize(OF_A_SESSION);
      try (var connection = open.writerConnection()) {
        Sql.update(
            connection,
            "UPDATE measurement SET facts = x'07' WHERE trial = (SELECT max(trial) FROM measurement)");
      }
      assertThatThrownBy(() -> halves.read(MeasureQuery.all()))
          .isInstanceOf(WorkspaceException.class);
    }
    assertThat(Files.exists(file)).isTrue();
  }

  private static Map<String, Long> sizes(Measurements found) {
    return found.answers().stream()
        .collect(Collectors.groupingBy(MeasuredAnswer::session, Collectors.counting()));
  }
}
