package app.diptych.ui.fx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.diptych.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a model writes and however it comes, the same is shown, and never deeper than it may.
 */
@Timeout(1_200)
class MarkdownFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "\n",
          "\n\n",
          "\r\n",
          "\r",
          "\t",
          "    ",
          "> ",
          "- ",
          "1. ",
          "999999999999. ",
          "#",
          "###### ",
          "```",
          "~~~",
          "```java\n",
          "|",
          "|---|---|\n",
          "| a | b |\n",
          "*",
          "**",
          "***",
          "_",
          "~~",
          "`",
          "``",
          "[",
          "](",
          "](https://x.example)",
          "![",
          "<",
          "<b>",
          "</div>\n",
          "<!--",
          "&",
          "&amp;",
          "&#0;",
          "&#x202E;",
          "\\",
          "[ref]: x\n",
          "---\n",
          "===\n",
          "\u0000",
          "\u001B",
          "\u202E",
          "\u200B",
          "\uD83D\uDE00",
          "e\u0301\u0301",
          "\u2028",
          "https://x.example",
          "[ ] ");

  private final MarkdownPane pane = FxTest.run(MarkdownPane::new);

  @Test
  void markdownForAMoment() {
    Fuzz.briefly(150, this::markdown);
  }

  @Test
  @Tag("fuzz")
  void markdownForLong() {
    Fuzz.forLong("Markdown renderer", this::markdown);
  }

  private void markdown(Random random) {
    byte[] real =
        (switch (random.nextInt(3)) {
              case 0 -> RandomMarkdown.document(random.nextLong());
              case 1 -> RandomMarkdown.noise(random.nextLong());
              default -> Samples.RICH.get(random.nextInt(Samples.RICH.size()));
            })
            .getBytes(UTF_8);
    String markdown = new String(Fuzz.changed(real, WORDS, random), UTF_8);
    StyledMarkdown whole = StyledMarkdown.of(markdown);
    assertThat(whole.paragraphs())
        .allMatch(one -> one.style().depth() + one.style().quotes() <= BlockScanner.DEPTH)
        .allMatch(one -> one.text().codePoints().noneMatch(MarkdownFuzzTest::isHidden));
    assertThat(streamed(markdown, random)).isEqualTo(whole.paragraphs());
    if (random.nextInt(20) == 0) {
      shown(markdown, whole, random);
    }
  }

  /** Not a joiner: where a cell is split it may begin a line, and does nothing there. */
  private static boolean isHidden(int c) {
    return (Character.isISOControl(c) && c != '\t')
        || c == 0x200B
        || c == 0xFEFF
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static List<StyledParagraph> streamed(String markdown, Random random) {
    MarkdownStream stream = new MarkdownStream();
    List<StyledParagraph> all = new ArrayList<>();
    List<StyledParagraph> tail = List.of();
    int longest = 1 + random.nextInt(random.nextBoolean() ? 6 : 300);
    for (int from = 0; from < markdown.length(); ) {
      int to = Math.min(markdown.length(), from + 1 + random.nextInt(longest));
      MarkdownStream.Update update = stream.append(markdown.substring(from, to));
      all.addAll(update.committed());
      tail = update.tail();
      from = to;
    }
    all.addAll(tail);
    return all.isEmpty() ? StyledMarkdown.of("").paragraphs() : all;
  }

  /** In the pane, with a step back somewhere in between. */
  private void shown(String markdown, StyledMarkdown whole, Random random) {
    int middle = random.nextInt(markdown.length() + 1);
    int back = random.nextInt(middle + 1);
    FxTest.run(() -> {
      pane.clear();
      pane.append(markdown.substring(0, middle));
      pane.cut(back);
      pane.append(markdown.substring(back));
      assertThat(pane.plainText()).isEqualTo(whole.plainText());
      assertThat(pane.markdown()).isEqualTo(markdown);
    });
  }
}
