package app.diptych.exchange;

/** The custom fields in which LLM Comparator's JSON carries what it has no field of its own for. */
enum ComparatorField {
  TRIAL("trial", "string"),
  PARENT("parent", "string"),
  VERDICT("verdict", "category"),
  MODEL("model", "per_model_category"),
  SYSTEM("system_prompt", "per_model_text"),
  REASONING("reasoning", "per_model_text"),
  FINISH_REASON("finish_reason", "per_model_category"),
  FAILURE("failure", "per_model_text"),
  LATENCY("latency_ms", "per_model_number"),
  FIRST_TOKEN("time_to_first_token_ms", "per_model_number"),
  INPUT_TOKENS("input_tokens", "per_model_number"),
  OUTPUT_TOKENS("output_tokens", "per_model_number"),
  REASONING_TOKENS("reasoning_tokens", "per_model_number"),
  CACHED_TOKENS("cached_tokens", "per_model_number");

  /** The field of a single rating that says who gave it. */
  static final String RATER = "rater";

  static final String RATER_TYPE = "per_rating_string";

  private final String key;
  private final String type;

  ComparatorField(String key, String type) {
    this.key = key;
    this.type = type;
  }

  /** Its name in the file. */
  String key() {
    return key;
  }

  /** Its type in the file's schema. */
  String type() {
    return type;
  }

  /** Whether it has one value for each model. */
  boolean isPerModel() {
    return type.startsWith("per_model");
  }

  static boolean isKey(String name) {
    for (ComparatorField field : values()) {
      if (field.key.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
