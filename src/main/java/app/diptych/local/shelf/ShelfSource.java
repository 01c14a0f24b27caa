package app.diptych.local.shelf;

/** Who keeps a model. */
public enum ShelfSource {
  DEMO("Included"),
  DOWNLOADED("Downloaded"),
  LLAMA_CPP("llama.cpp"),
  LM_STUDIO("LM Studio"),
  OLLAMA("Ollama"),
  HUGGING_FACE("Hugging Face"),
  FOLDER("Folder");

  private final String words;

  ShelfSource(String words) {
    this.words = words;
  }

  /** Its name, for people. */
  public String words() {
    return words;
  }
}
