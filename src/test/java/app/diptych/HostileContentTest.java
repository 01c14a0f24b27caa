package app.diptych;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.diptych.completion.Failure;
import app.diptych.cost.LedgerEntry;
import app.diptych.exchange.Exchange;
import app.diptych.exchange.ExchangeException;
import app.diptych.exchange.Format;
import app.diptych.exchange.LedgerCsv;
import app.diptych.exchange.Redaction;
import app.diptych.local.GgufFile;
import app.diptych.prompt.Prompt;
import app.diptych.prompt.PromptFolder;
import app.diptych.ui.fx.FxTest;
import app.diptych.ui.fx.MarkdownPane;
import app.diptych.ui.fx.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of docs/security.md, row by row: what somebody else wrote, shown by the real pane and
 * read by the real importers.
 */
class HostileContentTest {
  private static final List<String> SCHEMES =
      List.of(
          "https://evil.example/",
          "http://evil.example/",
          "javascript:alert(1)//",
          "data:text/html;base64,PHNjcmlwdD4=",
          "file:///etc/passwd?",
          "ftp://evil.example/",
          "vbscript:msgbox(1)",
          "//evil.example/",
          "mailto:me@evil.example?body=",
          "jar:https://evil.example/a.jar!/");

  private static final List<String> HERE = List.of("127.0.0.1", "localhost", "[::1]");

  /** What parts words or turns them round without ink. */
  private static final int[] UNSEEN = {
    0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200B, 0x2060, 0x2064,
    0xFEFF, 0xAD, 0x180E, 0x3164, 0xE0001, 0xE0041, 0xE007F, 0x200D, 0x200E, 0x200F, 0xE0101
  };

  private static final List<String> WAYS_OUT =
      List.of(
          "..",
          "../x",
          "a/../../x",
          "/etc",
          "a/..",
          "./x",
          ".git",
          "a/.git/hooks",
          "a//b",
          "a/./b",
          " x",
          "x ",
          "x.",
          "x".repeat(300),
          "a/b/c/d/e/f/g/h/i",
          "..\\x",
          "a\\..\\..\\x",
          "C:\\x",
          "C:x",
          "\\\\host\\share",
          "con",
          "a/NUL",
          "com1.txt",
          "lpt9",
          "x:stream",
          "a|b",
          "a?b",
          "a*b",
          "a<b",
          "a\"b",
          "a\u0000b",
          "a\nb");

  @TempDir Path folder;
  private final MarkdownPane pane = FxTest.run(MarkdownPane::new);
  private final Stage stage = FxTest.run(() -> new Stage());

  @AfterEach
  void closeStage() {
    FxTest.run(() -> stage.close());
  }

  @Test
  void linksAreTextThatSaysWhereTheyLeadAndNothingIsFetched() {
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(counting(asked));
    try {
      for (String scheme : SCHEMES) {
        String target = scheme + "9x9";
        show(
            "[your bank](%s) ![logo](%s) <%s> <img src=\"%s\"> [ref]\n\n[ref]: %s"
                .formatted(target, target, target, target, target));
        assertThat(shown())
            .as(scheme)
            .contains("your bank", target.replaceFirst("^https?://", ""), "<img src=");
        FxTest.run(() -> {
          assertThat(pane.lookupAll("*"))
              .as(scheme)
              .noneMatch(node -> node instanceof Hyperlink || node instanceof ImageView);
          assertThat(pane.lookupAll("*"))
              .filteredOn(Text.class::isInstance)
              .as("nothing to click")
              .allMatch(node -> node.getOnMouseClicked() == null);
        });
      }
    } finally {
      ProxySelector.setDefault(before);
    }
    // What another test left behind may still speak to this machine, where no link leads.
    assertThat(asked).filteredOn(uri -> !HERE.contains(String.valueOf(uri.getHost()))).isEmpty();
  }

