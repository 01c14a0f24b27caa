package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkdownStreamTest {

  @Test
  void givesTheSameTextInAnyChunks() {
    for (int seed = 0; seed < 40; seed++) {
      String markdown = seed % 2 == 0 ? RandomMarkdown.document(seed) : RandomMarkdown.noise(seed);
      assertSameInChunks(markdown, seed);
    }
  }

  @Test
  void givesTheSameTextForRealAnswersInAnyChunks() {
    for (int i = 0; i < Samples.RICH.size(); i++) {
      assertSameInChunks(Samples.RICH.get(i), i);
      assertSameInChunks(Samples.RICH.get(i).replace("\n", "\r\n"), i);
    }
  }

  @Test
  void knowsHowManyParagraphsItsBeginningMakes() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      String markdown =
          RandomMarkdown.document(seed)
              + String.join("\n\n", Samples.RICH).repeat(2)
              + RandomMarkdown.noise(seed);
      MarkdownStream stream = new MarkdownStream();
      stream.append(markdown);
      for (int step = 0; step < 30; step++) {
        int to = random.nextInt(markdown.length() + 1);
        assertThat(stream.paragraphs(to))
            .as("seed %d, %d characters", seed, to)
            .isEqualTo(StyledMarkdown.of(markdown.substring(0, to)).paragraphs().size());
      }
    }
  }

  @Test
  void goesBackToAnyPlaceAndOnAgainAsIfItHadNeverBeenFurther() {
    for (int seed = 0; seed < 24; seed++) {
      Random random = new Random(seed);
      String markdown =
          (seed % 2 == 0 ? RandomMarkdown.document(seed) : RandomMarkdown.noise(seed))
              + String.join("\n\n", Samples.RICH).repeat(2)
              + "x".repeat(5_000)
              + RandomMarkdown.document(seed + 100);
      MarkdownStream stream = new MarkdownStream();
      List<StyledParagraph> committed = new ArrayList<>();
      int at = 0;
      for (int step = 0; step < 30; step++) {
        int to = random.nextInt(markdown.length() + 1);
        MarkdownStream.Update update;
        if (to < at) {
          MarkdownStream.Cut cut = stream.cut(to);
          committed.subList(cut.kept(), committed.size()).clear();
          update = cut.update();
        } else {
          update = stream.append(markdown.substring(at, to));
        }
        at = to;
        committed.addAll(update.committed());
        List<StyledParagraph> shown = new ArrayList<>(committed);
        shown.addAll(update.tail());
        String beginning = markdown.substring(0, to);
        assertThat(stream.source()).isEqualTo(beginning);
        assertThat(shown)
            .as("seed %d, step %d, %d characters", seed, step, to)
            .isEqualTo(StyledMarkdown.of(beginning).paragraphs());
      }
    }
  }

  @Test
  void readsBlocksAsCommonMarkDoes() {
    for (int seed = 0; seed < 800; seed++) {
      String markdown = RandomMarkdown.document(seed) + "\n\n";
      assertThat(ReferenceRendering.of(StyledMarkdown.of(markdown)))
          .as("seed %d:%n%s", seed, markdown)
          .isEqualTo(ReferenceRendering.of(markdown));
    }
  }

  @Test
  void readsNoiseAsCommonMarkDoes() {
    for (int seed = 0; seed < 800; seed++) {
      String markdown = RandomMarkdown.noise(seed) + "\n\n";
      List<String> expected = ReferenceRendering.of(markdown);
      // commonmark-java lets rows swallow lists and fences; GFM says that these end a table.
      if (expected.stream().noneMatch(block -> block.startsWith("t"))) {
        assertThat(ReferenceRendering.of(StyledMarkdown.of(markdown)))
            .as("seed %d:%n%s", seed, markdown)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void keepsATableRowWhoseFirstBarCameAlone() {
    MarkdownStream stream = new MarkdownStream();
    stream.append("| name | n |\n|---|---|\n| alpha | 1 |\n|");
    stream.append(" beta | 2 |\n");
    assertThat(stream.append("\nEnd").committed())
        .extracting(paragraph -> paragraph.style().kind().css())
        .containsExactly("th", "td", "td");
  }

  @Test
  void commitsCodeLineByLineAndNeverTouchesItAgain() {
    MarkdownStream stream = new MarkdownStream();
    stream.append("```java\n/* a\n");
    assertThat(stream.append("b */ int c;\n").committed())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.style().first()).isTrue();
          assertThat(line.style().language()).isEqualTo("java");
        });
    MarkdownStream.Update open = stream.append("// d");
    assertThat(open.committed()).isEmpty();
    assertThat(open.tail())
        .extracting(StyledParagraph::text)
        .containsExactly("b */ int c;", "// d");
    assertThat(open.tail().getFirst().texts())
        .containsExactly(
            new StyledText("b */", List.of("com")),
            StyledText.plain(" "),
            new StyledText("int", List.of("kw")),
            StyledText.plain(" c;"));
  }

  @Test
  void keepsTheTailSmallHoweverLongTheAnswerIs() {
    for (String block :
        List.of(
            "word ",
            "x",
            "- item\n",
            "a line\n",
            "> quote\n",
            "```\ncode\n",
            "| a | b |\n|--|--|\n",
            "| a |\n",
            "**a ")) {
      MarkdownStream stream = new MarkdownStream();
      for (int i = 0; i < 20; i++) {
        int tail = 0;
        for (StyledParagraph paragraph : stream.append(block.repeat(500)).tail()) {
          tail += paragraph.text().length();
        }
        assertThat(tail).as(block).isLessThan(8_000);
      }
    }
  }

  @Test
  void numbersEachItemOfALongListWithoutSeeingTheOthers() {
    assertThat(StyledMarkdown.of("3. a\n3. b\n\n   more\n3. c\n\ntext\n\n7) d\n").plainText())
        .isEqualTo("3. a\n4. b\nmore\n5. c\ntext\n7) d");
  }

  @Test
  void splitsALongLineAndPutsItTogetherAgainWhenCopied() {
    String spaceless = "0123456789".repeat(20_000);
    StyledMarkdown shown = StyledMarkdown.of(spaceless);
    assertThat(shown.paragraphs()).hasSizeGreaterThan(50);
    assertThat(shown.paragraphs())
        .allMatch(paragraph -> paragraph.text().length() <= ParagraphLeaf.LIMIT);
    assertThat(shown.plainText()).isEqualTo(spaceless);

    String words = "some words of text ".repeat(1_000).strip();
    assertThat(StyledMarkdown.of(words).plainText()).isEqualTo(words);
    assertThat(StyledMarkdown.of("```\n" + spaceless + "\n```\n").plainText()).isEqualTo(spaceless);
    assertThat(StyledMarkdown.of("\uD83D\uDE00".repeat(5_000)).plainText())
        .doesNotContain("\uFFFD");
    assertSameInChunks(words.substring(0, 9_000) + "\n\n# x\n" + spaceless.substring(0, 7_000), 1);
    assertSameInChunks(
        "> - " + spaceless.substring(0, 7_000) + "\n\n| " + spaceless.substring(0, 5_000), 2);
  }

  @Test
  void showsWhatIsInvisible() {
    assertThat(
            StyledMarkdown.of("a\u0000b\u0007c\u001B[31m \u202Eabc\u2066 &#x202E; \u0085 \u007F x")
                .plainText())
        .isEqualTo("a\uFFFDb\u2407c\u241B[31m \uFFFDabc\uFFFD \uFFFD \uFFFD \u2421 x");
    assertThat(StyledMarkdown.of("a&#10;b").plainText()).isEqualTo("a\u240Ab");
    assertThat(StyledMarkdown.of("x" + "\u0301".repeat(5_00) + "y").plainText())
        .hasSizeLessThan(12);
    assertThat(StyledMarkdown.of("```\n\u202Ecode\n```").plainText()).isEqualTo("\uFFFDcode");
    assertThat(StyledMarkdown.of("half \uD83D of a pair").plainText())
        .isEqualTo("half \uFFFD of a pair");
  }

  @Test
  void showsHtmlAsTextAndWhereLinksLead() {
    assertThat(
            StyledMarkdown.of("<script>alert(1)</script> <b>x</b>\n\n<div>\ny\n</div>").plainText())
        .isEqualTo("<script>alert(1)</script> <b>x</b>\n<div>\ny\n</div>");
    assertThat(
            StyledMarkdown.of("[my bank](https://evil.example/x) ![cat](http://a.example/c.png)")
                .plainText())
        .isEqualTo("my bank (evil.example/x) cat (a.example/c.png)");
    assertThat(
            StyledMarkdown.of("<https://a.example/> [https://a.example](https://b.example)")
                .plainText())
        .isEqualTo("https://a.example/ https://a.example (b.example)");
    assertThat(StyledMarkdown.of("[note]: https://a.example \"t\"\n").plainText())
        .isEqualTo("[note]: https://a.example");
  }

  @Test
  void survivesHostileNesting() {
    Duration patience = Duration.ofSeconds(60);
    for (String sign :
        List.of(
            ">", "> ", "- ", "[", "![", "*", "**", "_a ", "`", "``` ", "(", "<", "1. ", "~~a", "|",
            "&", "\\", "[](", "![[](x", "#")) {
      assertTimeoutPreemptively(
          patience,
          () -> {
            StyledMarkdown line = StyledMarkdown.of(sign.repeat(10_000));
            assertThat(line.paragraphs())
                .as(sign)
                .allMatch(p -> p.style().depth() + p.style().quotes() <= BlockScanner.DEPTH);
            StyledMarkdown lines = StyledMarkdown.of((sign + "\n").repeat(10_000));
            assertThat(lines.plainText()).isNotNull();
          });
    }
    StringBuilder stairs = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      stairs.append("  ".repeat(i)).append("- a\n");
    }
    assertThat(StyledMarkdown.of(stairs.toString()).paragraphs())
        .allMatch(p -> p.style().depth() <= BlockScanner.DEPTH);
  }

  private static void assertSameInChunks(String markdown, long seed) {
    List<StyledParagraph> whole = StyledMarkdown.of(markdown).paragraphs();
    Random random = new Random(seed);
    for (int longest : List.of(1, 3, 40, 700)) {
      MarkdownStream stream = new MarkdownStream();
      List<StyledParagraph> committed = new ArrayList<>();
      List<StyledParagraph> tail = List.of();
      int from = 0;
      while (from < markdown.length()) {
        int to = Math.min(markdown.length(), from + 1 + random.nextInt(longest));
        MarkdownStream.Update update = stream.append(markdown.substring(from, to));
        committed.addAll(update.committed());
        tail = update.tail();
        from = to;
      }
      committed.addAll(tail);
      assertThat(committed).as("chunks up to %d of%n%s", longest, markdown).isEqualTo(whole);
      assertThat(stream.source()).isEqualTo(markdown);
    }
  }
}
