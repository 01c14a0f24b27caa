package app.diptych.exchange;

import app.diptych.prompt.Prompt;
import app.diptych.prompt.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prompts of a ChainForge flow, whose blanks are in single braces. */
final class ForgeTemplates {
  /** A backslash makes a brace plain; a mark before the name says how the value is used. */
  private static final Pattern BLANK = Pattern.compile("\\\\([{}])|\\{([#=]?)([^{}]{1,60})\\}");

  private final Losses losses;

  ForgeTemplates(Losses losses) {
    this.losses = losses;
  }

  /** The prompts of every node that asks a model. */
  List<Prompt> prompts(Place flow) throws ExchangeException {
    List<Prompt> prompts = new ArrayList<>();
    for (Place node : flow.at("nodes").items()) {
      String type = node.object().at("type").text("");
      if (type.equals("prompt") || type.equals("chat")) {
        Place data = node.at("data");
        Place text = data.at("prompt");
        List<Place> variants = text.node().isArray() ? text.items() : List.of(text);
        for (Place variant : variants) {
          add(variant.text(""), data.at("title").text(""), prompts);
        }
      }
    }
    return prompts;
  }

  private void add(String template, String title, List<Prompt> prompts) {
    if (!template.isBlank()) {
      PromptDraft.template(ours(template)).title(title).prompt(losses).ifPresent(prompts::add);
    }
  }

  /** The same with our blanks. */
  String ours(String template) {
    TemplateText text = new TemplateText();
    Matcher matcher = BLANK.matcher(template);
    int end = 0;
    while (matcher.find()) {
      text.literal(template.substring(end, matcher.start()));
      if (matcher.group(1) != null) {
        text.literal(matcher.group(1));
      } else if (Template.isName(matcher.group(3).strip())) {
        text.blank(matcher.group(3).strip());
      } else {
        losses.add("blanks that cannot be named here", "They are text in the prompt.");
        text.literal(matcher.group());
      }
      end = matcher.end();
    }
    text.literal(template.substring(end));
    return text.toString();
  }
}
