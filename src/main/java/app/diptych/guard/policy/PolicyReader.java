package app.diptych.guard.policy;

import app.diptych.guard.FailoverTerms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a policy from JSON: the playbook's {@code FALLBACK_CONFIG} as it stands, or with what it
 * lacks. See {@code docs/policy.md}.
 */
public final class PolicyReader {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_CONDITIONS = 100;
  private static final String WRAPPED = "FALLBACK_CONFIG";
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(64 << 10)
                          .maxNameLength(256)
                          .maxNumberLength(100)
                          .maxDocumentLength(MOST_BYTES)
                          .maxTokenCount(20_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final String EXAMPLE = "/policies/with-evidence.json";

  private final String file;
  private final List<String> unknown = new ArrayList<>();

  private PolicyReader(String file) {
    this.file = file;
  }

  /** A policy as it could be written, with every field there is; it comes with the product. */
  public static String example() {
    try (InputStream stream =
        Objects.requireNonNull(PolicyReader.class.getResourceAsStream(EXAMPLE), EXAMPLE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Reads a file of at most one megabyte. */
  public static FallbackPolicy read(Path path) throws PolicyException {
    String name = String.valueOf(path.getFileName());
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new PolicyException(name + " is larger than 1 MB, so it is no policy.");
      }
      return read(bytes, name);
    } catch (NoSuchFileException missing) {
      throw new PolicyException("There is no file " + path + ".", missing);
    } catch (IOException refused) {
      throw new PolicyException(
          path + " cannot be read: check that it is a file and may be read.", refused);
    }
  }

  /**
   * @param file named in the sentences about it
   */
  static FallbackPolicy read(byte[] json, String file) throws PolicyException {
    try {
      return new PolicyReader(file).policy(MAPPER.readTree(json));
    } catch (JacksonException broken) {
      throw new PolicyException(BrokenJson.sentence(file, broken), broken);
    }
  }

  private FallbackPolicy policy(JsonNode document) throws PolicyException {
    JsonNode whole = document.has(WRAPPED) ? document.get(WRAPPED) : document;
    if (!whole.isObject() || !whole.has("primary") || !whole.has("fallback")) {
      throw new PolicyException(
          file
              + " is no fallback policy: it needs \"primary\" and \"fallback\", each with a provider"
              + " and a model.");
    }
    PolicyFields root = fields(whole, "");
    PolicyFields primary = root.object("primary");
    PolicyFields fallback = root.object("fallback");
    List<Trigger> triggers = new ArrayList<>();
    triggers.addAll(triggers(fallback));
    triggers.addAll(triggers(root));
    PolicyFields cap = root.object("cost_cap");
    FallbackPolicy policy =
        new FallbackPolicy(
            route(primary),
            route(fallback),
            triggers,
            evidence(root),
            when(root),
            ratio(cap),
            unknownAllowed(cap),
            List.of());
    root.text("comment");
    root.text("source");
    cap.end();
    root.end();
    primary.end();
    fallback.end();
    return withUnknown(policy);
  }

  private FallbackPolicy withUnknown(FallbackPolicy policy) {
    return new FallbackPolicy(
        policy.primary(),
        policy.fallback(),
        policy.triggers(),
        policy.evidence(),
        policy.when(),
        policy.costCap(),
        policy.unknownCostAllowed(),
        unknown);
  }

  private RouteSpec route(PolicyFields fields) throws PolicyException {
    return new RouteSpec(
        fields.required("provider"),
        fields.required("model"),
        fields.text("base_url"),
        record(fields.object("record")),
        record(fields.object("sla")));
  }

  private TrackRecord record(PolicyFields fields) throws PolicyException {
    Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      String text = fields.text(metric.word());
      if (text != null) {
        values.put(metric, Quantity.of(metric, text, fields.where(metric.word())));
      }
    }
    BigDecimal price = fields.decimal("output_price");
    String currency = fields.text("currency");
    fields.text("source");
    fields.end();
    return new TrackRecord(values, price, currency == null ? "USD" : currency);
  }

  private static List<Trigger> triggers(PolicyFields fields) throws PolicyException {
    List<String> texts = fields.texts("trigger_conditions", MOST_CONDITIONS);
    List<Trigger> triggers = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      triggers.add(Trigger.of(texts.get(i), fields.where("trigger_conditions[" + i + "]")));
    }
    return triggers;
  }

  private EvidenceSpec evidence(PolicyFields root) throws PolicyException {
    PolicyFields fields = root.object("evidence");
    EvidenceSpec spec =
        new EvidenceSpec(
            fields.whole("window_calls"),
            time(fields, "window"),
            fields.whole("minimum_calls"),
            share(fields, "confidence"),
            fields.whole("minimum_failures"),
            root.whole("consecutive_failures"),
            time(root, "cooldown"),
            root.whole("half_open_calls"));
    fields.end();
    return spec;
  }

  private static @Nullable Duration time(PolicyFields fields, String name) throws PolicyException {
    String text = fields.text(name);
    return text == null ? null : Quantity.time(text, fields.where(name));
  }

  private static @Nullable Double share(PolicyFields fields, String name) throws PolicyException {
    String text = fields.text(name);
    return text == null ? null : Quantity.share(text, fields.where(name)).doubleValue();
  }

  /** The playbook's conditions are all it has, so it fails over when they hold and not before. */
  private static FailoverTerms.When when(PolicyFields root) throws PolicyException {
    String word = root.text("fail_over_on");
    return switch (word) {
      case null -> FailoverTerms.When.TRIPPED;
      case "trip" -> FailoverTerms.When.TRIPPED;
      case "failure" -> FailoverTerms.When.FAILED;
      case "never" -> FailoverTerms.When.NEVER;
      default ->
          throw new PolicyException(
              root.where("fail_over_on")
                  + " must be \"trip\", \"failure\" or \"never\", not \""
                  + word
                  + "\".");
    };
  }

  private static @Nullable Double ratio(PolicyFields cap) throws PolicyException {
    Double ratio = cap.number("ratio");
    if (ratio != null && ratio <= 0) {
      throw new PolicyException(cap.where("ratio") + " must be above 0, not " + ratio + ".");
    }
    return ratio;
  }

  private static boolean unknownAllowed(PolicyFields cap) throws PolicyException {
    String word = cap.text("unknown");
    return switch (word) {
      case null -> false;
      case "refuse" -> false;
      case "allow" -> true;
      default ->
          throw new PolicyException(
              cap.where("unknown") + " must be \"allow\" or \"refuse\", not \"" + word + "\".");
    };
  }

  private PolicyFields fields(JsonNode node, String path) {
    return new PolicyFields(node, path, file, unknown);
  }
}
