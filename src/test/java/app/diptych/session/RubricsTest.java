package app.diptych.session;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.review.Rubric;
import app.diptych.review.Rubric.Criterion;
import app.diptych.review.Rubric.Scale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One's own rubrics, on a real file. */
@Timeout(60)
class RubricsTest {
  @TempDir Path home;

  @Test
  void eachChangeIsANewVersionAndTheOldOnesStay() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      Rubrics rubrics = new Rubrics(open.workspace);
      int bundled = rubrics.all().size();
      Rubric first = rubrics.numbered(rubric("Own", "Clear"));
      rubrics.keep(first).get();
      assertThat(rubrics.numbered(rubric("Own", "Clear"))).isEqualTo(first);
      Rubric second = rubrics.numbered(rubric("Own", "Clearer"));
      assertThat(second.version()).isEqualTo(2);
      rubrics.keep(second).get();
      rubrics.keep(second).get();
      assertThat(rubrics.all()).hasSize(bundled + 1).startsWith(second);
      assertThat(rubrics.versions()).containsExactly(first, second);
    }
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      Rubrics rubrics = new Rubrics(open.workspace);
      assertThat(rubrics.versions()).hasSize(2);
      List<Rubric> gone = rubrics.delete("Own");
      assertThat(rubrics.versions()).isEmpty();
      rubrics.bringBack(gone).get();
      assertThat(rubrics.versions()).hasSize(2);
    }
  }

  @Test
  void aChangedRubricOfTheProductIsOnesOwnNextVersion() throws Exception {
    try (OpenWorkspace open = new OpenWorkspace(home.resolve("workspace.db"))) {
      Rubrics rubrics = new Rubrics(open.workspace);
      Rubric bundled = BundledRubrics.all().getFirst();
      Rubric mine = rubrics.numbered(rubric(bundled.name(), "Mine"));
      assertThat(mine.version()).isEqualTo(bundled.version() + 1);
      rubrics.keep(mine).get();
      assertThat(rubrics.all()).contains(mine).doesNotContain(bundled);
      rubrics.delete(bundled.name());
      assertThat(rubrics.all()).contains(bundled);
    }
  }

  private static Rubric rubric(String name, String criterion) {
    return new Rubric(
        name, 1, List.of(new Criterion(criterion, Scale.THREE, List.of(), true, true)));
  }
}
