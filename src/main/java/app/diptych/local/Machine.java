package app.diptych.local;

import java.util.List;
import java.util.Locale;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;
import oshi.hardware.GraphicsCard;

/**
 * The machine local models run on.
 *
 * @param memory bytes of main memory
 * @param freeMemory bytes of it that are free or can be freed without swapping
 * @param graphicsCards each card's name, with its memory when the system tells
 */
public record Machine(long memory, long freeMemory, List<String> graphicsCards) {
  public Machine {
    graphicsCards = List.copyOf(graphicsCards);
  }

  /** Asks the system; takes a moment. */
  public static Machine look() {
    var hardware = new SystemInfo().getHardware();
    GlobalMemory memory = hardware.getMemory();
    return new Machine(
        memory.getTotal(),
        memory.getAvailable(),
        hardware.getGraphicsCards().stream().map(Machine::describe).toList());
  }

  /** The operating system and processor family, for people. */
  public static String platform() {
    return System.getProperty("os.name", "?") + " " + System.getProperty("os.arch", "?");
  }

  /** Whether java-llama.cpp 4.2.0 brings a library for this system (its jar, read 2026-11). */
  public static boolean runsEmbeddedEngine() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean x64 = processor.equals("amd64") || processor.equals("x86_64");
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    if (os.startsWith("windows")) {
      return x64 || processor.equals("x86");
    }
    return (os.startsWith("linux") || os.startsWith("mac")) && (x64 || arm);
  }

  /**
   * Whether the graphics of this machine computes in its main memory, of which Metal gives a model
   * about two thirds (recommendedMaxWorkingSetSize).
   */
  public static boolean isAppleSilicon() {
    return System.getProperty("os.name", "").startsWith("Mac")
        && System.getProperty("os.arch", "").equals("aarch64");
  }

  private static String describe(GraphicsCard card) {
    String name = card.getName().strip();
    return card.getVRam() <= 0
        ? name
        : String.format(Locale.ROOT, "%s, %.1f GiB", name, card.getVRam() / (double) (1 << 30));
  }
}
