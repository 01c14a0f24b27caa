package app.diptych.session;

import app.diptych.completion.Usage;
import app.diptych.cost.Cost;
import app.diptych.cost.Energy;
import app.diptych.cost.Money;
import app.diptych.timing.Amounts;
import app.diptych.timing.Moments;
import app.diptych.timing.RequestMetrics;
import app.diptych.trial.Mark;
import app.diptych.trial.MeasuredAnswer;
import app.diptych.trial.Outcome;
import app.diptych.trial.Side;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of an answer as bytes, so that a hundred thousand are read in a moment: one
 * value from SQLite for each, and no text but names. The version of the layout, five bytes of kinds
 * and marks, the numbers in a fixed order, big-endian, then texts with their length in bytes before
 * them, and last the CRC-32C of all before it: checked here, it costs a tenth of what it costs to
 * have SQLite call back for {@link RowSum}. Numbers that are not known are the least there is.
 */
final class MeasurePack {
  private static final byte VERSION = 1;

  /** With the energy and the charge of this machine; without them it is the first one still. */
  private static final byte METERED = 2;

  /** With what else may have been charged. */
  private static final byte PARTLY = 3;

  /** With what reaching the gateway took, where that was more than the TCP handshake. */
  private static final byte REACHED = 4;

  /** Between a sum and what else may have been charged. */
  private static final String OPEN = "\n";

  private static final int NUMBERS = 256;
  private static final int SUM = Integer.BYTES;

  /** Where the tokens stand that are counted after the answer has come. */
  private static final int ESTIMATE = 6;

  /** In this order for ever: their places are on the disk. */
  private static final List<Outcome> OUTCOMES =
      List.of(Outcome.ANSWERED, Outcome.FAILED, Outcome.REFUSED, Outcome.STOPPED, Outcome.NOT_SENT);

  /** In this order for ever. */
  private static final List<Usage.Source> SOURCES =
      List.of(Usage.Source.REPORTED, Usage.Source.COUNTED, Usage.Source.ESTIMATED);

  /** In this order for ever; contended is not among them, because the trial tells. */
  private static final List<Mark> MARKS =
      List.of(Mark.BUFFERED, Mark.FAILED_OVER, Mark.ANSWERED_BY_ANOTHER, Mark.REPLAYED);

  private static final int LOCAL = 1;
  private static final int COMPLETE = 2;
  private static final int FORWARD = 4;
  private static final int SIDE_B = 8;
  private static final int IN_TURN = 16;
  private static final int REFUSED = 32;
  private static final int BEYOND_PROMPT = 64;

  /** What all answers of this machine cost that nobody measured. */
  private static final Cost UNMETERED = new Cost.Local();

  private static final byte COST_LOCAL = 0;
  private static final byte COST_KNOWN = 1;
  private static final byte COST_ESTIMATED = 2;
  private static final byte COST_UNPRICED = 3;
  private static final byte COST_METERED = 4;
  private static final byte COST_PARTLY = 5;
  private static final byte COST_PARTLY_ESTIMATED = 6;

  private MeasurePack() {}

