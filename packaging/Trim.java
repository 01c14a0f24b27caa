import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies libraries without the native code of other systems than this one, and says what that saves. The class files are
 * copied as they are. SQLite's own code and llama.cpp's are put beside their libraries as well: else
 * every start, and every model that is loaded, unpacks it anew. In the library it stays for a system
 * that does not take it from there.
 *
 * <p>Usage: java packaging/Trim.java LIBRARIES FOLDER
 */
class Trim {
  /** Where native libraries lie: java-llama.cpp, sqlite-jdbc, JNA, jkeychain. */
  private static final List<Pattern> NATIVE =
      List.of(
          Pattern.compile("de/kherud/llama/([^/]+/[^/]+)/[^/]+\\.(?:so|dll|dylib)"),
          Pattern.compile("org/sqlite/native/([^/]+/[^/]+)/[^/]+\\.(?:so|dll|dylib)"),
          Pattern.compile("com/sun/jna/([^/]+)/[^/]+\\.(?:so|dll|jnilib|a)"),
          // Of jkeychain, which is for macOS alone.
          Pattern.compile("(osxkeychain)\\.so"));

  /** Unpacked by their libraries anew at each start, and compared byte by byte. */
  private static final List<String> BESIDE = List.of("org/sqlite/native/", "de/kherud/llama/");

  private static final Pattern ANY_NATIVE = Pattern.compile(".*\\.(?:so|dll|dylib|jnilib)");

  public static void main(String[] arguments) throws IOException {
    Set<String> ours = ours(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    long before = 0;
    long after = 0;
    try (Stream<Path> libraries = Files.list(Path.of(arguments[0]))) {
      for (Path library : libraries.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        Path copy = folder.resolve(library.getFileName());
        int kept = copy(library, copy, ours);
        if (kept == 0 && !library.getFileName().toString().startsWith("jkeychain")) {
          throw new IllegalStateException(library + " has native code, but none for " + ours);
        }
        before += Files.size(library);
        after += Files.size(copy);
      }
    }
    System.out.printf(
        Locale.ROOT, "Libraries: %.1f MB, %.1f MB without other systems' native code%n", before / 1e6, after / 1e6);
  }

  /** What the libraries call this system. */
  private static Set<String> ours(String system, String processor) {
    boolean arm = processor.equals("aarch64");
    if (system.startsWith("Windows")) {
      return arm ? Set.of("Windows/aarch64", "win32-aarch64") : Set.of("Windows/x86_64", "win32-x86-64");
    }
    if (system.startsWith("Mac")) {
      return arm ? Set.of("Mac/aarch64", "darwin-aarch64", "osxkeychain") : Set.of("Mac/x86_64", "darwin-x86-64", "osxkeychain");
    }
    return arm ? Set.of("Linux/aarch64", "linux-aarch64") : Set.of("Linux/x86_64", "linux-x86-64");
  }

  /** Returns how many native libraries were kept; -1 when there was none to begin with. */
  private static int copy(Path library, Path copy, Set<String> ours) throws IOException {
    int seen = 0;
    int kept = 0;
    try (ZipFile from = new ZipFile(library.toFile());
        OutputStream file = Files.newOutputStream(copy);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (ZipEntry entry : from.stream().toList()) {
        String system = system(entry.getName());
        if (system != null) {
          seen++;
          if (!ours.contains(system)) {
            continue;
          }
          kept++;
          if (BESIDE.stream().anyMatch(entry.getName()::startsWith)) {
            try (InputStream bytes = from.getInputStream(entry)) {
              Files.copy(bytes, copy.resolveSibling(Path.of(entry.getName()).getFileName()));
            }
          }
        }
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTime(entry.getTime());
        to.putNextEntry(same);
        try (InputStream bytes = from.getInputStream(entry)) {
          bytes.transferTo(to);
        }
        to.closeEntry();
      }
    }
    // The same time as the original: a cache of classes is tied to it.
    Files.setLastModifiedTime(copy, Files.getLastModifiedTime(library));
    return seen == 0 ? -1 : kept;
  }

  private static String system(String name) {
    for (Pattern pattern : NATIVE) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    if (ANY_NATIVE.matcher(name).matches()) {
      throw new IllegalStateException("Native code in a place not known here: " + name);
    }
    return null;
  }
}
