package app.diptych.app;

import app.diptych.cli.Rooms.Finding;
import app.diptych.cli.Rooms.Level;
import app.diptych.completion.Product;
import app.diptych.gateway.GatewayBook.KeyPlace;
import app.diptych.local.Machine;
import app.diptych.session.WorkspaceReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at this machine: what is there, and how to get what is not. */
final class Doctor {
  private final GatewayList gateways;
  private final GatewayCheck check;
  private final LocalEngines engines;
  private final Path workspace;
  private final LocalEnergy energy;

  Doctor(
      GatewayList gateways,
      GatewayCheck check,
      LocalEngines engines,
      Path workspace,
      LocalEnergy energy) {
    this.workspace = workspace;
    this.energy = energy;
    this.gateways = gateways;
    this.check = check;
    this.engines = engines;
  }

  List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(display());
    findings.add(embeddedEngine());
    findings.add(engines.examine());
    Machine machine = Machine.look();
    findings.add(memory(machine));
    findings.add(graphics(cards(machine)));
    findings.add(energy.examine());
    findings.add(WorkspaceFinding.of(WorkspaceReport.of(workspace)));
    findings.add(keyring());
    findings.addAll(gateways());
    return findings;
  }

  private Finding keyring() {
    KeyPlace place = gateways.keyPlace();
    return place.lasting()
        ? new Finding("Keyring", Level.OK, place.words(), "")
        : new Finding(
            "Keyring",
            Level.OPTIONAL,
            "none that answers",
            "Keys of gateways can be given in environment variables; a typed one is kept in memory only.");
  }

  private static Finding java() {
    return new Finding(
        "Java",
        Level.OK,
        System.getProperty("java.version")
            + ", "
            + System.getProperty("java.vendor")
            + "; "
            + Product.NAME
            + " "
            + Product.version(),
        "");
  }

  private static Finding display() {
    return Display.isThere()
        ? new Finding("Display", Level.OK, "found", "")
        : new Finding(
            "Display",
            Level.OPTIONAL,
            "none: neither DISPLAY nor WAYLAND_DISPLAY is set",
            "The command line works without one; for the window log in to a desktop.");
  }

  private Finding embeddedEngine() {
    return Machine.runsEmbeddedEngine()
        ? new Finding(
            "Embedded engine",
            Level.OK,
            "java-llama.cpp 4.2.0 (llama.cpp b4916), " + Machine.platform(),
            "")
        : new Finding(
            "Embedded engine",
            // With no gateway either there is nothing to compare.
            gateways.ids().isEmpty() ? Level.MISSING : Level.OPTIONAL,
            "no java-llama.cpp for " + Machine.platform(),
            "Install llama-server, or use models behind a gateway.");
  }

  private static Finding memory(Machine machine) {
    return new Finding(
        "Memory",
        Level.OK,
        String.format(
            Locale.ROOT,
            "%.1f GiB, %.1f GiB free",
            gib(machine.memory()),
            gib(machine.freeMemory())),
        "");
  }

  /** A card without a display may be known to llama-server alone. */
  private List<String> cards(Machine machine) {
    if (!machine.graphicsCards().isEmpty()) {
      return machine.graphicsCards();
    }
    try {
      return engines.cards().stream()
          .map(card -> String.format(Locale.ROOT, "%s, %.1f GiB", card.name(), gib(card.total())))
          .toList();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static Finding graphics(List<String> cards) {
    return cards.isEmpty()
        ? new Finding(
            "Graphics",
            Level.OPTIONAL,
            "no graphics card found",
            "Local models run on the processor.")
        : new Finding(
            "Graphics",
            Level.OK,
            String.join("; ", cards),
            "The embedded engine computes on the processor (on macOS with Metal); a card needs llama-server, which the larger models then run in.");
  }

  private List<Finding> gateways() {
    List<String> ids = gateways.ids();
    if (ids.isEmpty()) {
      return List.of(
          new Finding(
              "Gateways",
              Level.OPTIONAL,
              "none",
              "Add one with diptych gateway add, in Settings, or for one run with --gateway ID=URL."));
    }
    return check.askAll(ids.stream().flatMap(id -> gateways.find(id).stream()).toList());
  }

  private static double gib(long bytes) {
    return bytes / (double) (1 << 30);
  }
}