  static byte[] pack(MeasuredAnswer answer) {
    List<byte[]> texts =
        List.of(
            bytes(words(answer.cost())),
            bytes(answer.failure()),
            bytes(answer.model()),
            bytes(answer.trial()),
            bytes(answer.session()));
    int length = texts.stream().mapToInt(text -> text.length).sum();
    ByteBuffer out = ByteBuffer.allocate(NUMBERS + length);
    RequestMetrics metrics = answer.metrics();
    byte version = version(answer);
    out.put(version);
    out.put(
        (byte)
            ((answer.local() ? LOCAL : 0)
                | (metrics.complete() ? COMPLETE : 0)
                | (metrics.moments().forward() ? FORWARD : 0)
                | (answer.side() == Side.B ? SIDE_B : 0)
                | (answer.inTurn() ? IN_TURN : 0)
                | (metrics.amounts().refused() ? REFUSED : 0)
                | (metrics.amounts().beyondPrompt() ? BEYOND_PROMPT : 0)));
    out.put((byte) OUTCOMES.indexOf(answer.outcome()));
    out.put((byte) (answer.source() == null ? -1 : SOURCES.indexOf(answer.source())));
    int marks = 0;
    for (int i = 0; i < MARKS.size(); i++) {
      marks |= answer.marks().contains(MARKS.get(i)) ? 1 << i : 0;
    }
    out.put((byte) marks);
    out.put(kind(answer.cost()));
    put(out, metrics.amounts());
    put(out, metrics.moments());
    out.putLong(answer.startedAt().toEpochMilli());
    out.putLong(answer.preparation().toNanos());
    out.putLong(answer.held().toNanos());
    put(out, answer.connect());
    if (version >= REACHED) {
      put(out, answer.reaching());
    }
    texts.forEach(text -> out.putShort((short) text.length).put(text));
    out.putInt(sum(out.array(), out.position()));
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * The same pack with another number of tokens counted here.
   *
   * @throws IllegalArgumentException when the bytes are no pack
   */
  static byte[] counted(byte[] packed, int estimatedTokens) {
    check(packed);
    byte[] more = packed.clone();
    ByteBuffer out = ByteBuffer.wrap(more);
    out.putInt(ESTIMATE, estimatedTokens);
    out.putInt(more.length - SUM, sum(more, more.length - SUM));
    return more;
  }

  /** What many answers share, so that it is kept once. */
  interface Shared {
    /** The tags of a session. */
    List<String> tags(String session);

    /** One text for the many that are equal. */
    String one(String text);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no pack
   */
  static MeasuredAnswer unpack(byte[] packed, boolean contended, Shared shared) {
    check(packed);
    ByteBuffer in = ByteBuffer.wrap(packed, 0, packed.length - SUM);
    try {
      byte version = in.get();
      if (version < VERSION || version > REACHED) {
        throw new IllegalArgumentException("A measurement of a version that is not known");
      }
      int kinds = in.get();
      Outcome outcome = OUTCOMES.get(in.get());
      int source = in.get();
      Set<Mark> marks = marks(in.get(), contended);
      byte costs = in.get();
      Amounts amounts = amounts(in, kinds);
      Moments moments = moments(in, (kinds & FORWARD) != 0);
      Instant startedAt = Instant.ofEpochMilli(in.getLong());
      Duration preparation = Duration.ofNanos(in.getLong());
      Duration held = Duration.ofNanos(in.getLong());
      Duration connect = duration(in);
      Duration reaching = version < REACHED ? connect : duration(in);
      Cost cost = cost(costs, text(in), shared);
      String failure = text(in);
      String model = shared.one(text(in));
      String trial = text(in);
      String session = shared.one(text(in));
      return new MeasuredAnswer(
          trial,
          (kinds & SIDE_B) == 0 ? Side.A : Side.B,
          session,
          shared.tags(session),
          startedAt,
          model,
          (kinds & LOCAL) != 0,
          new RequestMetrics(moments, amounts, (kinds & COMPLETE) != 0),
          source < 0 ? null : SOURCES.get(source),
          outcome,
          failure.isEmpty() ? null : failure,
          cost,
          marks,
          preparation,
          held,
          connect,
          reaching,
          (kinds & IN_TURN) != 0);
    } catch (BufferUnderflowException | IndexOutOfBoundsException torn) {
      throw new IllegalArgumentException("A measurement that is no measurement", torn);
    }
  }

  /**
   * Whether it computed on this machine when it was made, and at the same time as the other side,
   * so that it slowed that one down.
   */
  static boolean burdens(byte[] packed) {
    return packed.length > 4
        && (packed[1] & (LOCAL | IN_TURN)) == LOCAL
        && (packed[4] & 1 << MARKS.indexOf(Mark.REPLAYED)) == 0;
  }

  /** Its length and its checksum: another pack of the same answer has others. */
  static long fingerprint(byte[] packed) {
    int length = packed.length - SUM;
    int sum = length < 0 ? 0 : ByteBuffer.wrap(packed).getInt(length);
    return (long) packed.length << Integer.SIZE | Integer.toUnsignedLong(sum);
  }

  private static void check(byte[] packed) {
    int length = packed.length - SUM;
    if (length < ESTIMATE + SUM || ByteBuffer.wrap(packed).getInt(length) != sum(packed, length)) {
      throw new IllegalArgumentException("A measurement that is not what Diptych wrote");
    }
  }

  private static int sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }

  private static void put(ByteBuffer out, Moments moments) {
    out.putInt(moments.deltas());
    out.putLong(moments.first());
    out.putLong(moments.second());
    out.putLong(moments.firstText());
    out.putLong(moments.last());
  }

  private static Moments moments(ByteBuffer in, boolean forward) {
    return new Moments(
        in.getInt(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), forward);
  }

  private static void put(ByteBuffer out, Amounts amounts) {
    put(out, amounts.estimatedTokens());
    put(out, amounts.inputTokens());
    out.putInt(amounts.cachedTokens());
    put(out, amounts.outputTokens());
    out.putInt(amounts.hiddenTokens());
    out.putInt(amounts.characters());
    out.putInt(amounts.firstCharacters());
  }

  private static Amounts amounts(ByteBuffer in, int kinds) {
    Integer estimate = number(in);
    Integer input = number(in);
    int cached = in.getInt();
    Integer output = number(in);
    int hidden = in.getInt();
    return new Amounts(
        input,
        cached,
        output,
        hidden,
        estimate,
        in.getInt(),
        in.getInt(),
        (kinds & REFUSED) != 0,
        (kinds & BEYOND_PROMPT) != 0);
  }

  private static void put(ByteBuffer out, @Nullable Integer number) {
    out.putInt(number == null ? Integer.MIN_VALUE : number);
  }

  private static @Nullable Integer number(ByteBuffer in) {
    int number = in.getInt();
    return number == Integer.MIN_VALUE ? null : Integer.valueOf(number);
  }

  private static void put(ByteBuffer out, @Nullable Duration duration) {
    out.putLong(duration == null ? Long.MIN_VALUE : duration.toNanos());
  }

  private static @Nullable Duration duration(ByteBuffer in) {
    long nanos = in.getLong();
    return nanos == Long.MIN_VALUE ? null : Duration.ofNanos(nanos);
  }

  private static String text(ByteBuffer in) {
    int length = in.getShort();
    if (length == 0) {
      return "";
    }
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("A measurement with a text of impossible length");
    }
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** No failure and no reason is longer; what somebody else wrote may be. */
  private static byte[] bytes(@Nullable String text) {
    int most = 1_000;
    String all = text == null ? "" : text;
    return all.substring(0, Math.min(all.length(), most)).getBytes(StandardCharsets.UTF_8);
  }

  private static Set<Mark> marks(int bits, boolean contended) {
    if (bits == 0 && !contended) {
      return Set.of();
    }
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    for (int i = 0; i < MARKS.size(); i++) {
      if ((bits & 1 << i) != 0) {
        marks.add(MARKS.get(i));
      }
    }
    if (contended) {
      marks.add(Mark.CONTENDED);
    }
    return marks;
  }

  /** The least one whose readers know all of it. */
  private static byte version(MeasuredAnswer answer) {
    if (!Objects.equals(answer.connect(), answer.reaching())) {
      return REACHED;
    }
    return switch (kind(answer.cost())) {
      case COST_METERED -> METERED;
      case COST_PARTLY, COST_PARTLY_ESTIMATED -> PARTLY;
      default -> VERSION;
    };
  }

  private static byte kind(Cost cost) {
    return switch (cost) {
      case Cost.Local here -> here.energy() == null ? COST_LOCAL : COST_METERED;
      case Cost.Known known when known.isAtLeast() ->
          known.estimated() ? COST_PARTLY_ESTIMATED : COST_PARTLY;
      case Cost.Known known -> known.estimated() ? COST_ESTIMATED : COST_KNOWN;
      case Cost.Unpriced _ -> COST_UNPRICED;
    };
  }

  private static String words(Cost cost) {
    return switch (cost) {
      case Cost.Local here -> {
        Energy energy = here.energy();
        yield energy == null ? "" : MeteredText.write(energy, here.charge());
      }
      case Cost.Known known -> known.money() + (known.open() == null ? "" : OPEN + known.open());
      // What it can have cost at most is for budgets, which read the ledger.
      case Cost.Unpriced unpriced ->
          unpriced.why().equals(Cost.Unpriced.UNKNOWN.why()) ? "" : unpriced.why();
    };
  }

  private static Cost cost(byte kind, String words, Shared shared) {
    if (kind == COST_LOCAL) {
      return UNMETERED;
    }
    if (kind == COST_METERED) {
      return MeteredText.read(words);
    }
    if (kind == COST_UNPRICED) {
      return words.isEmpty() ? Cost.Unpriced.UNKNOWN : new Cost.Unpriced(words);
    }
    boolean partly = kind == COST_PARTLY || kind == COST_PARTLY_ESTIMATED;
    int end = words.indexOf(OPEN);
    if (partly != end >= 0) {
      throw new IllegalArgumentException("A cost that is no money");
    }
    String money = partly ? words.substring(0, end) : words;
    int space = money.lastIndexOf(' ');
    if (space < 1) {
      throw new IllegalArgumentException("A cost that is no money");
    }
    return new Cost.Known(
        new Money(
            new BigDecimal(money.substring(0, space)), shared.one(money.substring(space + 1))),
        kind == COST_ESTIMATED || kind == COST_PARTLY_ESTIMATED,
        partly ? words.substring(end + OPEN.length()) : null);
  }
}
