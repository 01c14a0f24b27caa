package app.diptych.exchange;

import org.jspecify.annotations.Nullable;

/** Reads votes from rows of JSON, telling their kind by their fields. */
final class JsonBallots {
  private final VoteIntake intake;
  private final Source source;
  private final ArenaBallots arena;
  private final BenchBallots bench;
  private final AlpacaBallots alpaca;

  JsonBallots(VoteIntake intake, Source source) {
    this.intake = intake;
    this.source = source;
    this.arena = new ArenaBallots(intake, source);
    this.bench = new BenchBallots(intake);
    this.alpaca = new AlpacaBallots(intake);
  }

  void read() throws ExchangeException {
    JsonRows.each(source, intake.losses(), this::take);
  }

  private void take(Place row) throws ExchangeException {
    intake.row();
    VoteKind kind = kind(row);
    if (kind == null) {
      intake
          .losses()
          .add("rows that are no votes", "They have none of the fields that votes are told by.");
      return;
    }
    intake.is(kind, row.where());
    switch (kind) {
      case ARENA -> arena.take(row);
      case MT_BENCH -> bench.take(row);
      case ALPACA_EVAL -> alpaca.take(row);
      case BUNDLE, TABLE -> throw new IllegalStateException("No row of JSON is " + kind);
    }
  }

  private static @Nullable VoteKind kind(Place row) {
    if (row.has("generator_1") && row.has("generator_2")) {
      return VoteKind.ALPACA_EVAL;
    }
    if (row.has("g1_winner") || row.has("games")) {
      return VoteKind.MT_BENCH;
    }
    boolean battle = row.has("model_a") && row.has("model_b");
    return battle || (row.has("type") && row.has("tstamp")) ? VoteKind.ARENA : null;
  }
}
