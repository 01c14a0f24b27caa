package app.diptych.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.FinishReason;
import app.diptych.review.Vote;
import app.diptych.session.SavedSession;
import app.diptych.session.SavedSession.Whole;
import app.diptych.session.SavedTrial;
import app.diptych.session.SessionSummary;
import app.diptych.session.WholeFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session goes into a bundle and comes back as it was; what is damaged never comes back wrong.
 */
@Timeout(120)
class BundleTest {
  @TempDir Path folder;

  @Test
  void givesBackEverythingThatWasWritten() throws Exception {
    for (long seed = 0; seed < 300; seed++) {
      List<SavedSession> sessions = new RandomSessions(seed).sessions();
      Path file = write(sessions);
      Imported imported = Exchange.read(file);
      assertThat(imported.format()).isEqualTo(Format.BUNDLE);
      assertThat(imported.losses()).as("seed " + seed).isEmpty();
      assertThat(imported.sessions()).as("seed " + seed).isEqualTo(sessions);
    }
  }

  @Test
  void keepsHalfAnEmoji() throws Exception {
    SavedSession session = renamed(new RandomSessions(1).session(), "half \ud83d emoji \ude00");
    assertThat(Exchange.read(write(List.of(session))).sessions()).containsExactly(session);
  }

  @Test
  void readsLinesInAnyOrder() throws Exception {
    for (long seed = 0; seed < 50; seed++) {
      List<SavedSession> sessions = new RandomSessions(seed).sessions();
      List<String> lines = lines(write(sessions));
      Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
      Imported imported = read(lines);
      assertThat(imported.losses()).isEmpty();
      assertThat(imported.sessions().stream().map(BundleTest::votesInOrder))
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(
              sessions.stream().map(BundleTest::votesInOrder).toList());
    }
  }

  @Test
  void takesALineThatIsThereTwiceOnceAndSaysSo() throws Exception {
    List<SavedSession> sessions = full();
    List<String> lines = lines(write(sessions));
    for (int i = 1; i < lines.size() - 1; i++) {
      List<String> doubled = new ArrayList<>(lines);
      doubled.add(i, lines.get(i));
      Imported imported = read(doubled);
      assertThat(imported.sessions()).isEqualTo(sessions);
      assertThat(imported.losses()).extracting(Loss::what).contains("lines that are there twice");
    }
  }

  @Test
  void readsFilesThatWereJoined() throws Exception {
    List<SavedSession> first = full();
    List<SavedSession> second = List.of(new RandomSessions(99).session());
    List<String> lines = lines(write(first));
    lines.addAll(lines(write(second)));
    Imported imported = read(lines);
    assertThat(imported.losses()).isEmpty();
    assertThat(imported.sessions()).containsExactly(first.getFirst(), second.getFirst());
  }

  @Test
  void survivesOtherLineEndsAndAByteOrderMark() throws Exception {
    List<SavedSession> sessions = full();
    String text = "\uFEFF" + String.join("\r\n", lines(write(sessions)));
    Path file = Files.writeString(folder.resolve("windows.txt"), text);
    Imported imported = Exchange.read(file);
    assertThat(imported.sessions()).isEqualTo(sessions);
    assertThat(imported.losses()).isEmpty();
  }

  @Test
  void takesOnlyWhatIsWholeWhereverTheFileIsTornOff() throws Exception {
    List<SavedSession> sessions = full();
    Map<Object, Object> known = parts(sessions);
    byte[] bytes = Files.readAllBytes(write(sessions));
    for (int length = 0; length < bytes.length; length++) {
      assertNothingIsWrong(Arrays.copyOf(bytes, length), known, sessions, length);
    }
  }

  @Test
  void neverTakesAValueThatWasFlipped() throws Exception {
    List<SavedSession> sessions = full();
    Map<Object, Object> known = parts(sessions);
    byte[] bytes = Files.readAllBytes(write(sessions));
    for (int at = 0; at < bytes.length; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      assertNothingIsWrong(flipped, known, sessions, at);
    }
  }

