package app.diptych.local.shelf;

import app.diptych.completion.Failure;
import app.diptych.local.ModelHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model on this machine, as its own header tells about it.
 *
 * @param title what it is called where it is kept, for example {@code llama3.2:3b} at Ollama, else
 *     its own name, else its file's
 * @param model what it is named by everywhere in the program, for example {@code file:/m/a.gguf}
 * @param files its files that are there, in their order; the first one is loaded
 * @param size bytes of these files
 * @param header null when the file cannot be read
 * @param problem why it cannot be used by anybody; null when it can
 * @param builtIn why the built-in engine cannot run it; null when it can
 * @param newer whether llama-server may well run what the built-in engine cannot
 */
public record ShelfModel(
    String title,
    String model,
    ShelfSource source,
    List<Path> files,
    long size,
    @Nullable ModelHeader header,
    @Nullable Failure problem,
    @Nullable Failure builtIn,
    boolean newer) {

  public ShelfModel {
    files = List.copyOf(files);
  }

  /** The file that is loaded. */
  public Path file() {
    return files.getFirst();
  }

  /** What is wrong with it or with running it here, in one sentence; empty when nothing is. */
  public String trouble() {
    return whyNotHere().map(why -> shortened(why.message())).orElse("");
  }

  /** The same with what to do. */
  public String troubleAndAdvice() {
    return whyNotHere().map(why -> shortened(why.sentences())).orElse("");
  }

  /** Where it is stands beside it: its name is enough. */
  private String shortened(String words) {
    return words.replace("'" + file() + "'", "'" + file().getFileName() + "'");
  }

  /** Why the built-in engine cannot answer with it; empty when it can. */
  public Optional<Failure> whyNotHere() {
    return Optional.ofNullable(problem != null ? problem : builtIn);
  }

  /** Whether some engine may well answer with it; which one is chosen when it is put on a side. */
  public boolean isUsable() {
    return problem == null && (builtIn == null || newer);
  }

  /** Whether each of the words is in what is known of it. */
  public boolean has(String words) {
    StringBuilder all =
        new StringBuilder(title).append(' ').append(source.words()).append(' ').append(file());
    if (header != null) {
      all.append(' ').append(header.name()).append(' ').append(header.architecture());
      all.append(' ').append(header.quantisation()).append(' ').append(header.licence());
      header.languages().forEach(language -> all.append(' ').append(language));
    }
    String known = all.toString().toLowerCase(Locale.ROOT);
    for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
      if (!known.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
