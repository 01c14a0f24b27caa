package app.diptych.ui.fx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of Markdown line by line, as the first phase of CommonMark does, and hands each
 * on when its text cannot change any more. What it hands on depends on the lines alone.
 */
final class BlockScanner {
  /** Deeper quotes and lists are read as text. */
  static final int DEPTH = 32;

  private final List<Container> containers = new ArrayList<>();
  private @Nullable Leaf leaf;
  private List<StyledParagraph> out = new ArrayList<>();
  private final boolean guess;

  BlockScanner() {
    this(false);
  }

  private BlockScanner(boolean guess) {
    this.guess = guess;
  }

  /**
   * One that goes its own way from here, to show what is not complete yet. Where a line can still
   * become two things it shows the likelier one, so that less changes under the reader's eyes.
   */
  BlockScanner guess() {
    return copy(true);
  }

  /** One that goes its own way from here; what has not been taken yet stays with this one. */
  BlockScanner copy() {
    return copy(guess);
  }

  private BlockScanner copy(boolean guessing) {
    BlockScanner copy = new BlockScanner(guessing);
    copy.containers.addAll(containers);
    copy.leaf = leaf == null ? null : leaf.copy();
    return copy;
  }

  /** What has been finished since the last call. */
  List<StyledParagraph> take() {
    List<StyledParagraph> taken = out;
    out = new ArrayList<>();
    return taken;
  }

  /** Whether the next line is code, unless it ends it. */
  boolean isInFence() {
    return leaf instanceof CodeLeaf code && code.isFenced();
  }

  /** Ends all blocks. */
  void close() {
    if (guess && leaf instanceof ParagraphLeaf paragraph && paragraph.isOneLine()) {
      guessTable(paragraph.text());
    }
    closeFrom(0);
  }

  /** A line between bars will be the head of a table. */
  private void guessTable(String head) {
    if (head.startsWith("|") && head.indexOf('|', 1) > 0) {
      leaf =
          new TableLeaf(
              head, Collections.nCopies(TableRow.cells(head).size(), TableRow.Align.LEFT));
    }
  }

  /**
   * Reads a whole line, or the first piece of one that is very long.
   *
   * @param whole whether it ends here; otherwise {@link #more} brings the rest
   */
  void line(String text, boolean whole) {
    LineCursor line = new LineCursor(text);
    int matched = match(line);
    boolean all = matched == containers.size();
    if (all && leaf instanceof CodeLeaf code && code.isFenced()) {
      fenced(code, line);
    } else {
      starts(line, matched);
    }
    if (!whole) {
      split(text);
    }
  }

  /** Reads a further piece of a line that is very long. */
  void more(String piece) {
    if (leaf != null) {
      emit(leaf.more(piece));
    }
  }

  /** Makes the block at hand ready for the rest of the line. */
  private void split(String piece) {
    if (leaf == null || leaf instanceof TableLeaf) {
      closeLeaf();
      leaf = ParagraphLeaf.after(ParagraphStyle.Kind.TEXT, piece);
    }
  }

  private void fenced(CodeLeaf code, LineCursor line) {
    if (code.isClosedBy(line)) {
      closeLeaf();
    } else {
      emit(code.add(line));
    }
  }

  /** How many containers go on in this line; reads their signs. */
  private int match(LineCursor line) {
    for (int i = 0; i < containers.size(); i++) {
      switch (containers.get(i)) {
        case Container.Quote() -> {
          if (line.indent() > 3 || line.next() != '>') {
            return i;
          }
          skipQuoteSign(line);
        }
        case Container.Item item -> {
          boolean empty = i == containers.size() - 1 && leaf == null && !item.shown();
          if (line.blank() ? empty : line.indent() < item.indent()) {
            return i;
          }
          line.skipColumns(item.indent());
        }
      }
    }
    return containers.size();
  }

  private static void skipQuoteSign(LineCursor line) {
    line.skipMark(1);
    line.skipColumns(1);
  }

  /** Reads the signs of new blocks, then what is left as text. */
  private void starts(LineCursor line, int matched) {
    int open = matched;
    boolean fresh = false;
    while (!line.blank()) {
      boolean inParagraph = leaf instanceof ParagraphLeaf && !fresh;
      if (line.indent() > 3) {
        if (inParagraph || (leaf instanceof TableLeaf && open == containers.size())) {
          break;
        }
        indented(line, open);
        return;
      }
      String text = line.text();
      boolean same = inParagraph && open == containers.size();
      if ((same && underlined(text)) || leafStarts(text, line.indent(), open)) {
        return;
      }
      if (containerStarts(line, text, open, same)) {
        open = containers.size();
        fresh = true;
      } else {
        break;
      }
    }
    text(line, open, fresh);
  }

  private boolean underlined(String text) {
    int level = LineShape.underline(text);
    boolean uncertain = guess && text.length() < 3;
    if (level == 0 || uncertain || !(leaf instanceof ParagraphLeaf paragraph)) {
      return false;
    }
    String heading = paragraph.text();
    leaf = null;
    heading(level, heading);
    return true;
  }

  private boolean leafStarts(String text, int indent, int open) {
    int level = LineShape.heading(text);
    Optional<LineShape.Fence> fence = LineShape.fence(text);
    boolean rule = LineShape.rule(text);
    if (level == 0 && fence.isEmpty() && !rule) {
      return false;
    }
    closeFrom(open);
    if (level > 0) {
      heading(level, LineShape.headingText(text));
    } else if (rule) {
      emit(List.of(new StyledParagraph(ParagraphStyle.of(ParagraphStyle.Kind.RULE), List.of())));
    } else {
      leaf = new CodeLeaf(fence.get(), indent);
    }
    return true;
  }

