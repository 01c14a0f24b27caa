package app.diptych.cli;

import app.diptych.exchange.VoteFiles;
import app.diptych.review.stats.Agreement;
import app.diptych.review.stats.BradleyTerry;
import app.diptych.review.stats.Disagreement;
import app.diptych.review.stats.Estimate;
import app.diptych.review.stats.McNemar;
import app.diptych.review.stats.Question;
import app.diptych.review.stats.Rated;
import app.diptych.review.stats.RaterPair;
import app.diptych.review.stats.RaterRow;
import app.diptych.review.stats.Repeats;
import app.diptych.review.stats.Results;
import app.diptych.review.stats.Slice;
import app.diptych.review.stats.Stopping;
import app.diptych.review.stats.StyleControl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What votes tell as one JSON document; what nothing can be said of is null. */
final class VotesJson {
  private final VoteFiles.Read read;
  private final Question question;
  private final Results results;

  VotesJson(VoteFiles.Read read, Question question, Results results) {
    this.read = read;
    this.question = question;
    this.results = results;
  }

  ObjectNode document() {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("sentence", results.sentence())
            .put("format", read.kind().name().toLowerCase(Locale.ROOT))
            .put("modelA", results.modelA())
            .put("modelB", results.modelB())
            .put("n", results.n())
            .put("a", results.a())
            .put("b", results.b())
            .put("ties", results.ties())
            .put("bothBad", results.bothBad());
    document.put("prompts", results.prompts()).put("votes", results.votes());
    document.put("models", results.models());
    document.put("bothBadCountsAs", question.bothBadIsTie() ? "tie" : "nothing");
    put(document, "winRateA", results.winRate());
    put(document, "winRateAByPrompt", results.byPrompt().map(one -> one.estimate()));
    put(document, "decisiveWinRateA", results.decisive());
    put(document, "tieShare", results.tieShare());
    put(document, "bothBadShare", results.bothBadShare());
    document.putObject("signTest").put("p", results.signTest().p());
    stopping(document.putObject("stopping"), results.stopping());
    passes(document, results.passes());
    rated(document.putArray("bradleyTerry"), results.rated());
    ratings(document.putObject("ratings"));
    results
        .style()
        .ifPresentOrElse(
            style -> style(document.putObject("styleControl"), style),
            () -> document.putNull("styleControl"));
    slices(document.putArray("slices"));
    document.put("tags", results.tags());
    position(document.putObject("position"));
    agreement(document.putObject("agreement"), results.agreement());
    people(document);
    rest(document);
    return document;
  }

  private static void put(ObjectNode node, String name, Optional<Estimate> estimate) {
    estimate.ifPresentOrElse(
        one ->
            node.putObject(name)
                .put("value", one.value())
                .put("low", one.low())
                .put("high", one.high())
                .put("n", one.n()),
        () -> node.putNull(name));
  }

  private static void stopping(ObjectNode node, Stopping stopping) {
    node.put("eValue", stopping.eValue())
        .put("decision", stopping.decision().name().toLowerCase(Locale.ROOT))
        .put("moreVotes", stopping.moreVotes())
        .put("moreVotesIsLowerBound", stopping.beyond() || stopping.early())
        .put("p", stopping.p())
        .put("low", stopping.low())
        .put("high", stopping.high())
        .put("n", stopping.n())
        .put("decidedAt", stopping.decidedAt())
        .put("onePerPrompt", stopping.onePerPrompt())
        .put("inOrder", stopping.inOrder());
  }

  private static void passes(ObjectNode document, Optional<McNemar> passes) {
    if (passes.isEmpty()) {
      document.putNull("mcNemar");
      return;
    }
    McNemar test = passes.get();
    ObjectNode node =
        document
            .putObject("mcNemar")
            .put("both", test.both())
            .put("onlyA", test.onlyA())
            .put("onlyB", test.onlyB())
            .put("neither", test.neither())
            .put("p", test.p());
    put(node, "difference", test.difference());
  }

  private static void rated(ArrayNode list, List<Rated> rated) {
    for (Rated one : rated) {
      list.addObject()
          .put("model", one.model())
          .put("rating", one.rating().value())
          .put("low", one.rating().low())
          .put("high", one.rating().high())
          .put("n", one.rating().n())
          .put("group", one.group());
    }
  }

  private void ratings(ObjectNode node) {
    BradleyTerry.Ratings ratings = results.ratings();
    node.put("ties", ratings.ties() == BradleyTerry.Ties.HALF_WINS ? "half" : "davidson")
        .put("nu", ratings.nu())
        .put("groups", ratings.groups())
        .put("softened", ratings.softened())
        .put("converged", ratings.converged());
  }

