package app.diptych.local.shelf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The models in the cache of Hugging Face's tools: {@code
 * models--OWNER--REPO/snapshots/COMMIT/FILE}, each a link to a file named by its hash
 * (huggingface_hub, "Understand caching"; read 2026-11-26).
 */
final class HubCache {
  private static final String PREFIX = "models--";
  private static final int LONGEST_REF = 200;

  private HubCache() {}

  static List<Found> files(
      Path folder, ScanLimits limits, BooleanSupplier late, Consumer<String> notes) {
    List<Found> found = new ArrayList<>();
    for (Path file : GgufWalk.files(folder, limits, late, notes)) {
      found.add(new Found(title(folder.relativize(file)), file));
    }
    // What main stands for comes first: of the same file in two commits it is the one to name.
    found.sort(Comparator.comparing(each -> !isMain(folder, folder.relativize(each.file()))));
    return found;
  }

  private static String title(Path below) {
    String repository = below.getName(0).toString();
    return repository.startsWith(PREFIX)
        ? repository.substring(PREFIX.length()).replace("--", "/")
        : "";
  }

  private static boolean isMain(Path folder, Path below) {
    if (below.getNameCount() < 4) {
      return false;
    }
    Path ref = folder.resolve(below.getName(0)).resolve("refs").resolve("main");
    try {
      return Files.isRegularFile(ref)
          && Files.size(ref) <= LONGEST_REF
          && Files.readString(ref, StandardCharsets.US_ASCII)
              .strip()
              .equals(below.getName(2).toString());
    } catch (IOException unreadable) {
      return false;
    }
  }
}
