package app.diptych.trial;

import app.diptych.completion.TokenCertainty;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an answer: one token with how sure the model was of it, or text of which that is not
 * known.
 */
public record WeighedText(String text, @Nullable TokenCertainty certainty) {}