  @Test
  void controlCharactersAreSignsAndWhatIsCopiedIsClean() {
    StringBuilder all = new StringBuilder("x");
    for (int c = 0; c < 0xA0; c++) {
      if (c != '\n' && c != '\r' && c != '\t' && (c < ' ' || c > '~')) {
        all.append((char) c).append('x');
      }
    }
    String controls = all + "\u001B[31mred\u001B]0;title\u0007";
    for (String markdown :
        List.of(controls, "`" + controls + "`", "```\n" + controls + "\n```", "# " + controls)) {
      show(markdown);
      assertClean(shown());
      assertThat(shown()).contains("red", "\u241B");
      assertClean(copied());
      assertClean(VisibleText.ofLines(FxTest.run(pane::markdown)));
    }
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      String noise =
          random.ints(200, 0, 0x3000).mapToObj(Character::toString).reduce("", String::concat);
      assertClean(VisibleText.ofLines(noise));
    }
    assertThat(VisibleText.ofLines("a\r\n\tb\n\nc\n")).isEqualTo("a\r\n\tb\n\nc\n");
  }

  @Test
  void whatTurnsOrPartsWordsUnseenIsSeenAndStaysInItsParagraph() {
    for (int c : UNSEEN) {
      String sign = Character.toString(c);
      show("pay" + sign + "pal `a" + sign + "b`\n\nnext");
      assertThat(shown()).as("U+%04X", c).isEqualTo("pay\uFFFDpal a\uFFFDb\nnext");
    }
    // Each paragraph is laid out by itself: a direction that one leaves open ends with it.
    show("\u05D0\u05D1\u05D2\n\nabc");
    assertThat(FxTest.run(() -> pane.lookupAll(".paragraph-text"))).hasSizeGreaterThan(1);
  }

  @Test
  void scriptsAndEmojiThatNeedJoinersKeepThem() {
    for (String text :
        List.of(
            "\u0646\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
            "\u0915\u094D\u200D\u0937",
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\u2764\uFE0F\u200D\uD83D\uDD25")) {
      show(text);
      assertThat(shown()).isEqualTo(text);
    }
  }

  @Test
  void floodsOfMarksAreCutToEightOnALetter() {
    show("x" + "\u0301".repeat(1_500) + "y " + "z\u0489".repeat(3));
    assertThat(shown()).isEqualTo("x" + "\u0301".repeat(8) + "y z\u0489z\u0489z\u0489");
    // A longer flood is laid out in pieces, each with its own eight.
    show("x" + "\u0301".repeat(100_000));
    assertThat(shown().length()).isLessThan(500);
  }

  @Test
  void aLineOfAMillionCharactersIsLaidOutInSmallPieces() {
    String line = "0123456789".repeat(100_000);
    show(line);
    assertThat(FxTest.run(() -> pane.lookupAll(".paragraph-text").size())).isLessThan(200);
    FxTest.run(() -> {
      for (Node piece : pane.lookupAll(".paragraph-text")) {
        assertThat(textIn(piece).length()).isLessThanOrEqualTo(4_096);
      }
    });
    assertThat(FxTest.run(pane::plainText)).isEqualTo(line);
  }

  @Test
  void tenThousandLevelsAreShownAsThirtyTwo() {
    for (String sign : List.of("> ", "- ", "1. ", "[", "**", "![](")) {
      show(sign.repeat(10_000) + "deep");
      assertThat(shown()).as(sign).contains("deep");
      assertThat(FxTest.run(() -> deepest(pane))).as(sign).isLessThan(60);
    }
  }

  @Test
  void markupAndImitatedControlsAreWordsInAFrameThatSaysWhoseTheyAre() {
    show(
        "<script>alert(1)</script><button onclick=\"pay()\">Pay now</button>\n\n"
            + "[Update Diptych](https://evil.example)\n\n---\nSide B: finished");
    assertThat(shown())
        .contains("<script>alert(1)</script>", "<button", "Update Diptych (evil.example)");
    FxTest.run(() ->
        assertThat(pane.lookupAll(".button"))
            .as("the pane's own button alone")
            .allMatch(node -> node.getStyleClass().contains("jump-to-end")));
  }

  @Test
  void pathsOfImportedPromptsLeadNowhereElse() throws IOException {
    for (String way : WAYS_OUT) {
      assertThatThrownBy(
              () -> new Prompt("i", "t", List.of(), way, "", "x", List.of(), null, "", false), way)
          .isInstanceOf(IllegalArgumentException.class);
    }
    Path library = folder.resolve("library");
    List<Prompt> prompts = new ArrayList<>();
    for (String way : WAYS_OUT) {
      String title = way.replaceAll("[\\p{Cc}]", "_").strip();
      prompts.add(
          Prompt.of(
              "id-" + prompts.size(), title.substring(0, Math.min(150, title.length())), "x"));
    }
    PromptFolder files = new PromptFolder(library);
    assertThat(files.write(prompts)).isEmpty();
    assertThat(files.read().prompts()).hasSameSizeAs(prompts);
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile))
          .hasSameSizeAs(prompts)
          .allMatch(file -> library.equals(file.getParent()));
    }
  }

  @Test
  void linksInFoldersOfOthersAreNotFollowed() throws Exception {
    Path secret =
        Files.writeString(
            Files.createDirectory(folder.resolve("private")).resolve("secret.csv"),
            "prompt,answer_a,answer_b\nsecret,a,b\n");
    Path given = Files.createDirectory(folder.resolve("given"));
    Files.writeString(given.resolve("own.csv"), "prompt,answer_a,answer_b\nopen,a,b\n");
    Files.createSymbolicLink(given.resolve("linked.csv"), secret);
    Files.createSymbolicLink(given.resolve("deeper"), secret.getParent());

    assertThat(Exchange.groups(List.of(given))).containsExactly(List.of(given.resolve("own.csv")));

    PromptFolder prompts = new PromptFolder(given);
    Files.writeString(folder.resolve("private").resolve("p.yaml"), "id: x\ntext: secret\n");
    Files.createSymbolicLink(given.resolve("p.yaml"), folder.resolve("private/p.yaml"));
    assertThat(prompts.read().prompts()).isEmpty();
  }

  @Test
  void archivesAreNotUnpacked() throws IOException {
    // One folder deeper, so that what the archive aims at is nobody else's either.
    Path given = Files.createDirectory(folder.resolve("given"));
    for (String name : List.of("bomb.zip", "bomb.diptych.jsonl", "bomb.csv", "bomb.json")) {
      Path bomb = given.resolve(name);
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
        zip.putNextEntry(new ZipEntry("../../out.txt"));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 64; i++) {
          zip.write(zeros);
        }
      }
      assertThatThrownBy(() -> Exchange.read(bomb))
          .as(name)
          .isInstanceOf(ExchangeException.class)
          .hasMessageContaining("bomb");
    }
    assertThat(given.resolveSibling("out.txt")).doesNotExist();
  }

  @Test
  void eachLimitOfJsonIsHeld() throws IOException {
    String head = "{\"prompt\":\"p\",\"answer_a\":\"a\",\"answer_b\":\"b\",\"x\":";
    assertThatCode(head + "[".repeat(60) + "]".repeat(60) + "}");
    for (String bomb :
        List.of(
            head + "[".repeat(65) + "]".repeat(65) + "}",
            head + "[".repeat(100_000),
            head + "9".repeat(101) + "}",
            head + "{\"" + "n".repeat(50_001) + "\":1}}",
            head + "\"" + "s".repeat((28 << 20) + 1) + "\"}")) {
      assertRefused("bomb.jsonl", bomb);
      assertRefused("bomb.json", "[" + bomb + "]");
    }
    // More than can be held is refused before a byte of it is read.
    Path huge = folder.resolve("huge.diptych.jsonl");
    try (OutputStream out = Files.newOutputStream(huge)) {
      out.write("{\"diptych\":1}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    try (var channel =
        java.nio.channels.FileChannel.open(huge, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]), 300L << 20);
    }
    assertThatThrownBy(() -> Exchange.read(huge)).hasMessageContaining("MB can be read");
  }

  @Test
  void formulasLeaveWithAQuoteBeforeThem() throws Exception {
    List<String> formulas =
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "=cmd|' /C calc'!A0", "\uFF1D1+1");
    StringBuilder rows = new StringBuilder();
    for (String formula : formulas) {
      rows.append(
          "{\"prompt\":\"%s\",\"answer_a\":\"%s\",\"answer_b\":\"%s\",\"model_a\":\"%s\"}\n"
              .formatted(formula, formula, formula, formula));
    }
    Path given = Files.writeString(folder.resolve("in.jsonl"), rows);
    Path written = folder.resolve("out.csv");
    Exchange.write(Format.CSV, Exchange.read(given).sessions(), written, Redaction.NONE);
    Path ledger = folder.resolve("ledger.csv");
    LedgerCsv.write(
        formulas.stream()
            .map(each ->
                new LedgerEntry(
                    Instant.EPOCH, "t", "A", each.replace("\\t", "\t"), null, List.of(), "x", null))
            .toList(),
        ledger);
    for (Path csv : List.of(written, ledger)) {
      List<String> cells =
          Files.readAllLines(csv).stream()
              .flatMap(line -> Stream.of(line.split(",")))
              .map(cell -> cell.replaceFirst("^\"", ""))
              .toList();
      assertThat(cells).noneMatch(cell -> cell.matches("(?s)[=+@\\t\uFF1D].*|-1"));
      assertThat(cells).anyMatch(cell -> cell.startsWith("'="));
    }
  }

  @Test
  void modelFilesAreReadWithoutNativeCodeAndRefused() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      System.arraycopy(new byte[] {'G', 'G', 'U', 'F', 3}, 0, bytes, 0, Math.min(5, bytes.length));
      Path file = Files.write(folder.resolve("model.gguf"), bytes);
      assertThat(GgufFile.read(file))
          .isInstanceOfSatisfying(
              GgufFile.Refused.class,
              refused -> assertThat(refused.failure()).isInstanceOf(Failure.class));
    }
  }

  private void assertThatCode(String good) throws IOException {
    Path file = Files.writeString(folder.resolve("good.jsonl"), good + "\n");
    try {
      assertThat(Exchange.read(file).sessions()).hasSize(1);
    } catch (ExchangeException refused) {
      throw new AssertionError(refused);
    }
  }

  private void assertRefused(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content + "\n");
    String beginning = content.substring(0, 60);
    try {
      assertThat(Exchange.read(file).sessions())
          .as(beginning)
          .allMatch(session -> session.trials().isEmpty());
    } catch (ExchangeException told) {
      assertThat(told.getMessage()).as(beginning).isNotBlank().hasSizeLessThan(2_000);
    }
  }

  private void show(String markdown) {
    FxTest.run(() -> {
      if (stage.getScene() == null) {
        stage.setScene(new Scene(new StackPane(pane), 500, 400));
        stage.show();
      }
      pane.clear();
      pane.append(markdown);
    });
    FxTest.pulses(1);
  }

  private String shown() {
    return FxTest.run(pane::plainText);
  }

  /** What the keys for all and copy put on the clipboard. */
  private String copied() {
    return FxTest.run(() -> {
      for (KeyCode key : List.of(KeyCode.A, KeyCode.C)) {
        javafx.event.Event.fireEvent(
            pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false));
      }
      return Clipboard.getSystemClipboard().getString();
    });
  }

  private static void assertClean(String text) {
    assertThat(text.codePoints())
        .noneMatch(c -> c != '\n' && c != '\r' && c != '\t' && Character.isISOControl(c));
  }

  private static String textIn(Node node) {
    StringBuilder text = new StringBuilder();
    for (Node part : node.lookupAll("*")) {
      if (part instanceof Text words) {
        text.append(words.getText());
      }
    }
    return text.toString();
  }

  /** How many nodes lie in each other at most. */
  private static int deepest(javafx.scene.Parent top) {
    return 1
        + top.getChildrenUnmodifiable().stream()
            .flatMapToInt(child ->
                child instanceof javafx.scene.Parent parent
                    ? IntStream.of(deepest(parent))
                    : IntStream.of(1))
            .max()
            .orElse(0);
  }

  private static ProxySelector counting(List<URI> asked) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        asked.add(uri);
        return List.of(Proxy.NO_PROXY);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failed) {}
    };
  }
}
