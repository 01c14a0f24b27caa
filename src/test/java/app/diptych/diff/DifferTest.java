package app.diptych.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for any two answers, and how they look beside each other. */
class DifferTest {
  private static final Differ DIFFER = new Differ();
  private static final int SEEDS = 2_000;

  @Test
  void marksOnlyTheWordsThatDiffer() {
    Diff diff = words("The quick brown fox jumps.", "The quick red fox jumps high.");
    assertThat(marked(diff, Row::a)).containsExactly("brown");
    assertThat(marked(diff, Row::b)).containsExactly("red", "high");
    assertThat(diff.differences()).isEqualTo(2);
    // 5 of A's 6 words have a partner among B's 7.
    assertThat(diff.similarity()).isEqualTo(2.0 * 5 / 13);
    assertThat(diff.percentSame()).isEqualTo(77);
  }

  @Test
  void seesNoDifferenceInHowLinesAreBroken() {
    Diff diff = words("one two three four", "one two\n  three\tfour\n");
    assertThat(diff.differences()).isZero();
    assertThat(diff.percentSame()).isEqualTo(100);
  }

  @Test
  void putsLinesThatShareTheMostWordsBesideEachOther() {
    Diff diff =
        words("Intro of A\n\nKeep one pending task.\n", "Keep one task pending.\n\nOutro of B\n");
    assertThat(beside(diff, "Keep one pending task.")).isEqualTo("Keep one task pending.");
    assertThat(diff.rows().getFirst().kind()).isEqualTo(Row.Kind.ONLY_A);
    assertThat(diff.rows().getLast().kind()).isEqualTo(Row.Kind.ONLY_B);
  }

  @Test
  void callsALineChangedWhenSomeOfItStandsInALineBesideAnother() {
    Diff diff = words("good for focus, bad for company", "good for focus\n\n- bad for company");
    assertThat(diff.rows().stream().map(Row::kind))
        .containsExactly(Row.Kind.CHANGED, Row.Kind.SAME, Row.Kind.CHANGED);
  }

  @Test
  void takesACommaBetweenTwoRewrittenPassagesForChance() {
    Diff diff = words("alpha beta gamma, delta epsilon", "one two three, four five six");
    assertThat(diff.differences()).isEqualTo(1);
    assertThat(diff.percentSame()).isZero();
  }

  @Test
  void comparesChineseCharacterByCharacter() {
    Diff diff = words("\u6211\u7231\u5317\u4eac", "\u6211\u7231\u4e1c\u4eac");
    assertThat(marked(diff, Row::a)).containsExactly("\u5317");
    assertThat(marked(diff, Row::b)).containsExactly("\u4e1c");
    assertThat(diff.similarity()).isEqualTo(0.75);
  }

