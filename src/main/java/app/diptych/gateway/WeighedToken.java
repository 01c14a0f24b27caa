package app.diptych.gateway;

import app.diptych.completion.TokenCertainty;
import app.diptych.completion.TokenCertainty.Alternative;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A token with its probability, as a gateway tells it.
 *
 * @param logProbability finite, 0 at most
 */
record WeighedToken(String text, double logProbability, List<Alternative> alternatives) {
  WeighedToken {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * The probabilities of a piece of the answer; empty when the tokens do not make up exactly that
   * piece, because bytes of a character were held back or something was masked.
   *
   * @param safe takes the key out of what is shown of an alternative
   */
  static List<TokenCertainty> over(
      String piece, List<WeighedToken> tokens, UnaryOperator<String> safe) {
    List<TokenCertainty> certainty = new ArrayList<>(tokens.size());
    int at = 0;
    for (WeighedToken token : tokens) {
      if (!piece.startsWith(token.text(), at)) {
        return List.of();
      }
      at += token.text().length();
      certainty.add(
          new TokenCertainty(
              token.text().length(),
              token.logProbability(),
              token.alternatives().stream()
                  .map(other -> new Alternative(safe.apply(other.token()), other.logProbability()))
                  .toList()));
    }
    return at == piece.length() ? certainty : List.of();
  }
}
