package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** What commonmark makes of a whole document, block by block: the oracle for the streamed one. */
final class ReferenceRendering {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  StrikethroughExtension.builder().requireTwoTildes(true).build()))
          .build();

  private final List<String> blocks = new ArrayList<>();

  private ReferenceRendering() {}

  /** One line for each block: kind, list depth, quote depth, and its text without white space. */
  static List<String> of(String markdown) {
    ReferenceRendering rendering = new ReferenceRendering();
    rendering.read(PARSER.parse(markdown), 0, 0);
    return rendering.blocks;
  }

  /** The same of a streamed document. */
  static List<String> of(StyledMarkdown markdown) {
    List<String> blocks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (StyledParagraph paragraph : markdown.paragraphs()) {
      ParagraphStyle style = paragraph.style();
      for (StyledText run : paragraph.texts()) {
        if (!run.styles().contains("target")) {
          text.append(run.text());
        }
      }
      if (style.last()) {
        add(blocks, style.kind().css(), style.depth(), style.quotes(), text.toString());
        text.setLength(0);
      }
    }
    return blocks;
  }

  private void read(Node parent, int depth, int quotes) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Paragraph p -> add(blocks, "p", depth, quotes, text(p));
        case Heading h -> add(blocks, "h" + Math.min(3, h.getLevel()), depth, quotes, text(h));
        case FencedCodeBlock c -> code(c.getLiteral(), depth, quotes);
        case IndentedCodeBlock c -> code(c.getLiteral(), depth, quotes);
        case ThematicBreak _ -> add(blocks, "rule", depth, quotes, "");
        case TableRow row ->
            add(
                blocks,
                row.getParent() instanceof TableHead ? "th" : "td",
                depth,
                quotes,
                text(row));
        case BlockQuote q -> read(q, depth, quotes + 1);
        case ListItem i -> read(i, depth + 1, quotes);
        default -> read(node, depth, quotes);
      }
    }
  }

  private void code(String literal, int depth, int quotes) {
    if (!literal.isEmpty()) {
      add(blocks, "code", depth, quotes, literal);
    }
  }

  /** Blocks without any text have nothing to compare. */
  private static void add(List<String> blocks, String kind, int depth, int quotes, String text) {
    String dense = text.replaceAll("\\s", "");
    if (kind.startsWith("t")) {
      // The lines of wrapped cells stand side by side.
      dense = dense.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }
    if (!dense.isEmpty() || kind.equals("rule")) {
      blocks.add(kind + " " + depth + " " + quotes + " " + dense);
    }
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      switch (child) {
        case Text t -> text.append(t.getLiteral());
        case Code c -> text.append(c.getLiteral());
        case HtmlInline h -> text.append(h.getLiteral());
        case TableCell c -> text.append(text(c)).append(' ');
        default -> text.append(text(child));
      }
    }
    return text.toString();
  }
}
