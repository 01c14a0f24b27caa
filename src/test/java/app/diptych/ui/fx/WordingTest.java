package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

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
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.review.stats.Method;
import app.diptych.review.stats.StoppingRule;
import app.diptych.timing.MetricName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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

/** What the window says is said in every language of the product, and means the same. */
class WordingTest {
  /** A place that a value takes in a format, with the number of that value when it has one. */
  private static final Pattern PLACE =
      Pattern.compile("%(?:(\\d+)\\$)?([-#+0,(]*\\d*(?:\\.\\d+)?[a-zA-Z%])");

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

  @AfterEach
  void english() {
    Wording.speak(Language.ENGLISH);
  }

  @Test
  void everythingThatIsSaidIsTranslated() throws IOException {
    Set<String> missing = new TreeSet<>(said());
    missing.removeAll(chinese().keySet());
    missing.removeAll(SAME);
    assertThat(missing).as("English words without a translation in assets/words/zh.po").isEmpty();
  }

  @Test
  void nothingIsTranslatedThatNobodySays() throws IOException {
    Set<String> stale = new TreeSet<>(chinese().keySet());
    stale.removeAll(said());
    assertThat(stale).as("translations in assets/words/zh.po of what is not said").isEmpty();
  }

  @Test
  void translationsHaveThePlacesOfTheirOriginals() {
    chinese()
        .forEach((english, chinese) ->
            assertThat(places(chinese)).as(english + " = " + chinese).isEqualTo(places(english)));
  }

  @Test
  void translationsAreFormatsWhereTheirOriginalsAre() {
    // A lone percent sign in a format ends the sentence with an exception.
    chinese()
        .forEach((english, chinese) -> {
          if (!places(english).isEmpty() || english.contains("%%")) {
            String rest = PLACE.matcher(chinese).replaceAll("");
            assertThat(rest).as(chinese).doesNotContain("%");
          }
        });
  }

  @Test
  void translationsAreChinese() {
    List<String> wrong = new ArrayList<>();
    chinese()
        .forEach((english, chinese) -> {
          boolean saysSomething = HAN.matcher(chinese).find() || !english.matches(".*[a-z]{4}.*");
          if (!saysSomething || chinese.equals(english)) {
            wrong.add(english + " = " + chinese);
          }
        });
    assertThat(wrong).as("not translated").isEmpty();
  }

  @Test
  void translationsKeepTheLinesAndEdgesOfTheirOriginals() {
    chinese()
        .forEach((english, chinese) -> {
          assertThat(chinese.lines().count()).as(english).isEqualTo(english.lines().count());
          assertThat(chinese.startsWith("\n")).as(english).isEqualTo(english.startsWith("\n"));
        });
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

  private static Map<String, String> chinese() {
    return Language.CHINESE.translations();
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

  /** Which value stands in which shape, in the order of the values. */
  private static List<String> places(String format) {
    List<String> places = new ArrayList<>();
    var found = PLACE.matcher(format);
    int next = 0;
    while (found.find()) {
      String shape = found.group(2);
      if (!shape.equals("%")) {
        String number = found.group(1);
        int which = number == null ? ++next : Integer.parseInt(number);
        places.add(which + shape);
      }
    }
    return places.stream().sorted().toList();
  }
}
