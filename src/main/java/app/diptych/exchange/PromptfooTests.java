package app.diptych.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tests of a configuration, each a value for every variable, with what holds for all already
 * filled in. A variable with several values makes several tests of one.
 */
final class PromptfooTests {
  /** More values of one variable than that are told as a loss. */
  private static final int MOST_EXPANDED = 10_000;

  private final Losses losses;
  private final List<Test> tests = new ArrayList<>();

  /** One of them. */
  record Test(String description, Map<String, List<String>> values) {}

  private PromptfooTests(Losses losses) {
    this.losses = losses;
  }

  static PromptfooTests read(Place config, Losses losses) throws ExchangeException {
    PromptfooTests all = new PromptfooTests(losses);
    Place usual = config.at("defaultTest");
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (usual.isText()) {
      all.tellFile();
    } else if (!usual.isMissing()) {
      all.tellChecks(usual.object());
      all.values(usual.at("vars"), values);
    }
    Place list = config.at("tests");
    if (list.node().isArray()) {
      for (Place test : list.items()) {
        all.add(test, values);
      }
    } else if (!list.isMissing()) {
      all.tellFile();
    }
    if (all.tests.isEmpty()) {
      all.tests.add(new Test("", values));
    }
    return all;
  }

  private void add(Place test, Map<String, List<String>> usual) throws ExchangeException {
    if (test.isText() || test.has("path")) {
      tellFile();
      return;
    }
    tellChecks(test.object());
    Map<String, List<String>> values = new LinkedHashMap<>(usual);
    values(test.at("vars"), values);
    tests.add(new Test(test.at("description").text(""), values));
  }

  private void values(Place vars, Map<String, List<String>> values) throws ExchangeException {
    if (vars.isText() || vars.node().isArray()) {
      tellFile();
      return;
    }
    Map<String, Place> all = new LinkedHashMap<>();
    vars.fields(all::put);
    for (Map.Entry<String, Place> each : all.entrySet()) {
      List<String> texts = new ArrayList<>();
      Place value = each.getValue();
      for (Place one : value.node().isArray() ? value.items() : List.of(value)) {
        String text = one.node().isContainer() ? one.node().toString() : one.words("");
        if (PromptfooPrompts.isFile(text)) {
          tellFile();
        } else if (texts.size() < MOST_EXPANDED) {
          texts.add(text);
        }
      }
      values.put(each.getKey(), texts);
    }
  }

  private void tellFile() {
    losses.add("files that are named", "Diptych opens no file that another one names.");
  }

  private void tellChecks(Place test) throws ExchangeException {
    losses.add("checks", test.at("assert").items().size(), "A prompt has no place for them.");
    boolean more =
        test.has("options")
            || test.has("provider")
            || test.has("threshold")
            || test.has("metadata");
    losses.add("options of tests", more ? 1 : 0, "A prompt has no place for them.");
  }

  List<Test> all() {
    return tests;
  }

  /** The different values of a variable, in order. */
  Set<String> values(String variable) {
    Set<String> values = new LinkedHashSet<>();
    tests.forEach(test -> values.addAll(test.values().getOrDefault(variable, List.of())));
    return values;
  }
}
