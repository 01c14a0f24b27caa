package app.diptych.exchange;

/**
 * Names of the OpenTelemetry semantic conventions for generative AI (status Development,
 * github.com/open-telemetry/semantic-conventions-genai, read 2026-11), and our own beside them.
 */
final class OtelNames {
  static final String OPERATION = "gen_ai.operation.name";
  static final String PROVIDER = "gen_ai.provider.name";
  static final String CONVERSATION = "gen_ai.conversation.id";
  static final String OUTPUT_TYPE = "gen_ai.output.type";
  static final String REQUEST_MODEL = "gen_ai.request.model";
  static final String TEMPERATURE = "gen_ai.request.temperature";
  static final String TOP_P = "gen_ai.request.top_p";
  static final String MAX_TOKENS = "gen_ai.request.max_tokens";
  static final String SEED = "gen_ai.request.seed";
  static final String STOP = "gen_ai.request.stop_sequences";
  static final String RESPONSE_MODEL = "gen_ai.response.model";
  static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
  static final String FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";
  static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
  static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
  static final String CACHED_TOKENS = "gen_ai.usage.cache_read.input_tokens";
  static final String REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens";
  static final String SYSTEM = "gen_ai.system_instructions";
  static final String INPUT = "gen_ai.input.messages";
  static final String OUTPUT = "gen_ai.output.messages";
  static final String ERROR = "error.type";

  /** The event that may hold the texts instead of the span. */
  static final String DETAILS = "gen_ai.client.inference.operation.details";

  static final String EVALUATION = "gen_ai.evaluation.result";
  static final String EVALUATION_NAME = "gen_ai.evaluation.name";
  static final String SCORE = "gen_ai.evaluation.score.value";
  static final String LABEL = "gen_ai.evaluation.score.label";
  static final String EXPLANATION = "gen_ai.evaluation.explanation";

  /** What an evaluation is called that is one half of a verdict on two answers. */
  static final String PREFERENCE = "preference";

  static final String TITLE = "diptych.session.title";
  static final String NOTES = "diptych.session.notes";
  static final String TAGS = "diptych.session.tags";
  static final String TRIAL = "diptych.trial";
  static final String SIDE = "diptych.side";
  static final String MODEL = "diptych.model";
  static final String RATER = "diptych.rater";

  private OtelNames() {}
}
