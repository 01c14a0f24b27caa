package app.diptych.ui.decide;

import static app.diptych.ui.fx.Wording.say;
import static app.diptych.ui.fx.Wording.toSay;

/** What leads to a decision, in order. */
public enum Step {
  CONNECT(
      toSay("Connect"),
      toSay("A gateway with its key, so that models elsewhere can answer."),
      toSay("Open the settings")),
  COMPARE(
      toSay("Compare"),
      toSay("The same prompt to two models, side by side."),
      toSay("Open Compare")),
  BATCH(
      toSay("Run a batch"), toSay("A data set to both models, with checks."), toSay("Open Batch")),
  REVIEW(
      toSay("Review"),
      toSay("Verdicts of people who do not see whose answer it is."),
      toSay("Open Review")),
  BUDGET(
      toSay("Set a budget"),
      toSay("What may be spent; a cap ends it there."),
      toSay("Open the budgets")),
  FALLBACK(
      toSay("Choose a fallback policy"),
      toSay("Who answers when a provider does not, and the way back."),
      toSay("Open the settings")),
  REPORT(
      toSay("Write the report"),
      toSay("One page that says which model to take, and why."),
      toSay("Make a report"));

  private final String words;
  private final String why;
  private final String action;

  Step(String words, String why, String action) {
    this.words = words;
    this.why = why;
    this.action = action;
  }

  String words() {
    return say(words);
  }

  String why() {
    return say(why);
  }

  String action() {
    return say(action);
  }
}
