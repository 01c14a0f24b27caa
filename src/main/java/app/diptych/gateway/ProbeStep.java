package app.diptych.gateway;

/** What a check of a gateway looks at, in this order. */
public enum ProbeStep {
  REACH("Reach"),
  TLS("TLS"),
  KEY("Key"),
  MODELS("Models"),
  CALL("One-token call");

  private final String words;

  ProbeStep(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