  private void style(ObjectNode node, StyleControl style) {
    ArrayNode effects = node.putArray("effects");
    for (StyleControl.Effect effect : style.effects()) {
      ObjectNode one = effects.addObject().put("measure", effect.measure());
      put(one, "coefficient", Optional.of(effect.coefficient()));
    }
    rated(node.putArray("bradleyTerry"), results.styleRated());
    node.put("n", style.n());
  }

  private void slices(ArrayNode list) {
    for (Slice slice : results.slices()) {
      ObjectNode node =
          list.addObject()
              .put("tag", slice.tag())
              .put("a", slice.a())
              .put("b", slice.b())
              .put("ties", slice.ties())
              .put("bothBad", slice.bothBad())
              .put("p", slice.p())
              .put("adjustedP", slice.adjusted())
              .put("found", slice.found());
      put(node, "winRateA", slice.winRate());
    }
  }

  private void position(ObjectNode node) {
    Optional<Estimate> left = results.position();
    if (left.isPresent()) {
      node.put("leftWinRate", left.get().value())
          .put("low", left.get().low())
          .put("high", left.get().high())
          .put("n", left.get().n());
    } else {
      node.putNull("leftWinRate").putNull("low").putNull("high").put("n", 0);
    }
    put(node, "sameInBothOrders", results.orders().consistent());
    put(node, "firstInBothOrders", results.orders().first());
    put(node, "secondInBothOrders", results.orders().second());
  }

  private static void agreement(ObjectNode node, Agreement agreement) {
    node.put("items", agreement.items());
    put(node, "raw", agreement.raw());
    put(node, "rawDecisive", agreement.rawDecisive());
    put(node, "cohenKappa", agreement.cohen());
    put(node, "weightedKappa", agreement.weighted());
    put(node, "fleissKappa", agreement.fleiss());
    put(node, "alphaNominal", agreement.nominal());
    put(node, "alphaOrdinal", agreement.ordinal());
    put(node, "alphaInterval", agreement.interval());
    node.put("paradox", agreement.paradox());
    ArrayNode pairs = node.putArray("pairs");
    for (RaterPair pair : agreement.pairs()) {
      ObjectNode one =
          pairs
              .addObject()
              .put("one", pair.one())
              .put("other", pair.other())
              .put("items", pair.items());
      put(one, "raw", pair.raw());
      put(one, "kappa", pair.kappa());
      put(one, "weightedKappa", pair.weighted());
    }
  }

  private void people(ObjectNode document) {
    document.put("raters", results.raters().raters());
    ArrayNode list = document.putArray("raterTable");
    for (RaterRow row : results.raters().list()) {
      ObjectNode node =
          list.addObject()
              .put("rater", row.rater())
              .put("n", row.n())
              .put("a", row.a())
              .put("b", row.b())
              .put("ties", row.ties())
              .put("bothBad", row.bothBad());
      put(node, "leftWinRate", row.leftWins());
      put(node, "agreesWithOthers", row.withOthers());
      row.pace()
          .ifPresentOrElse(
              pace -> node.put("secondsPerVote", pace.toMillis() / 1000d),
              () -> node.putNull("secondsPerVote"));
      node.put("tooFast", row.tooFast()).put("oneSided", row.alwaysLeft());
    }
    ArrayNode disagreements = document.putArray("disagreements");
    for (Disagreement one : results.disagreements().list()) {
      disagreements
          .addObject()
          .put("item", one.item())
          .put("modelA", one.a())
          .put("modelB", one.b())
          .put("a", one.forA())
          .put("b", one.forB())
          .put("ties", one.ties())
          .put("bothBad", one.bothBad());
    }
    document.put("itemsInDispute", results.disagreements().items());
  }

  private void rest(ObjectNode document) {
    ObjectNode hygiene =
        document
            .putObject("hygiene")
            .put("tooFast", results.hygiene().tooFast())
            .put("oneSidedRaters", results.hygiene().oneSided());
    put(hygiene, "sameVerdictAgain", results.hygiene().consistency());
    ObjectNode noise = document.putObject("noiseFloor").put("n", results.noise().n());
    put(noise, "winRate", results.noise().winRate());
    put(noise, "noPreference", results.noise().ties());
    Repeats repeats = results.repeats();
    document
        .putObject("repeats")
        .put("prompts", repeats.prompts())
        .put("items", repeats.items())
        .put("distinctA", repeats.distinctA())
        .put("distinctB", repeats.distinctB())
        .put("a", repeats.a())
        .put("b", repeats.b())
        .put("even", repeats.even());
    ArrayNode notes = document.putArray("notes");
    results.notes().forEach(notes::add);
    document.put("rows", read.rows());
    document.set("leftOut", SessionsText.json(read.losses()));
  }
}
