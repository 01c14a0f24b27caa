package app.diptych.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkdownStreamTest {

  @Test
  void givesTheSameTextInAnyChunks() {
    for (int seed = 0; seed < 600; seed++) {
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
  void readsBlocksAsCommonMarkDoes() {
    for (int seed = 0; seed < 3_000; seed++) {
      String markdown = RandomMarkdown.document(seed) + "\n\n";
      assertThat(ReferenceRendering.of(StyledMarkdown.of(markdown)))
          .as("seed %d:%n%s", seed, markdown)
          .isEqualTo(ReferenceRendering.of(markdown));
    }
  }

  @Test
  void readsNoiseAsCommonMarkDoes() {
    for (int seed = 0; seed < 3_000; seed++) {
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
