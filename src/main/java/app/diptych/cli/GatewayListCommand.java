package app.diptych.cli;

import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayBook.Entry;
import app.diptych.gateway.GatewayJson;
import app.diptych.gateway.GatewayLimits;
import app.diptych.gateway.GatewayPreset;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.GatewayTimeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists the gateways, where their keys are, and what keeps one from being used. */
@Command(name = "list", description = "Lists your gateways and where their keys are; never a key.")
final class GatewayListCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Option(names = "--presets", description = "The well-known gateways to begin from instead.")
  boolean presets;

  GatewayListCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    try (Rooms rooms = root.open()) {
      GatewayBook book = rooms.gateways();
      if (presets) {
        print(book.presets().all());
        return Exit.FINE;
      }
      List<Entry> entries = book.entries();
      if (root.json) {
        root.terminal().print(json(entries));
      } else if (entries.isEmpty()) {
        root.terminal()
            .print(
                "No gateway yet. Add one: diptych gateway add --preset holysheep, or diptych gateway"
                    + " add ID URL.");
      } else {
        entries.forEach(this::line);
      }
      book.unusable().forEach(root.terminal()::complain);
      return Exit.FINE;
    }
  }

  private void line(Entry entry) {
    root.terminal()
        .print(
            String.format(
                Locale.ROOT,
                "%-16s  %-40s  %s",
                entry.profile().id(),
                entry.profile().baseUrl(),
                entry.key() + (entry.forThisRun() ? ", for this run only" : "")));
    String terms = terms(entry.profile());
    if (!terms.isEmpty()) {
      root.terminal().print(" ".repeat(18) + Terminal.safe(terms));
    }
    if (!entry.trouble().isEmpty()) {
      root.terminal().print(" ".repeat(18) + "> " + Terminal.safe(entry.trouble()));
    }
  }

  /** What was set beside address and key: limits, time limits and aliases. */
  private static String terms(GatewayProfile profile) {
    List<String> terms = new ArrayList<>();
    GatewayLimits limits = profile.limits();
    limit(terms, limits.requestsPerMinute(), "requests a minute");
    limit(terms, limits.tokensPerMinute(), "tokens a minute");
    limit(terms, limits.concurrent(), "at once");
    GatewayTimeouts times = profile.timeouts();
    GatewayTimeouts usual = GatewayTimeouts.DEFAULTS;
    time(terms, times.connect(), usual.connect(), "connect");
    time(terms, times.firstByte(), usual.firstByte(), "first byte");
    time(terms, times.silence(), usual.silence(), "silence");
    time(terms, times.whole(), usual.whole(), "whole call");
    profile.aliases().forEach((name, id) -> terms.add(name + " = " + id));
    return String.join(", ", terms);
  }

  private static void limit(List<String> terms, @Nullable Integer limit, String words) {
    if (limit != null) {
      terms.add(String.format(Locale.ROOT, "%,d %s", limit, words));
    }
  }

  private static void time(List<String> terms, Duration limit, Duration usual, String words) {
    if (!limit.equals(usual)) {
      boolean whole = limit.toMillis() % 1000 == 0;
      terms.add(words + " " + (whole ? limit.toSeconds() + " s" : limit.toMillis() + " ms"));
    }
  }

  private void print(List<GatewayPreset> all) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (GatewayPreset preset : all) {
      if (root.json) {
        list.addObject()
            .put("id", preset.id())
            .put("name", preset.name())
            .put("baseUrl", preset.baseUrl().toString())
            .put("keyVariable", preset.variable().isEmpty() ? null : preset.variable())
            .put("about", preset.about());
      } else {
        root.terminal()
            .print(
                String.format(
                    Locale.ROOT,
                    "%-14s  %-36s  %s",
                    preset.id(),
                    preset.baseUrl(),
                    preset.about()));
      }
    }
    if (root.json) {
      root.terminal().print(pretty(list));
    }
  }

  private static String json(List<Entry> entries) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Entry entry : entries) {
      ObjectNode node = list.addObject();
      GatewayJson.write(entry.profile(), node);
      GatewayTimeouts timeouts = entry.profile().timeouts();
      node.putObject("timeouts")
          .put("connectMs", timeouts.connect().toMillis())
          .put("firstByteMs", timeouts.firstByte().toMillis())
          .put("silenceMs", timeouts.silence().toMillis())
          .put("wholeMs", timeouts.whole().toMillis());
      node.put("keyPlace", entry.key());
      node.put("trouble", entry.trouble().isEmpty() ? null : entry.trouble());
      node.put("forThisRun", entry.forThisRun());
    }
    return pretty(list);
  }

  private static String pretty(ArrayNode list) {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(list);
  }
}