  @Test
  void marksWholeLinesWhenLinesAreCompared() {
    Diff diff = diff("same  \nold line\nlast", "same\nnew line\nadded\nlast", Mode.LINES);
    assertThat(diff.rows().stream().map(Row::kind))
        .containsExactly(Row.Kind.SAME, Row.Kind.CHANGED, Row.Kind.ONLY_B, Row.Kind.SAME);
    assertThat(marked(diff, Row::a)).containsExactly("old line");
    assertThat(diff.differences()).isEqualTo(1);
    assertThat(diff.similarity()).isEqualTo(2.0 * 2 / 7);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void findsNothingBetweenEqualAnswers(Mode mode) {
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = RandomAnswers.text(new Random(seed), 25);
      Outcome outcome = compare(text, text, mode);
      if (outcome instanceof Diff diff) {
        assertThat(diff.differences()).as("seed %d", seed).isZero();
        assertThat(diff.similarity()).isEqualTo(1);
        assertThat(diff.rows()).noneMatch(row -> row.kind() != Row.Kind.SAME);
      } else {
        assertThat(mode).isEqualTo(Mode.STRUCTURE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void swappingTheSidesMirrorsTheResult(Mode mode) {
    forAnyTwo((a, b) -> assertThat(compare(b, a, mode)).isEqualTo(compare(a, b, mode).mirrored()));
  }

  @ParameterizedTest
  @EnumSource(value = Mode.class, names = "STRUCTURE", mode = EnumSource.Mode.EXCLUDE)
  void showsEveryLineOfBothAnswersOnceAndInOrder(Mode mode) {
    forAnyTwo((a, b) -> {
      Diff diff = diff(a, b, mode);
      assertThat(side(diff, Row::a)).isEqualTo(String.join("", TextLine.texts(a)));
      assertThat(side(diff, Row::b)).isEqualTo(String.join("", TextLine.texts(b)));
    });
  }

  @Test
  void whatIsNotMarkedIsTheSameOnBothSidesWordForWord() {
    forAnyTwo((a, b) -> {
      Diff diff = words(a, b);
      assertThat(unmarked(diff, Row::a)).isEqualTo(unmarked(diff, Row::b));
    });
  }

  @Test
  void replacingWhatIsMarkedInATurnsItsWordsIntoThoseOfB() {
    forAnyTwo((a, b) -> {
      Diff diff = words(a, b);
      assertThat(replaced(diff)).isEqualTo(wordsOf(b));
    });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void similarityIsFromZeroToOneAndOneOnlyWhenNothingDiffers(Mode mode) {
    forAnyTwo((a, b) -> {
      if (compare(a, b, mode) instanceof Diff diff) {
        assertThat(diff.similarity()).isBetween(0.0, 1.0);
        assertThat(diff.percentSame() == 100).isEqualTo(diff.differences() == 0);
        assertThat(diff.differences() == 0)
            .isEqualTo(diff.rows().stream().allMatch(row -> row.kind() == Row.Kind.SAME));
      }
    });
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyDifferenceBeginsInTheRowItSays(Mode mode) {
    forAnyTwo((a, b) -> {
      if (compare(a, b, mode) instanceof Diff diff) {
        for (int i = 0; i < diff.differences(); i++) {
          int number = i;
          Row row = diff.rows().get(diff.firstRows().get(i));
          assertThat(spans(row)).anyMatch(span -> span.difference() == number);
        }
      }
    });
  }

  @Test
  void neverCutsASurrogatePairOrMakesATallRowOfALongLine() {
    Diff diff = diff("\ud83d\ude00".repeat(5_000), "\ud83d\ude00".repeat(3_000) + " x", Mode.LINES);
    assertThat(diff.rows()).hasSizeGreaterThan(5);
    assertThat(diff.rows().stream().flatMap(row -> spans(row).stream()))
        .allMatch(span -> span.text().codePoints().noneMatch(DifferTest::isLoneSurrogate))
        .allMatch(span -> span.text().length() <= Cell.LONGEST);
  }

  @Test
  @Timeout(30)
  void comparesTwoLongAnswersThatAreNearlyTheSameByWords() {
    String a = prose(new Random(1), 35_000, 5_000);
    String b = a.replace("w17 ", "changed ").replace("w99 ", "");
    Diff diff = words(a, b);
    assertThat(a.length()).isGreaterThan(190_000);
    assertThat(diff.mode()).isEqualTo(Mode.WORDS);
    assertThat(diff.percentSame()).isEqualTo(99);
  }

  @Test
  @Timeout(30)
  void comparesTwoLongAnswersWithLittleInCommonByLinesAndSaysSo() {
    String a = prose(new Random(1), 40_000, 5_000);
    String b = prose(new Random(2), 40_000, 5_000);
    Diff diff = words(a, b);
    assertThat(diff.mode()).isEqualTo(Mode.LINES);
    assertThat(diff.note()).contains("too long and too different").contains("lines");
    assertThat(diff.percentSame()).isZero();
  }

  @Test
  void saysPlainlyWhenEvenLinesAreTooMuch() {
    Differ weak = new Differ(10);
    String a = "x\ny\nz\n".repeat(20);
    String b = "z\nx\nx\ny\n".repeat(20);
    Outcome outcome = weak.compare(a, b, Mode.LINES, () -> false).outcome();
    assertThat(outcome)
        .isEqualTo(
            new Outcome.NotCompared("The answers are too long and too different to be compared."));
    String endless = "a".repeat(Differ.LONGEST + 1);
    assertThat(compare(endless, "a", Mode.WORDS))
        .isEqualTo(
            new Outcome.NotCompared(
                "An answer of more than 2,000,000 characters is not compared."));
  }

  @Test
  void stopsWhenNobodyWaitsAnyMore() {
    assertThatThrownBy(() -> DIFFER.compare("a", "b", Mode.WORDS, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  private interface Check {
    void of(String a, String b);
  }

  private static void forAnyTwo(Check check) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      String a = RandomAnswers.text(random, random.nextInt(40));
      String b =
          random.nextBoolean()
              ? RandomAnswers.variant(random, a)
              : RandomAnswers.text(random, random.nextInt(40));
      try {
        check.of(a, b);
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError("seed " + seed, wrong);
      }
    }
  }

  private static Outcome compare(String a, String b, Mode mode) {
    return DIFFER.compare(a, b, mode, () -> false).outcome();
  }

  private static Diff diff(String a, String b, Mode mode) {
    return (Diff) compare(a, b, mode);
  }

  private static Diff words(String a, String b) {
    return diff(a, b, Mode.WORDS);
  }

  private static List<Cell> cells(Diff diff, Function<Row, @Nullable Cell> side) {
    return diff.rows().stream().flatMap(row -> Stream.ofNullable(side.apply(row))).toList();
  }

  private static String side(Diff diff, Function<Row, @Nullable Cell> side) {
    return cells(diff, side).stream().map(Cell::text).collect(Collectors.joining());
  }

  private static List<String> marked(Diff diff, Function<Row, @Nullable Cell> side) {
    return cells(diff, side).stream()
        .flatMap(cell -> cell.spans().stream())
        .filter(Span::differs)
        .map(Span::text)
        .toList();
  }

  private static List<String> unmarked(Diff diff, Function<Row, @Nullable Cell> side) {
    return wordsIn(diff, side, Predicate.not(Span::differs));
  }

  private static List<String> wordsIn(
      Diff diff, Function<Row, @Nullable Cell> side, Predicate<Span> which) {
    // A span ends between two words, so spans are taken apart one by one.
    return cells(diff, side).stream()
        .flatMap(cell -> cell.spans().stream())
        .filter(which)
        .flatMap(span -> wordsOf(span.text()).stream())
        .toList();
  }

  /** A, with each of its differences replaced by the same difference of B. */
  private static List<String> replaced(Diff diff) {
    List<String> result = new ArrayList<>();
    List<Span> a = cells(diff, Row::a).stream().flatMap(cell -> cell.spans().stream()).toList();
    List<Span> b = cells(diff, Row::b).stream().flatMap(cell -> cell.spans().stream()).toList();
    List<String> ofA = new ArrayList<>();
    int next = 0;
    int at = 0;
    // Where a difference has no words in A, B tells after how many unchanged words it stands.
    List<Integer> before = wordsBeforeEach(b, diff.differences());
    for (Span span : a) {
      if (!span.differs()) {
        ofA.addAll(wordsOf(span.text()));
      }
    }
    for (; next < diff.differences(); next++) {
      int upTo = before.get(next) < 0 ? at : before.get(next);
      result.addAll(ofA.subList(at, upTo));
      int number = next;
      b.stream()
          .filter(span -> span.difference() == number)
          .forEach(span -> result.addAll(wordsOf(span.text())));
      at = upTo;
    }
    result.addAll(ofA.subList(at, ofA.size()));
    return result;
  }

  private static List<Integer> wordsBeforeEach(List<Span> spans, int differences) {
    List<Integer> before =
        new ArrayList<>(IntStream.range(0, differences).mapToObj(_ -> -1).toList());
    int words = 0;
    for (Span span : spans) {
      if (span.differs()) {
        before.set(span.difference(), words);
      } else {
        words += wordsOf(span.text()).size();
      }
    }
    return before;
  }

  private static List<String> wordsOf(String text) {
    return Words.of(text).stream().map(Word::text).toList();
  }

  private static List<Span> spans(Row row) {
    List<Span> spans = new ArrayList<>();
    for (Cell cell : new Cell[] {row.a(), row.b()}) {
      if (cell != null) {
        spans.addAll(cell.spans());
      }
    }
    return spans;
  }

  private static String beside(Diff diff, String line) {
    return diff.rows().stream()
        .filter(row -> row.a() != null && row.a().text().equals(line) && row.b() != null)
        .map(row -> row.b().text())
        .findFirst()
        .orElse("nothing");
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String prose(Random random, int words, int vocabulary) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append('w').append(random.nextInt(vocabulary)).append(i % 12 == 11 ? "\n" : " ");
    }
    return text.toString();
  }
}