  private void heading(int level, String text) {
    if (guess && text.isEmpty()) {
      return;
    }
    ParagraphStyle.Kind kind =
        switch (level) {
          case 1 -> ParagraphStyle.Kind.HEADING_1;
          case 2 -> ParagraphStyle.Kind.HEADING_2;
          default -> ParagraphStyle.Kind.HEADING_3;
        };
    emit(List.of(new StyledParagraph(ParagraphStyle.of(kind), InlineText.line(text))));
  }

  private boolean containerStarts(LineCursor line, String text, int open, boolean interrupts) {
    if (open >= DEPTH) {
      return false;
    }
    if (text.startsWith(">")) {
      closeFrom(open);
      skipQuoteSign(line);
      containers.add(new Container.Quote());
      return true;
    }
    Optional<LineShape.Marker> marker = LineShape.marker(text);
    if (marker.isEmpty() || (interrupts && !interruptsParagraph(marker.get(), text))) {
      return false;
    }
    Container before = open < containers.size() ? containers.get(open) : null;
    closeFrom(open);
    startItem(line, marker.get(), before);
    return true;
  }

  private void startItem(LineCursor line, LineShape.Marker marker, @Nullable Container before) {
    int indent = line.indent() + marker.length();
    line.skipMark(marker.length());
    int spaces = line.indent();
    int content = line.blank() || spaces > 4 ? 1 : spaces;
    line.skipColumns(content);
    containers.add(
        new Container.Item(marker, Container.number(marker, before), indent + content, false));
  }

  private static boolean interruptsParagraph(LineShape.Marker marker, String text) {
    return !text.substring(marker.length()).isBlank()
        && (!marker.ordered() || marker.number() == 1);
  }

  private void indented(LineCursor line, int open) {
    closeFrom(open, leaf instanceof CodeLeaf);
    if (!(leaf instanceof CodeLeaf)) {
      closeLeaf();
      leaf = new CodeLeaf(null, 0);
    }
    emit(((CodeLeaf) leaf).add(line));
  }

  private void text(LineCursor line, int open, boolean fresh) {
    boolean lazy = open < containers.size() && !fresh && !line.blank();
    if (lazy && leaf instanceof ParagraphLeaf paragraph) {
      emit(paragraph.add(line.text()));
      return;
    }
    closeFrom(open, true);
    if (line.blank()) {
      blank(fresh);
      return;
    }
    String text = line.text();
    if (leaf instanceof TableLeaf && guess && text.equals("|")) {
      return;
    }
    if (leaf instanceof TableLeaf table && TableRow.isRow(text)) {
      emit(table.add(text));
    } else if (leaf instanceof ParagraphLeaf paragraph) {
      inParagraph(paragraph, text);
    } else {
      closeLeaf();
      ParagraphLeaf paragraph = new ParagraphLeaf(ParagraphStyle.Kind.TEXT);
      paragraph.add(text);
      leaf = paragraph;
    }
  }

  private void blank(boolean fresh) {
    if (leaf instanceof CodeLeaf code && !code.isFenced()) {
      code.addBlank();
    } else if (!fresh) {
      closeLeaf();
    }
  }

  private void inParagraph(ParagraphLeaf paragraph, String text) {
    String head = paragraph.lastLine();
    if (guess && paragraph.isOneLine() && text.startsWith("|") && TableRow.isAlignment(text)) {
      guessTable(head);
      return;
    }
    Optional<List<TableRow.Align>> alignments =
        head.indexOf('|') < 0 || !TableRow.isRow(head)
            ? Optional.empty()
            : TableRow.alignments(text);
    if (alignments.isEmpty() || TableRow.cells(head).size() > alignments.get().size()) {
      emit(paragraph.add(text));
      return;
    }
    paragraph.dropLastLine();
    closeLeaf();
    leaf = new TableLeaf(head, alignments.get());
  }

  /** Ends the containers from that one on, and the leaf with them. */
  private void closeFrom(int open) {
    closeFrom(open, false);
  }

  private void closeFrom(int open, boolean keepLeaf) {
    if (open == containers.size() && keepLeaf) {
      return;
    }
    closeLeaf();
    showMarkers(containers.size());
    while (containers.size() > open) {
      containers.removeLast();
    }
  }

  private void closeLeaf() {
    if (leaf != null) {
      emit(leaf.close());
      leaf = null;
    }
  }

  /** Adds paragraphs with everything they are in. */
  private void emit(List<StyledParagraph> paragraphs) {
    if (paragraphs.isEmpty()) {
      return;
    }
    String marker = "";
    if (!containers.isEmpty()
        && containers.getLast() instanceof Container.Item item
        && !item.shown()) {
      showMarkers(containers.size() - 1);
      marker = item.sign();
      containers.set(containers.size() - 1, item.asShown());
    } else {
      showMarkers(containers.size());
    }
    for (StyledParagraph paragraph : paragraphs) {
      out.add(place(paragraph, containers.size(), marker));
      marker = "";
    }
  }

  /** Gives each item of the outer ones that has no text of its own a line for its marker. */
  private void showMarkers(int outer) {
    for (int i = 0; i < outer; i++) {
      if (containers.get(i) instanceof Container.Item item && !item.shown()) {
        StyledParagraph empty = new StyledParagraph(ParagraphStyle.EMPTY, List.of());
        out.add(place(empty, i + 1, item.sign()));
        containers.set(i, item.asShown());
      }
    }
  }

  private StyledParagraph place(StyledParagraph paragraph, int outer, String marker) {
    int quotes = 0;
    for (int i = 0; i < outer; i++) {
      quotes += containers.get(i) instanceof Container.Quote ? 1 : 0;
    }
    return paragraph.with(paragraph.style().at(outer - quotes, quotes, marker));
  }
}
