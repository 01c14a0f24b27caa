package app.diptych.ui.fx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Turns the inside of a block into styled lines. A line end of the author stays a line end: models
 * write poems and addresses that way.
 */
final class InlineText {
  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(Set.of())
          .extensions(List.of(StrikethroughExtension.builder().requireTwoTildes(true).build()))
          .build();

  private static final int TARGET_LENGTH = 80;

  private final List<List<StyledText>> lines = new ArrayList<>();
  private List<StyledText> line = new ArrayList<>();
  private final Deque<String> styles = new ArrayDeque<>();
  private final StringBuilder run = new StringBuilder();

  private InlineText() {}

  /** The styled lines of a paragraph, at least one. */
  static List<List<StyledText>> lines(String markdown) {
    return hasSigns(markdown) ? new InlineText().read(markdown) : plain(markdown);
  }

  /** Most cells and many lines have nothing to parse, and parsing is what costs. */
  private static boolean hasSigns(String markdown) {
    for (int i = 0; i < markdown.length(); i++) {
      if ("\\`*_[<&~".indexOf(markdown.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static List<List<StyledText>> plain(String markdown) {
    List<List<StyledText>> lines = new ArrayList<>();
    for (String line : markdown.split("\n", -1)) {
      String text = VisibleText.of(line.strip().replace('\t', ' '));
      lines.add(text.isEmpty() ? List.of() : List.of(StyledText.plain(text)));
    }
    return lines;
  }

  /** The styled text of a heading or a cell: one line. */
  static List<StyledText> line(String markdown) {
    List<StyledText> line = new ArrayList<>();
    for (List<StyledText> part : lines(markdown)) {
      if (!line.isEmpty()) {
        line.add(StyledText.plain(" "));
      }
      line.addAll(part);
    }
    return line;
  }

  private List<List<StyledText>> read(String markdown) {
    for (Node block = PARSER.parse(markdown).getFirstChild();
        block != null;
        block = block.getNext()) {
      if (run.length() > 0 || !line.isEmpty()) {
        endLine();
      }
      walk(block);
    }
    endLine();
    return lines;
  }

  /** Depth first and without recursion: hostile text nests hundreds of levels in one paragraph. */
  private void walk(Node top) {
    Node node = top;
    while (true) {
      enter(node);
      Node child = showsChildren(node) ? node.getFirstChild() : null;
      while (child == null) {
        leave(node);
        if (node.equals(top)) {
          return;
        }
        child = node.getNext();
        if (child == null) {
          node = node.getParent();
        }
      }
      node = child;
    }
  }

  private static boolean showsChildren(Node node) {
    return !(node instanceof Image);
  }

  private void enter(Node node) {
    switch (node) {
      case Text text -> run.append(text.getLiteral());
      case HtmlInline html -> run.append(html.getLiteral());
      case SoftLineBreak _, HardLineBreak _ -> endLine();
      case Code code -> styled("code", code.getLiteral());
      case Image image -> image(image);
      case LinkReferenceDefinition reference -> {
        run.append('[').append(reference.getLabel()).append("]: ");
        styled("link", reference.getDestination());
      }
      default -> {
        String style = styleOf(node);
        if (style != null) {
          endRun();
          styles.addLast(style);
        }
      }
    }
  }

  private void leave(Node node) {
    if (styleOf(node) != null) {
      endRun();
      styles.removeLast();
    }
    if (node instanceof Link link) {
      target(link.getDestination(), textOf(link));
    }
  }

  private static @Nullable String styleOf(Node node) {
    return switch (node) {
      case StrongEmphasis _ -> "bold";
      case Emphasis _ -> "em";
      case Strikethrough _ -> "strike";
      case Link _ -> "link";
      default -> null;
    };
  }

  private void image(Image image) {
    String alternative = textOf(image);
    styled("image", alternative.isBlank() ? "image" : alternative);
    target(image.getDestination(), "");
  }

  /** Where a link really leads, unless its text says just that. */
  private void target(String destination, String text) {
    if (destination.isEmpty()
        || destination.equals(text)
        || destination.equals("mailto:" + text)
        || destination.equals("https://" + text)) {
      return;
    }
    String shown = destination.replaceFirst("^https?://", "");
    String cut =
        shown.length() <= TARGET_LENGTH ? shown : shown.substring(0, TARGET_LENGTH) + "\u2026";
    styled("target", " (" + cut + ")");
  }

  /** The text inside a node, cut when it is long. */
  private static String textOf(Node top) {
    StringBuilder text = new StringBuilder();
    Node node = top.getFirstChild();
    while (node != null && text.length() < 1_000) {
      if (node instanceof Text part) {
        text.append(part.getLiteral());
      } else if (node instanceof Code part) {
        text.append(part.getLiteral());
      }
      Node next = node.getFirstChild();
      while (next == null && !node.equals(top)) {
        next = node.getNext();
        if (next == null) {
          node = node.getParent();
        }
      }
      node = next;
    }
    return text.toString();
  }

  private void styled(String style, String text) {
    endRun();
    styles.addLast(style);
    run.append(text);
    endRun();
    styles.removeLast();
  }

  private void endRun() {
    if (!run.isEmpty()) {
      List<String> classes = styles.stream().distinct().toList();
      String text = VisibleText.of(run.toString().replace('\t', ' '));
      StyledText last = line.isEmpty() ? null : line.getLast();
      if (last != null && last.styles().equals(classes)) {
        line.set(line.size() - 1, new StyledText(last.text() + text, classes));
      } else {
        line.add(new StyledText(text, classes));
      }
      run.setLength(0);
    }
  }

  private void endLine() {
    endRun();
    lines.add(line);
    line = new ArrayList<>();
  }
}
