package app.diptych.report.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.report.PastAnswers;
import app.diptych.report.decision.DecisionReport.Format;
import app.diptych.report.decision.Recommendation.Choice;
import app.diptych.review.CastVote;
import app.diptych.review.Review;
import app.diptych.review.Verdict;
import app.diptych.session.SavedSession;
import app.diptych.session.Workspace;
import app.diptych.timing.NanoClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The decision report, computed from sessions in a real workspace. */
@Timeout(120)
class DecisionReportTest {
  private static final String HOSTILE =
      "gw/<script>alert(1)</script>\"'&]]>|`*_[x](http://evil.example)\u202E\u0000<!--";

  private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
  private Workspace workspace;
  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    workspace =
        Workspace.open(
            folder.resolve("workspace.db"), Workspace.Role.OWNER, writer, NanoClock.system());
  }

  @AfterEach
  void close() {
    workspace.close();
    writer.shutdown();
  }

  @Test
  void saysNotYetAndHowManyVotesAreNeededWithFewVotes() throws Exception {
    DecisionReport report =
        report(TwoModels.of(30, i -> i < 6 ? (i % 3 == 0 ? Verdict.B : Verdict.A) : null));
    Recommendation said = report.recommendation();
    assertThat(said.choice()).isEqualTo(Choice.NOT_YET);
    assertThat(said.take()).isNull();
    assertThat(said.moreVotes()).isPositive();
    assertThat(said.sentence())
        .isEqualTo(
            "Not yet: of 6 votes gw/one won 4 and gw/two 2. About %,d more votes are needed."
                .formatted(said.moreVotes()));
    assertThat(said.changes()).anySatisfy(one -> assertThat(one).contains("in a row for gw/one"));
  }

  @Test
  void saysNotYetWithoutAnyVoteAndThatEightMustAgree() throws Exception {
    Recommendation said = report(TwoModels.of(3, _ -> null)).recommendation();
    assertThat(said.choice()).isEqualTo(Choice.NOT_YET);
    assertThat(said.moreVotes()).isEqualTo(8);
    assertThat(said.sentence())
        .startsWith("Not yet: no vote compares gw/one and gw/two. At least 8");
  }

  @Test
  void takesTheOneThatManyVotesPrefer() throws Exception {
    Recommendation said =
        report(TwoModels.of(40, i -> i % 8 == 0 ? Verdict.B : Verdict.A)).recommendation();
    assertThat(said.choice()).isEqualTo(Choice.A);
    assertThat(said.take()).isEqualTo("gw/one");
    assertThat(said.sentence()).isEqualTo("Take gw/one: it won 35 and gw/two 5 of 40 votes.");
    assertThat(said.moreVotes()).isZero();

    assertThat(said.changes().getFirst())
        .matches("1[4-7] decisive votes in a row for gw/two would bring the interval .*");
    Recommendation other =
        report(
                TwoModels.of(40, i -> i % 8 == 0 ? Verdict.A : Verdict.B)
                    .titled("session-2", "x", "y"))
            .recommendation();
    assertThat(other.choice()).isEqualTo(Choice.B);
  }

  @Test
  void takesTheCheaperOfTwoThatAreEqual() throws Exception {
    Recommendation said =
        report(TwoModels.of(1_800, i -> i % 2 == 0 ? Verdict.A : Verdict.B)).recommendation();
    assertThat(said.choice()).isEqualTo(Choice.EITHER);
    assertThat(said.take()).isEqualTo("gw/one");
    assertThat(said.sentence())
        .startsWith("Either, so take the cheaper one, gw/one:")
        .endsWith("it costs 50 % less on the same prompts.");
    assertThat(said.changes().getFirst()).contains("when its prices rise by 99 %");
  }

  @Test
  void namesNeitherWhenRatersFindMostAnswersBad() throws Exception {
    Recommendation said =
        report(TwoModels.of(40, i -> i % 8 == 0 ? Verdict.A : Verdict.BOTH_BAD)).recommendation();
    assertThat(said.choice()).isEqualTo(Choice.NEITHER);
    assertThat(said.take()).isNull();
  }

  @Test
  void saysNothingOfSpeedAndReliabilityWithFewerThanTwentyRequests() throws Exception {
    String few = report(TwoModels.of(19, _ -> Verdict.A)).write(Format.HTML);
    assertThat(few)
        .contains("Nothing is said about speed: it needs 20 answers of each")
        .contains("Nothing is said about reliability: it needs 20 requests of each")
        .doesNotContain("quicker", "id=\"speed-table\"", "id=\"reliability-table\"");
    String enough =
        report(TwoModels.of(60, _ -> Verdict.A).titled("session-2", "x", "y")).write(Format.HTML);
    assertThat(enough)
        .contains("gw/one is quicker in time to first token, p50")
        .contains("No difference shown in the error rate: the intervals overlap.")
        .contains("id=\"speed-ttft50\"");
  }

  @Test
  void overlappingTimesAreNoDifference() throws Exception {
    assertThat(report(TwoModels.of(60, _ -> Verdict.A).timed(200, 201)).write(Format.HTML))
        .contains("No difference shown in time to first token, p50: the intervals overlap.")
        .doesNotContain("is quicker");
  }

  @Test
  void saysNothingOfCostWithoutAPrice() throws Exception {
    DecisionReport report =
        report(TwoModels.of(1_800, i -> i % 2 == 0 ? Verdict.A : Verdict.B).priced(100, -10));
    assertThat(report.recommendation().take()).isNull();
    assertThat(report.write(Format.HTML))
        .contains(
            "Nothing is said about which is cheaper: The cost of 1800 of 1800 answers of gw/two")
        .doesNotContain("costs 50 % less");
  }

  @Test
  void leavesOutSwappedAndUnfinishedPairsAndCountsThem() throws Exception {
    DecisionReport report =
        report(TwoModels.of(40, _ -> Verdict.A).swapped(i -> i < 5).failing(i -> i >= 38));
    assertThat(report.numbers().votes()).isEqualTo(33);
    assertThat(report.numbers().sideB().answers()).isEqualTo(35);
    assertThat(row(report, "left-out", "votes"))
        .containsExactly(
            "votes, given by another model than the one asked for, 5",
            "votes, not come to its end, 2");
    assertThat(row(report, "failures", "TimedOut")).containsExactly("TimedOut, 0, 2");
  }

  @Test
  void countsABlindVoteOnceAndKnowsWhereItStood() throws Exception {
    TwoModels two = TwoModels.of(30, _ -> null);
    add(two.session());
    List<String> items = IntStream.range(0, 30).mapToObj(i -> two.id() + "-" + i).toList();
    Review review = new Review("r", "Blind", TwoModels.DAY, items, 1, Review.Settings.USUAL);
    workspace.reviews().add(review).get(30, TimeUnit.SECONDS);
    for (int i = 0; i < 12; i++) {
      workspace
          .reviews()
          .cast(
              review.id(),
              new CastVote(
                  items.get(i),
                  0,
                  "",
                  Verdict.A,
                  CastVote.Strength.UNSAID,
                  i % 2 == 0,
                  Duration.ofSeconds(9),
                  "",
                  TwoModels.DAY.plusSeconds(3_600 + 60L * i),
                  Map.of(),
                  List.of()))
          .get(30, TimeUnit.SECONDS);
    }
    DecisionReport report = of(two);
    assertThat(report.numbers().votes()).isEqualTo(12);
    assertThat(report.write(Format.HTML))
        .contains("12 of 12 votes were cast blind in reviews (Blind)")
        .contains("The left answer won");
  }

  @Test
  void hostileNamesStayTextInHtml() throws Exception {
    TwoModels hostile =
        TwoModels.of(25, i -> i % 2 == 0 ? Verdict.A : Verdict.B)
            .named(HOSTILE, "gw/two")
            .titled("session-1", HOSTILE, HOSTILE);
    String html = report(hostile).write(Format.HTML);
    Document page = parse(html);
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(html).doesNotContain("<script", "\u202E", "\u0000").contains("&lt;script&gt;");
    assertThat(html).doesNotContainPattern("(?i)\\s(src|href)\\s*=\\s*\"(?!#)");
    assertThat(html)
        .doesNotContainPattern("(?i)url\\(|@import|<(img|iframe|object|embed|base|form)\\b");
  }

  @Test
  void hostileNamesStayTextInMarkdown() throws Exception {
    TwoModels hostile =
        TwoModels.of(25, i -> i % 2 == 0 ? Verdict.A : Verdict.B)
            .named(HOSTILE, "gw/two")
            .titled("session-1", "# " + HOSTILE, "- " + HOSTILE + "\n\n# heading\n| a | b |");
    String markdown = report(hostile).write(Format.MD);
    List<String> found = new ArrayList<>();
    Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlInline html) {
                check(html.getLiteral());
              }

              @Override
              public void visit(HtmlBlock html) {
                check(html.getLiteral());
              }

              private void check(String html) {
                if (!html.matches("<a id=\"[a-z0-9-]+\">(</a>)?|</a>")) {
                  found.add(html);
                }
              }

              @Override
              public void visit(Link link) {
                if (!link.getDestination().startsWith("#")) {
                  found.add(link.getDestination());
                }
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                found.add(image.getDestination());
              }
            });
    assertThat(found).isEmpty();
    assertThat(markdown).doesNotContain("\n# heading").doesNotContain("http://");
  }

  @Test
  void everyNumberLeadsToEvidenceThatIsThere() throws Exception {
    Document page =
        parse(report(TwoModels.of(60, i -> i % 9 == 0 ? Verdict.B : Verdict.A)).write(Format.HTML));
    Set<String> ids = new HashSet<>();
    List<Element> all = elements(page, "*");
    for (Element element : all) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).as(element.getAttribute("id")).isTrue();
      }
    }
    List<String> led =
        elements(page, "a").stream().map(link -> link.getAttribute("href").substring(1)).toList();
    assertThat(led).contains("votes", "answers-a", "answers-b", "costs");
    assertThat(ids).containsAll(led);
    assertThat(elements(page, "table"))
        .allSatisfy(table -> assertThat(elements(table, "caption")).hasSize(1));
    assertThat(elements(page, "th"))
        .allSatisfy(head -> assertThat(head.getAttribute("scope")).matches("col|row"));
    assertThat(elements(page, "svg"))
        .isNotEmpty()
        .allSatisfy(drawing -> {
          assertThat(drawing.getAttribute("role")).isEqualTo("img");
          assertThat(drawing.getAttribute("aria-labelledby").split(" "))
              .allSatisfy(name -> assertThat(ids).contains(name));
        });
  }

  @Test
  void theSameDataTwiceGivesTheSameBytes() throws Exception {
    SavedSession past = PastAnswers.session(1);
    add(past);
    Material material =
        new Material(
            "Which?",
            "holysheep/qwen3-235b",
            "openrouter/gpt-oss-120b",
            LocalDate.of(2026, 11, 27),
            Gathered.read(
                workspace, List.of(past.summary().id()), Checks.NONE, Gathered.Progress.NONE),
            Material.Extras.NONE);
    Material again =
        new Material(
            "Which?",
            "holysheep/qwen3-235b",
            "openrouter/gpt-oss-120b",
            LocalDate.of(2026, 11, 27),
            Gathered.read(
                workspace, List.of(past.summary().id()), Checks.NONE, Gathered.Progress.NONE),
            Material.Extras.NONE);
    for (Format format : Format.values()) {
      assertThat(DecisionReport.of(material).write(format))
          .isEqualTo(DecisionReport.of(again).write(format));
    }
  }

  @Test
  void aRiskIsMeasuredWhereThereIsDataAndElseAnEstimate() throws Exception {
    DecisionReport report = report(TwoModels.of(40, i -> i % 4 == 0 ? Verdict.B : Verdict.A));
    assertThat(row(report, "risk-register", "Quality regression"))
        .anySatisfy(
            one -> assertThat(one).contains("gw/one, 25 % (14 % to 40 %)", "high (3), 0.75"))
        .anySatisfy(one -> assertThat(one).contains("gw/two, 75 %", "high (3), 2.25"));
    assertThat(row(report, "risk-register", "Cost overrun"))
        .allSatisfy(one -> assertThat(one).contains("30 %, estimate", "0.60"));
  }

  @Test
  void aRiskIsYoursWhereYouSaidHowProbableItIs() throws Exception {
    TwoModels two = TwoModels.of(40, i -> i % 4 == 0 ? Verdict.B : Verdict.A);
    add(two.session());
    Material.Extras none = Material.Extras.NONE;
    DecisionReport report =
        of(
            two,
            new Material.Extras(
                none.prices(),
                null,
                none.claims(),
                null,
                none.audit(),
                none.graded(),
                null,
                RiskKind.chances("--risk", List.of("quality=10", "cost=0.5 %"))));

    assertThat(row(report, "risk-register", "Quality regression"))
        .allSatisfy(one -> assertThat(one).contains("10 %, yours", "0.30"));
    assertThat(row(report, "risk-register", "Cost overrun"))
        .allSatisfy(one -> assertThat(one).contains("0.5 %, yours", "0.01"));
    assertThat(report.write(Format.MD))
        .contains("measured: 25 %", "the playbook's estimate is 30 %");
    for (String wrong : new String[] {"weather=3", "quality", "quality=101", "quality=1"}) {
      assertThatThrownBy(() -> RiskKind.chances("--risk", List.of(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("--risk: ");
    }
    assertThatThrownBy(() -> RiskKind.chances("--risk", List.of("api=2", "api=3")))
        .hasMessage("--risk: api is there twice.");
  }

  private DecisionReport report(TwoModels two) throws Exception {
    add(two.session());
    return of(two);
  }

  private DecisionReport of(TwoModels two) throws Exception {
    return of(two, Material.Extras.NONE);
  }

  private DecisionReport of(TwoModels two, Material.Extras extras) throws Exception {
    return DecisionReport.of(
        new Material(
            "",
            two.a(),
            two.b(),
            LocalDate.of(2026, 11, 27),
            Gathered.read(workspace, List.of(two.id()), Checks.NONE, Gathered.Progress.NONE),
            extras));
  }

  private void add(SavedSession session) throws Exception {
    workspace.sessions().add(session).get(60, TimeUnit.SECONDS);
  }

  private static List<String> row(DecisionReport report, String table, String first) {
    return report.page().chapters().stream()
        .flatMap(chapter -> chapter.blocks().stream())
        .filter(block -> block instanceof Block.Table one && one.id().equals(table))
        .flatMap(block -> ((Block.Table) block).rows().stream())
        .filter(row -> row.getFirst().words().equals(first))
        .map(row -> String.join(", ", row.stream().map(Text::words).toList()))
        .toList();
  }

  private static List<Element> elements(Document page, String name) {
    return list(page.getElementsByTagName(name));
  }

  private static List<Element> elements(Element within, String name) {
    return list(within.getElementsByTagName(name));
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      all.add((Element) nodes.item(i));
    }
    return all;
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
  }
}
