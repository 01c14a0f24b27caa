package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.completion.Failure;
import app.diptych.cost.Budget;
import app.diptych.cost.LedgerGroup;
import app.diptych.diff.Mode;
import app.diptych.exchange.Sample;
import app.diptych.gateway.ProbeStep;
import app.diptych.local.EngineSettings;
import app.diptych.local.shelf.ShelfSource;
import app.diptych.report.LeftOut;
import app.diptych.report.SheetRow;
import app.diptych.report.claim.ClaimVerdict;
import app.diptych.report.roi.Quality;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.review.stats.Method;
import app.diptych.review.stats.StoppingRule;
import app.diptych.timing.MetricName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the window says is said in every language of the product, and means the same. */
class WordingTest {
  private static final Path FOLDER = Path.of("assets", "words");
  private static final Path TOLD = FOLDER.resolve("told");

  /** Rooms whose sentences come to the window: not the command line, and not its documents. */
  private static final List<String> ROOMS =
      List.of(
          "app",
          "batch",
          "completion",
          "cost",
          "diff",
          "exchange",
          "gateway",
          "guard",
          "local",
          "prompt",
          "report",
          "review",
          "secret",
          "session",
          "timing",
          "trial");

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** Said alike by everybody. */
  private static final Set<String> SAME =
      Set.of(
          "Diptych",
          "llama.cpp",
          "LM Studio",
          "Ollama",
          "Hugging Face",
          "llama-server",
          "TLS",
          "A",
          "B");

  /** What the benchmark sheet says beside its numbers. */
  private static final List<String> SHEET =
      List.of(
          "no answer has it",
          "too few answers for an interval",
          "some tokens are estimated",
          "no request was answered or failed",
          "Intervals hold the true value with 95 %: of means by Student's t, of percentiles between"
              + " order statistics, of shares by Wilson. A percentile needs one answer expected"
              + " beyond it: 20 for p95, 100 for p99.");

  /** Sentences that their room puts together from parts which are none by themselves. */
  private static final List<String> PUT_TOGETHER =
      """
      %s failed
      %s packed its answer in a way that was not asked for and is not known here
      %s sent gzip that cannot be unpacked
      %s must be a number.
      %s must be one line.
      %s must be at least %s.
      %s must be at most %s.
      %s must be one of: %s.
      %s must be a date like 2026-01-31.
      1 vote
      %s votes
      1 decisive vote
      %s decisive votes
      at least 1 more decisive vote
      at least %s more decisive votes
      %s; with fewer than %s of them there is no forecast
      about 1 more vote
      about %s more votes
      1 rater nearly always chose the same side. Their votes count; look at them.
      %s raters nearly always chose the same side. Their votes count; look at them.
      To know the agreement to within %s points, %s pairs must be judged twice: they are.
      To know the agreement to within %s points, %s pairs must be judged twice: this review has only %s more to send.
      To know the agreement to within %s points, %s pairs must be judged twice: send %s more to a second rater.
      The latency is %s, at most %s.
      The latency is %s, above %s.
      The cost is %s, at most %s.
      The cost is %s, above %s.
      The time to first token is %s, at most %s.
      The time to first token is %s, above %s.
      Stopped.
      1 answer: %s
      %s answers: %s
      1 trial
      %s trials
      Not found.
      No backup could be made.
      Until then nothing is saved.
      No model is named.
      In %s pair an answer says whose it is: it is blacked out.
      In %s pair an answer says whose it is: raters can read it.
      %s runs in llama-server. %s
      %s runs in the embedded engine. %s
      %s is above %s: a request cannot end before its first token, so %s TTFT <= %s E2E.
      %s is above %s: of the same values %s <= %s.
      %s, and the quality threshold is met
      %s, but the quality threshold is not met
      %s, only if the quality threshold is met
      %s (%s %% of before)
      %s (%s %% of before), and the quality threshold is met
      %s (%s %% of before), but the quality threshold is not met
      %s (%s %% of before), only if the quality threshold is met
      %s months (%s hours), and the quality threshold is met
      %s months (%s hours), but the quality threshold is not met
      %s months (%s hours), only if the quality threshold is met
      %s months
      %s prompts
      %s against %s, recorded on %s
      %s prompts, %s found both bad: not won
      %.1f %% (%.1f %% to %.1f %%), %s of %d verdicts, %s
      %.1f %% (%.1f %% to %.1f %%), %s of %d checks, %s
      """
          .lines()
          .toList();

  @AfterEach
  void english() {
    Wording.speak(Language.ENGLISH);
  }

