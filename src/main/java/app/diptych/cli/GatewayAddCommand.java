package app.diptych.cli;

import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayBook.Done;
import app.diptych.gateway.GatewayBook.Doubted;
import app.diptych.gateway.GatewayBook.KeyOfAnother;
import app.diptych.gateway.GatewayBook.Saved;
import app.diptych.gateway.GatewayLimits;
import app.diptych.gateway.GatewayPreset;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.KeyBinding;
import app.diptych.gateway.KeySource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Adds a gateway, from a preset or from its address. */
@Command(
    name = "add",
    description = {
      "Adds an OpenAI-compatible gateway: diptych gateway add ID URL, or add --preset NAME.",
      "Its key comes from an environment variable, or is typed and kept in the keyring."
    },
    footer = {"", "A key is never an argument: other programs can read those."})
final class GatewayAddCommand implements Callable<Integer> {
  private final DiptychCommand root;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "Its short name.")
  @Nullable String id;

  @Parameters(index = "1", arity = "0..1", paramLabel = "URL", description = "Its base URL.")
  @Nullable String url;

  @Parameters(index = "2..*", hidden = true)
  List<String> more = new ArrayList<>();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Begin from a well-known one: diptych gateway list --presets.")
  @Nullable String preset;

  @Option(names = "--name", paramLabel = "TEXT", description = "A longer name, for people.")
  @Nullable String name;

  @Option(
      names = "--key-from-env",
      paramLabel = "VAR",
      description = "The environment variable that holds the key. Default: ID_API_KEY.")
  @Nullable String variable;

  @Option(
      names = "--key",
      description = "Ask for the key, or read it from standard input, and keep it in the keyring.")
  boolean key;

  @Option(names = "--no-key", description = "It asks for no key.")
  boolean noKey;

  @Option(
      names = "--alias",
      paramLabel = "NAME=ID",
      description = "Your own name for a model; can be given several times.")
  List<String> aliases = new ArrayList<>();

  @Option(names = "--rpm", paramLabel = "N", description = "At most so many requests a minute.")
  @Nullable Integer requestsPerMinute;

  @Option(names = "--tpm", paramLabel = "N", description = "At most so many tokens a minute.")
  @Nullable Integer tokensPerMinute;

  @Option(names = "--concurrent", paramLabel = "N", description = "At most so many at once.")
  @Nullable Integer concurrent;

  @Mixin TimeoutOptions timeouts = new TimeoutOptions();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Sent with every request; never a secret.")
  List<String> headers = new ArrayList<>();

  @Option(names = "--notes", paramLabel = "TEXT", description = "Your notes.")
  @Nullable String notes;

  @Option(
      names = "--trust-host",
      paramLabel = "HOST",
      description = "Yes, this host is right although it looks like another.")
  @Nullable String trustedHost;

  @Option(
      names = "--replace",
      description = "Change the gateway with that name; what is not given stays as it is.")
  boolean replace;

  GatewayAddCommand(DiptychCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    if (!more.isEmpty()) {
      throw new IllegalArgumentException(
          "Give one ID and one URL. A key is never an argument: give --key alone, and it is asked"
              + " for.");
    }
    if ((key ? 1 : 0) + (noKey ? 1 : 0) + (variable == null ? 0 : 1) > 1) {
      throw new IllegalArgumentException("Give one of --key, --key-from-env and --no-key.");
    }
    try (Rooms rooms = root.open()) {
      GatewayBook book = rooms.gateways();
      GatewayProfile profile = changed(begin(book));
      if (!replace && book.entry(profile.id()).isPresent()) {
        throw new IllegalArgumentException(
            "There is a gateway named "
                + profile.id()
                + ": give another name, or --replace to change that one.");
      }
      return told(profile, book.save(profile, key ? typedKey(book, profile) : null));
    }
  }

  private GatewayProfile begin(GatewayBook book) {
    if (replace && id != null && preset == null) {
      GatewayProfile before = book.entry(id).map(GatewayBook.Entry::profile).orElse(null);
      if (before != null) {
        // What is not said stays as it is, the key included.
        return url == null ? before : before.at(GatewayProfile.of(id, url).baseUrl());
      }
    }
    if (preset == null) {
      if (id == null || url == null) {
        throw new IllegalArgumentException(
            "Give an ID and a URL, for example: diptych gateway add local"
                + " http://127.0.0.1:8080/v1; or --preset NAME.");
      }
      return GatewayProfile.of(id, url);
    }
    GatewayPreset known =
        book.presets()
            .find(preset)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There is no preset "
                        + preset
                        + ". Presets: "
                        + String.join(
                            ", ", book.presets().all().stream().map(GatewayPreset::id).toList())
                        + "."));
    GatewayProfile profile = known.profile();
    if (id != null) {
      profile = profile.named(id, known.name());
    }
    return url == null ? profile : profile.at(GatewayProfile.of(profile.id(), url).baseUrl());
  }

  private GatewayProfile changed(GatewayProfile begun) {
    Map<String, String> names = new LinkedHashMap<>(begun.aliases());
    names.putAll(pairs("--alias", aliases));
    Map<String, String> extra = new LinkedHashMap<>(begun.headers());
    extra.putAll(pairs("--header", headers));
    GatewayLimits limits = begun.limits();
    return new GatewayProfile(
        begun.id(),
        name == null ? begun.name() : name,
        begun.baseUrl(),
        binding(begun),
        names,
        new GatewayLimits(
            requestsPerMinute == null ? limits.requestsPerMinute() : requestsPerMinute,
            tokensPerMinute == null ? limits.tokensPerMinute() : tokensPerMinute,
            concurrent == null ? limits.concurrent() : concurrent),
        timeouts.over(begun.timeouts()),
        extra,
        notes == null ? begun.notes() : notes);
  }

  private KeyBinding binding(GatewayProfile begun) {
    KeySource source =
        noKey
            ? new KeySource.None()
            : variable == null ? begun.key().source() : new KeySource.Environment(variable);
    String host =
        trustedHost == null
            ? begun.key().trustedHost()
            : trustedHost.strip().toLowerCase(Locale.ROOT);
    if (trustedHost != null && !host.equals(begun.host())) {
      throw new IllegalArgumentException(
          "--trust-host must name the host of the URL, " + begun.host() + ", letter by letter.");
    }
    boolean same = source.equals(begun.key().source()) && !begun.key().origin().isEmpty();
    // A key that was given for another address is not taken along unasked.
    return new KeyBinding(source, same ? begun.key().origin() : begun.origin(), host);
  }

  private char[] typedKey(GatewayBook book, GatewayProfile profile) {
    if (!book.keyPlace().lasting()) {
      throw new IllegalArgumentException(
          "There is no keyring here to keep a key in, and it would be forgotten when this command"
              + " ends: put it into an environment variable and give --key-from-env VAR.");
    }
    return Terminal.readKey("The key of " + profile.id() + " (not shown): ");
  }

  private int told(GatewayProfile profile, Saved saved) {
    return switch (saved) {
      case Done(String words, boolean kept) -> {
        String place = root.json ? "" : " Check it: diptych gateway check " + profile.id();
        if (kept) {
          root.terminal()
              .print(
                  root.json
                      ? JsonNodeFactory.instance.objectNode().put("added", profile.id()).toString()
                      : "Added " + profile.id() + ", " + profile.baseUrl() + "." + place);
        }
        if (!words.isEmpty()) {
          root.terminal().complain(words);
        }
        yield kept ? Exit.FINE : Exit.FAILED;
      }
      case Doubted(var doubt) ->
          throw new IllegalArgumentException(
              "Nothing was added: "
                  + doubt.why()
                  + ". Correct the URL, or say that it is right with --trust-host "
                  + doubt.host()
                  + ".");
      case KeyOfAnother(String origin) ->
          throw new IllegalArgumentException(
              "Nothing was changed: the key was given for " + origin + ". Give --key again.");
    };
  }

  private static Map<String, String> pairs(String option, List<String> given) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : given) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(option + " is given as NAME=VALUE.");
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }
}