  @Test
  void saysWhatIsMissingWhenALineIsGone() throws Exception {
    List<SavedSession> sessions = full();
    List<String> lines = lines(write(sessions));
    for (int gone = 1; gone < lines.size(); gone++) {
      List<String> rest = new ArrayList<>(lines);
      rest.remove(gone);
      Imported imported = read(rest);
      assertThat(imported.losses()).as("line " + gone).isNotEmpty();
      assertOnlyKnown(imported, parts(sessions), "line " + gone);
    }
  }

  @Test
  void rescuesTrialsWhoseSessionIsLost() throws Exception {
    List<SavedSession> sessions = full();
    List<String> lines = lines(write(sessions));
    lines.remove(1);
    SavedSession rescued = read(lines).sessions().getFirst();
    assertThat(rescued.trials()).isEqualTo(sessions.getFirst().trials());
    assertThat(rescued.summary().id()).isEqualTo(sessions.getFirst().summary().id());
  }

  @Test
  void refusesANewerVersionInOneSentence() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("new.jsonl"), "{\"diptych\":2,\"minor\":0}\n{\"kind\":7}\n");
    assertThatThrownBy(() -> Exchange.read(file))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("newer version of Diptych")
        .hasMessageContaining("Update");
  }

  @Test
  void leavesOutWhatANewerMinorVersionAddedAndSaysSo() throws Exception {
    List<SavedSession> sessions = full();
    List<String> lines =
        new ArrayList<>(lines(write(sessions)).stream().map(BundleTest::unchecked).toList());
    lines.replaceAll(
        line -> line.replace("{\"kind\":\"trial\"", "{\"kind\":\"trial\",\"mood\":{\"a\":1}"));
    lines.replaceAll(line -> line.replace("\"sampling\":{", "\"sampling\":{\"topK\":40,"));
    lines.add(2, "{\"kind\":\"weather\",\"rain\":true}");
    lines.removeLast();
    lines.add("{\"kind\":\"end\",\"lines\":" + lines.size() + "}");
    Imported imported = read(lines);
    assertThat(imported.sessions()).isEqualTo(sessions);
    assertThat(imported.losses())
        .extracting(Loss::what)
        .containsExactlyInAnyOrder(
            "the field trial.mood",
            "the field side.request.sampling.topK",
            "lines of an unknown kind");
  }

  @Test
  void readsABundleWrittenByHandWithoutChecks() throws Exception {
    Imported imported =
        read(
            List.of(
                "{\"diptych\":1}",
                "{\"kind\":\"session\",\"id\":\"s1\",\"title\":\"By hand\",\"createdAt\":\"2026-01-01T00:00:00Z\","
                    + "\"changedAt\":\"2026-01-01T00:00:00Z\"}",
                "{\"kind\":\"trial\",\"id\":\"t1\",\"session\":\"s1\",\"number\":1,\"startedAt\":\"2026-01-01T00:00:00Z\","
                    + "\"prompt\":\"Hi\"}",
                "{\"kind\":\"side\",\"trial\":\"t1\",\"side\":\"A\",\"model\":\"m\",\"text\":\"Hello\",\"state\":\"finished\","
                    + "\"finishReason\":\"stop\",\"request\":{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}}"));
    SavedTrial trial = imported.sessions().getFirst().trials().getFirst().trial();
    assertThat(trial.answers().values()).singleElement().extracting("text").isEqualTo("Hello");
    assertThat(imported.losses()).extracting(Loss::what).containsExactly("the end of the file");
  }

  @Test
  void doesNotTakeAnAnswerWhoseStateContradictsItsEnd() throws Exception {
    List<String> lines = lines(write(full())).stream().map(BundleTest::unchecked).toList();
    List<String> lying =
        lines.stream()
            .map(line -> line.replace("\"finishReason\":\"stop\"", "\"finishReason\":null"))
            .toList();
    assertThat(lying).isNotEqualTo(lines);
    Imported imported = read(lying);
    assertThat(imported.losses())
        .filteredOn(loss -> loss.what().equals("lines that cannot be understood"))
        .singleElement()
        .extracting(Loss::why)
        .asString()
        .contains("contradicts");
  }

  @Test
  void givesHostileIdsNewOnes() throws Exception {
    List<String> hostile =
        List.of(
            "../../etc/passwd",
            "..\\\\..\\\\x",
            "/etc/passwd",
            "C:\\\\x",
            "a/b",
            "a#b",
            "",
            " ",
            ".",
            "-rf",
            "a\\nb",
            "\\u0000",
            "\\u202e",
            "x".repeat(200));
    for (String id : hostile) {
      List<String> lines =
          lines(write(full())).stream()
              .map(BundleTest::unchecked)
              .map(line ->
                  line.replaceAll(
                      "\"(id|session|trial|parent)\":\"[^\"]+\"",
                      "\"$1\":\"" + id.replace("\\", "\\\\") + "$1\""))
              .map(line ->
                  line.replace(id + "trial\"", id + "id\"").replace(id + "parent\"", id + "id\""))
              .toList();
      for (SavedSession session : read(lines).sessions()) {
        assertThat(session.summary().id()).as(id).matches("[A-Za-z0-9._-]+");
        for (Whole whole : session.trials()) {
          assertThat(whole.trial().id()).as(id).matches("[A-Za-z0-9._-]+").doesNotContain("..");
          assertThat(whole.trial().session()).isEqualTo(session.summary().id());
        }
      }
    }
  }

  @Test
  void refusesAFileOfFourGigabytesBeforeItReadsIt() throws Exception {
    Path file = folder.resolve("large.diptych.jsonl");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write("{\"diptych\":1}\n".getBytes(StandardCharsets.UTF_8));
      sparse.setLength(4L << 30);
    }
    assertThatThrownBy(() -> Exchange.read(file))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("4,096 MB")
        .hasMessageContaining("Split it");
  }

  @Test
  void boundsWhatALineCanCost() throws Exception {
    String deep = "[".repeat(65) + "]".repeat(65);
    String many = "[" + "1,".repeat(8_000_001) + "1]";
    String number = "1".repeat(101);
    String name = "{\"" + "n".repeat(5000) + "\":1}";
    for (String value : List.of(deep, many, number, name)) {
      List<String> lines = lines(write(full())).stream().map(BundleTest::unchecked).toList();
      List<String> more = new ArrayList<>(lines);
      more.add(1, "{\"kind\":\"session\",\"x\":" + value + "}");
      Imported imported = read(more);
      assertThat(imported.losses()).extracting(Loss::what).contains("damaged lines");
      assertThat(imported.sessions()).isEqualTo(full());
    }
  }

  @Test
  void refusesALineWithoutEnd() throws Exception {
    Path file = folder.resolve("endless.diptych.jsonl");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write("{\"diptych\":1}\n".getBytes(StandardCharsets.UTF_8));
      sparse.setLength(100L << 20);
    }
    assertThatThrownBy(() -> Exchange.read(file)).hasMessageContaining("a line of more than 64 MB");
  }

  @Test
  void isNotBegunWhereItIsKnownNotToFit() throws Exception {
    List<SavedSession> sessions = full();
    Exchange.Preview preview = Exchange.preview(Format.BUNDLE, sessions, Redaction.NONE);
    Path target = folder.resolve("out.jsonl");
    Exchange.write(Format.BUNDLE, sessions, target, Redaction.NONE, preview.bytes());
    assertThat(target).hasSize(preview.bytes());
    Path none = folder.resolve("none.jsonl");
    assertThatThrownBy(
            () -> Exchange.write(Format.BUNDLE, sessions, none, Redaction.NONE, Long.MAX_VALUE - 1))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("none.jsonl was not written: it needs ")
        .hasMessageContaining("MB are free there: make room first. Choose another place");
    assertThat(none).doesNotExist();
  }

  @Test
  void leavesTheFileThatWasThereWhenWritingFails() throws Exception {
    Path target = Files.writeString(folder.resolve("kept.txt"), "before");
    assertThatThrownBy(() ->
            WholeFile.write(
                target,
                out -> {
                  out.write("half");
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(IOException.class);
    assertThat(Files.readString(target)).isEqualTo("before");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void replacesWhatALinkLeadsTo() throws Exception {
    Path real = Files.writeString(folder.resolve("real.jsonl"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), real);
    Exchange.write(Format.BUNDLE, full(), link, Redaction.NONE);
    assertThat(link).isSymbolicLink();
    assertThat(Exchange.read(real).sessions()).isEqualTo(full());
  }

  /** What is taken is as it was written, and what is missing is told. */
  private void assertNothingIsWrong(
      byte[] bytes, Map<Object, Object> known, List<SavedSession> sessions, int at)
      throws IOException {
    Path file = Files.write(folder.resolve("damaged.diptych.jsonl"), bytes);
    Imported imported;
    try {
      imported = Exchange.read(file, Format.BUNDLE);
    } catch (ExchangeException refused) {
      assertThat(refused.sentence()).endsWith(".");
      return;
    }
    assertOnlyKnown(imported, known, "at " + at);
    if (imported.losses().isEmpty()) {
      assertThat(imported.sessions()).as("at " + at).isEqualTo(sessions);
    }
  }

  private static void assertOnlyKnown(Imported imported, Map<Object, Object> known, String where) {
    for (SavedSession session : imported.sessions()) {
      for (Whole whole : session.trials()) {
        SavedTrial trial = whole.trial();
        SavedTrial original = (SavedTrial) known.get(trial.id());
        assertThat(original).as(where).isNotNull();
        assertThat(trial.prompt()).as(where).isEqualTo(original.prompt());
        assertThat(original.answers()).as(where).containsAllEntriesOf(trial.answers());
        whole
            .recordings()
            .forEach((side, recording) ->
                assertThat(known.get(trial.id() + side)).as(where).isEqualTo(recording));
        whole.votes().forEach(vote -> assertThat(known).as(where).containsKey(vote));
      }
    }
  }

  private static Map<Object, Object> parts(List<SavedSession> sessions) {
    Map<Object, Object> parts = new HashMap<>();
    for (SavedSession session : sessions) {
      for (Whole whole : session.trials()) {
        parts.put(whole.trial().id(), whole.trial());
        whole
            .recordings()
            .forEach((side, recording) -> parts.put(whole.trial().id() + side, recording));
        whole.votes().forEach(vote -> parts.put(vote, vote));
      }
    }
    return parts;
  }

  /** A small session with something of everything. */
  private static List<SavedSession> full() {
    return FULL;
  }

  private static final List<SavedSession> FULL =
      List.of(
          LongStream.range(0, 20_000)
              .mapToObj(seed -> new RandomSessions(seed).session())
              .filter(BundleTest::isRich)
              .min(Comparator.comparingInt(session -> session.toString().length()))
              .orElseThrow());

  private static boolean isRich(SavedSession session) {
    return session.trials().size() == 2
        && session.trials().get(1).trial().parent() != null
        && session.summary().votes().total() > 1
        && session.summary().failures() > 0
        && session.trials().stream().allMatch(whole -> whole.recordings().size() == 2)
        && session.trials().stream()
                .flatMap(whole -> whole.trial().answers().values().stream())
                .filter(answer -> FinishReason.STOP.equals(answer.finishReason()))
                .count()
            == 1;
  }

  private static SavedSession votesInOrder(SavedSession session) {
    return new SavedSession(
        session.summary(),
        session.trials().stream()
            .map(whole ->
                new Whole(
                    whole.trial(),
                    whole.recordings(),
                    whole.votes().stream().sorted(Comparator.comparing(Vote::rater)).toList()))
            .toList());
  }

  private static SavedSession renamed(SavedSession session, String title) {
    var old = session.summary();
    return new SavedSession(
        new SessionSummary(
            old.id(),
            title,
            old.notes(),
            old.createdAt(),
            old.changedAt(),
            old.pinned(),
            old.archived(),
            old.deleted(),
            old.madeFrom(),
            old.trials(),
            old.failures(),
            old.votes(),
            old.models(),
            old.tags()),
        session.trials());
  }

  /** The line as another program would have written it. */
  private static String unchecked(String line) {
    return line.replaceAll(",\"check\":\"[0-9a-f]{8}\"}$", "}");
  }

  private Path write(List<SavedSession> sessions) throws ExchangeException {
    Path file = folder.resolve("session.diptych.jsonl");
    assertThat(Exchange.write(Format.BUNDLE, sessions, file, Redaction.NONE)).isEmpty();
    return file;
  }

  private static List<String> lines(Path file) throws IOException {
    return new ArrayList<>(List.of(Files.readString(file).split("\n")));
  }

  private Imported read(List<String> lines) throws Exception {
    return Exchange.read(
        Files.writeString(folder.resolve("edited.diptych.jsonl"), String.join("\n", lines) + "\n"));
  }
}
