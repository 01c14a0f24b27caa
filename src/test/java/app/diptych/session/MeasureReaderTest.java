package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.PastAnswers;
import app.diptych.trial.MeasuredAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two connections that read at once read the same as one. */
@Timeout(120)
class MeasureReaderTest {
  private static final int OF_A_SESSION = 120;

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
