package app.diptych.exchange;

import app.diptych.session.SavedSession;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a bundle. What is torn, damaged or twice is left out and told; what is whole is taken, and
 * nothing is ever taken that does not match its check.
 */
final class BundleReader implements Importer {
  private static final Pattern HEADER = Pattern.compile("\\{\\s*\"diptych\"\\s*:");

  @Override
  public Format format() {
    return Format.BUNDLE;
  }

  @Override
  public boolean recognises(Source source) {
    return HEADER.matcher(source.firstLine()).lookingAt();
  }

  @Override
  public Imported read(Source source) throws ExchangeException {
    source.requireAtMost(Bundle.MOST_BYTES);
    Pass pass = new Pass(source);
    try (ByteLines lines = new ByteLines(source.bytes())) {
      pass.header(lines.next());
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        pass.line(line, lines.number(), lines.isWhole());
      }
    } catch (IOException refused) {
      throw source.cannotBeRead(refused);
    }
    return pass.end();
  }

  /** One reading of one file. */
  private static final class Pass {
    private final Source source;
    private final Losses losses = new Losses();
    private final BundleDraft draft = new BundleDraft(losses);
    private boolean checked;
    private long lines = 1;
    private long promised;

    Pass(Source source) {
      this.source = source;
    }

    void header(byte @Nullable [] line) throws ExchangeException {
      if (line == null) {
        throw new ExchangeException(source.name() + " is empty.");
      }
      BundleLine.Check check = BundleLine.check(line);
      JsonNode header;
      try {
        header = Json.read(BundleLine.text(line), "line 1");
      } catch (ExchangeException | CharacterCodingException broken) {
        throw new ExchangeException(brokenHeader(), broken);
      }
      if (!header.path(Bundle.VERSION).isIntegralNumber() || check == BundleLine.Check.WRONG) {
        throw new ExchangeException(brokenHeader());
      }
      long major = header.path(Bundle.VERSION).asLong(0);
      if (major != Bundle.MAJOR) {
        throw new ExchangeException(
            major > Bundle.MAJOR
                ? source.name()
                    + " was written by a newer version of Diptych (bundle version "
                    + major
                    + ", this one reads up to "
                    + Bundle.MAJOR
                    + "). Update Diptych to read it."
                : brokenHeader());
      }
      checked = check == BundleLine.Check.RIGHT;
    }

    private String brokenHeader() {
      return "The first line of "
          + source.name()
          + " does not say which version of a bundle it is, so the rest cannot be trusted. Get the"
          + " file again from where it came.";
    }

    void line(byte[] line, long number, boolean whole) throws ExchangeException {
      if (line.length == 0) {
        return;
      }
      lines++;
      BundleLine.Check check = BundleLine.check(line);
      JsonNode node =
          check == BundleLine.Check.WRONG || (checked && check == BundleLine.Check.NONE)
              ? null
              : parse(line, number);
      if (node != null) {
        take(node, number);
      } else if (whole) {
        losses.add(
            "damaged lines",
            "Line "
                + number
                + " is not as it was written, so nothing in it can be trusted. Get the file again"
                + " from where it came.");
      }
    }

    private static @Nullable JsonNode parse(byte[] line, long number) {
      try {
        return Json.read(BundleLine.text(line), "line " + number);
      } catch (ExchangeException | CharacterCodingException broken) {
        return null;
      }
    }

    private void take(JsonNode node, long number) throws ExchangeException {
      String kind = node.path(Bundle.KIND).asString("");
      switch (kind) {
        case Bundle.SESSION, Bundle.TRIAL, Bundle.SIDE, Bundle.VOTE -> item(kind, node, number);
        case Bundle.END -> {
          lines--;
          promised += node.path("lines").asLong(0);
        }
        default -> {
          // Files that were joined have a first line in the middle.
          if (!node.has(Bundle.VERSION)) {
            losses.add(
                "lines of an unknown kind",
                "Line " + number + " is of a kind that this version of Diptych does not know.");
          }
        }
      }
    }

    private void item(String kind, JsonNode node, long number) throws ExchangeException {
      BundleItem item;
      try {
        item = BundleJson.read(kind, node);
      } catch (ArithmeticException | IllegalArgumentException wrong) {
        losses.add(
            "lines that cannot be understood", "Line " + number + ": " + Reason.of(wrong) + ".");
        return;
      }
      draft.add(item);
      for (String field : KnownFields.unknownIn(kind, node)) {
        losses.add("the field " + field, "A newer version of Diptych wrote it; update to read it.");
      }
    }

    Imported end() throws ExchangeException {
      if (promised == 0) {
        losses.add(
            "the end of the file",
            "It stops after line "
                + lines
                + ". Get it again from where it came, or take what is"
                + " whole.");
      } else if (promised != lines) {
        losses.add(
            "lines",
            "There should be "
                + promised
                + " and there are "
                + lines
                + ": some are missing or"
                + " twice.");
      }
      List<SavedSession> sessions = draft.sessions();
      if (sessions.isEmpty()) {
        throw new ExchangeException(
            source.name()
                + " holds no session that can be read"
                + losses.list().stream()
                    .findFirst()
                    .map(loss -> ": " + loss.why())
                    .orElse(". Export it again."));
      }
      return new Imported(Format.BUNDLE, sessions, List.of(), losses.list());
    }
  }
}