  static Stream<Translation> files() throws IOException {
    return Translation.in(FOLDER).stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everythingThatIsSaidIsTranslated(Translation file) throws IOException {
    Set<String> missing = file.missing(said());
    missing.removeAll(SAME);
    assertThat(missing).as("English words without a translation in " + file).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsTranslatedThatNobodySays(Translation file) throws IOException {
    assertThat(file.stale(said())).as("translations in " + file + " of what is not said").isEmpty();
  }

  static Stream<Translation> told() throws IOException {
    return Translation.in(TOLD).stream();
  }

  @ParameterizedTest
  @MethodSource("told")
  void everyFailureOfAnAnswerIsTold(Translation file) throws IOException {
    Set<String> failures = new TreeSet<>();
    for (String room : ROOMS) {
      failures.addAll(RoomSentences.ofFailures(room));
    }
    assertThat(failures).hasSizeGreaterThan(150);
    assertThat(file.missing(failures)).as("failures without a translation in " + file).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("told")
  void nothingIsToldThatNoRoomSays(Translation file) throws IOException {
    Set<String> sentences = new HashSet<>(PUT_TOGETHER);
    for (String room : ROOMS) {
      sentences.addAll(RoomSentences.of(room));
    }
    assertThat(file.stale(sentences)).as("told in " + file + ", and no room says it").isEmpty();
    assertThat(file.words()).hasSizeGreaterThan(1_000);
  }

  /** Each format with names and numbers in its places comes out as its own translation. */
  @ParameterizedTest
  @MethodSource("told")
  void whatIsTranslatedIsFoundAgain(Translation file) {
    Language language = Language.of(file.code(), Locale.ROOT);
    Retelling retelling = new Retelling(language.told(), language.translations());
    List<String> lost = new ArrayList<>();
    file.words()
        .forEach((english, other) -> {
          Object[] values = values(english);
          String said = String.format(Locale.ROOT, english, values);
          String told = String.format(Locale.ROOT, other, values);
          if (!retelling.tell(said).equals(told)) {
            lost.add(said + " = " + retelling.tell(said) + " and not " + told);
          }
        });
    assertThat(lost).as("translated in " + file + " and not found again").isEmpty();
  }

  /** A number for each place that wants one, else a name. */
  private static Object[] values(String format) {
    return Pattern.compile("%(?:\\d+\\$)?[,+]?\\d*(?:\\.\\d+)?([sdf])")
        .matcher(format)
        .results()
        .map(place ->
            switch (place.group(1)) {
              case "d" -> (Object) 12;
              case "f" -> 3.5;
              default -> "acme";
            })
        .toArray();
  }

  @Test
  void everyLanguageTellsWhatOtherRoomsSay() throws IOException {
    assertThat(Translation.in(TOLD))
        .extracting(Translation::code)
        .containsExactlyElementsOf(Translation.in(FOLDER).stream().map(Translation::code).toList());
    for (Translation file : Translation.in(TOLD)) {
      assertThat(Language.of(file.code(), Locale.ROOT).told()).isEqualTo(file.words());
    }
  }

  @ParameterizedTest
  @MethodSource({"files", "told"})
  void translationsHaveThePlacesAndShapeOfTheirOriginals(Translation file) {
    assertThat(file.otherPlaces()).as("with other values, in " + file).isEmpty();
    assertThat(file.noFormats()).as("no formats, in " + file).isEmpty();
    assertThat(file.otherLines()).as("with other lines, in " + file).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsThatOfALanguageAndTheOtherWayRound(Translation file) throws IOException {
    Language language = Language.of(file.code(), Locale.ROOT);
    assertThat(language.code()).isEqualTo(file.code());
    assertThat(language.translations()).isEqualTo(file.words());
    assertThat(Translation.in(FOLDER)).hasSize(Language.values().length - 1);
  }

  @Test
  void asksAboutASecondFileAsAboutTheFirst(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("xa.po"), "msgid \"%s of %s\"\nmsgstr \"%s von %s\"\n");
    Files.writeString(
        folder.resolve("xb.po"),
        """
        msgid "%s of %s"
        msgstr "%s"
        msgid "%s more"
        msgstr "%s mehr, 100 %"
        msgid "one\\ntwo"
        msgstr "eins"
        msgid "nobody says that"
        msgstr "niemand"
        """);
    List<Translation> files = Translation.in(folder);
    assertThat(files).extracting(Translation::code).containsExactly("xa", "xb");
    assertThat(files.getFirst().otherPlaces()).isEmpty();
    Translation second = files.getLast();
    assertThat(second.otherPlaces()).containsExactly("%s of %s = %s");
    assertThat(second.noFormats()).containsExactly("%s more = %s mehr, 100 %");
    assertThat(second.otherLines()).containsExactly("one\ntwo = eins");
    assertThat(second.missing(Set.of("%s more", "left out"))).containsExactly("left out");
    assertThat(second.stale(Set.of("%s of %s", "%s more", "one\ntwo")))
        .containsExactly("nobody says that");
  }

  @Test
  void translationsAreChinese() {
    List<String> wrong = new ArrayList<>();
    Map<String, String> all = new HashMap<>(Language.CHINESE.told());
    all.putAll(Language.CHINESE.translations());
    all.forEach((english, chinese) -> {
      boolean saysSomething = HAN.matcher(chinese).find() || !english.matches(".*[a-z]{4}.*");
      if (!saysSomething || chinese.equals(english)) {
        wrong.add(english + " = " + chinese);
      }
    });
    assertThat(wrong).as("not translated").isEmpty();
  }

  @Test
  void constantsAreSaidWhenTheyAreShown() throws IOException {
    List<String> early = new ArrayList<>();
    for (SourceWords source : SourceWords.all()) {
      early.addAll(source.saidTooEarly());
    }
    assertThat(early)
        .as("said while a class is loaded, perhaps before the language is known: use toSay")
        .isEmpty();
  }

  @Test
  void noWordsAreLeftInEnglishInPartsThatAreDone() throws IOException {
    List<String> unsaid = new ArrayList<>();
    for (SourceWords source : SourceWords.all()) {
      unsaid.addAll(source.notSaid());
    }
    assertThat(unsaid).as("words for people that are not said(\"...\")").isEmpty();
  }

  @Test
  void saysEnglishUntilALanguageIsChosen() {
    assertThat(Wording.say("Search sessions")).isEqualTo("Search sessions");
    Wording.speak(Language.CHINESE);
    assertThat(Wording.say("Search sessions")).isEqualTo("\u641c\u7d22\u4f1a\u8bdd");
    assertThat(Wording.say("No sentence of the product")).isEqualTo("No sentence of the product");
    assertThat(Wording.toSay("Search sessions")).isEqualTo("Search sessions");
  }

  @Test
  void tellsWhatOtherRoomsSayInTheLanguageThatWasChosen() {
    Failure failure = new Failure.Cancelled();
    assertThat(Wording.told(failure.sentences()))
        .isEqualTo("Stopped. Run again for a whole answer.");
    Wording.speak(Language.CHINESE);
    assertThat(Wording.told(failure.message())).isEqualTo("\u5df2\u505c\u6b62\u3002");
    assertThat(Wording.told(new IOException("quota of this account")))
        .isEqualTo("quota of this account");
    Wording.speak(Language.ENGLISH);
    assertThat(Wording.told(failure.message())).isEqualTo("Stopped.");
  }

  @Test
  void takesTheChosenLanguageElseTheOneOfTheSystem() {
    Locale china = Locale.of("zh", "TW");
    assertThat(Language.of("", china)).isEqualTo(Language.CHINESE);
    assertThat(Language.of("", Locale.GERMANY)).isEqualTo(Language.ENGLISH);
    assertThat(Language.of("zh", Locale.UK)).isEqualTo(Language.CHINESE);
    assertThat(Language.of("en", china)).isEqualTo(Language.ENGLISH);
    assertThat(Language.of("tlh", Locale.UK)).isEqualTo(Language.ENGLISH);
  }

  @Test
  void keepsTheCountryOfTheSystemWhereItsLanguageIsSpoken() {
    assertThat(Language.ENGLISH.locale(Locale.UK)).isEqualTo(Locale.UK);
    assertThat(Language.CHINESE.locale(Locale.UK)).isEqualTo(Locale.SIMPLIFIED_CHINESE);
    assertThat(Language.ENGLISH.locale(Locale.CHINA)).isEqualTo(Locale.US);
  }

  /** What the sources say, and what they say of values that other rooms name. */
  private static Set<String> said() throws IOException {
    Set<String> said = new HashSet<>();
    for (SourceWords source : SourceWords.all()) {
      said.addAll(source.said());
    }
    Stream.of(
            words(Verdict.values(), Verdict::words),
            words(Mode.values(), Mode::word),
            words(Review.Reveal.values(), Review.Reveal::words),
            words(StoppingRule.Decision.values(), StoppingRule.Decision::words),
            words(ShelfSource.values(), ShelfSource::words),
            words(MetricName.values(), MetricName::definition),
            words(Method.values(), Method::text),
            words(Budget.Period.values(), Budget.Period::word),
            words(LedgerGroup.values(), one -> one.name().toLowerCase(Locale.ROOT)),
            words(EngineSettings.Wanted.values(), EngineSettings.Wanted::word),
            words(ProbeStep.values(), ProbeStep::words),
            words(Sample.values(), Sample::words),
            words(Shortcut.values(), Shortcut::action),
            words(FixedKey.values(), FixedKey::action),
            words(Place.values(), Place::words),
            words(Look.values(), Look::words),
            words(ClaimVerdict.values(), ClaimVerdict::words),
            words(Quality.Standing.values(), Quality.Standing::words),
            words(Quality.Standing.values(), Quality.Standing::sentence),
            words(Quality.Outlook.values(), Quality.Outlook::words),
            words(SheetRow.values(), SheetRow::label),
            words(SheetRow.values(), SheetRow::definition),
            words(LeftOut.Why.values(), LeftOut.Why::words),
            SHEET.stream())
        .flatMap(each -> each)
        .forEach(said::add);
    return said;
  }

  private static <T> Stream<String> words(T[] values, Function<T, String> words) {
    return Arrays.stream(values).map(words);
  }
}
