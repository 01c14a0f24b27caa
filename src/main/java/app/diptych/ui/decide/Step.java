package app.diptych.ui.decide;

/** What leads to a decision, in order. */
public enum Step {
  CONNECT(
      "Connect",
      "A gateway with its key, so that models elsewhere can answer.",
      "Open the settings"),
  COMPARE("Compare", "The same prompt to two models, side by side.", "Open Compare"),
  BATCH("Run a batch", "A data set to both models, with checks.", "Open Batch"),
  REVIEW("Review", "Verdicts of people who do not see whose answer it is.", "Open Review"),
  BUDGET("Set a budget", "What may be spent; a cap ends it there.", "Open the budgets"),
  FALLBACK(
      "Choose a fallback policy",
      "Who answers when a provider does not, and the way back.",
      "Open the settings"),
  REPORT("Write the report", "One page that says which model to take, and why.", "Make a report");

  private final String words;
  private final String why;
  private final String action;

  Step(String words, String why, String action) {
    this.words = words;
    this.why = why;
    this.action = action;
  }

  String words() {
    return words;
  }

  String why() {
    return why;
  }

  String action() {
    return action;
  }
}
