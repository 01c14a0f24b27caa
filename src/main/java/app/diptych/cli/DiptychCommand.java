package app.diptych.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The root of the command line: options that work everywhere. Without a command it opens the
 * window.
 */
@Command(
    name = "diptych",
    description = {
      "Compares two language models, side by side.",
      "Without a command it opens the window."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true)
public final class DiptychCommand implements Callable<Integer> {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The folder for your data. Default: DIPTYCH_HOME, else the usual place.",
      scope = ScopeType.INHERIT)
  @Nullable Path home;

  @Option(
      names = "--json",
      description = "Print one JSON document instead of text.",
      scope = ScopeType.INHERIT)
  boolean json;

  @Option(
      names = "--gateway",
      paramLabel = "ID=URL",
      description =
          "An OpenAI-compatible gateway for this run; its key is read from the environment variable ID_API_KEY.",
      scope = ScopeType.INHERIT)
  List<String> gateways = new ArrayList<>();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Files to open in the window, such as a model in a GGUF file.")
  List<Path> files = new ArrayList<>();

  @Spec CommandSpec spec = CommandSpec.create();

  private final RoomsFactory factory;
  private final Window window;

  /** Opens the window. */
  @FunctionalInterface
  public interface Window {
    /** Returns the exit code once the window is closed. */
    int open(@Nullable Path home, List<String> gateways, List<Path> files);
  }

  /** Keeps what is needed to mend a fault of the program. */
  @FunctionalInterface
  public interface Faults {
    /** Returns a sentence with the code of the fault and where its report lies. */
    String keep(@Nullable Path home, Throwable fault);
  }

  private DiptychCommand(RoomsFactory factory, Window window) {
    this.factory = factory;
    this.window = window;
  }

  /** Runs the command line and returns its exit code. */
  public static int run(
      String[] arguments,
      RoomsFactory factory,
      Window window,
      Faults faults,
      PrintWriter out,
      PrintWriter err) {
    DiptychCommand root = new DiptychCommand(factory, window);
    Terminal terminal = new Terminal(out, err);
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new CompareCommand(root))
            .addSubcommand(
                new CommandLine(new ModelsCommand(root))
                    .addSubcommand(new ModelsShelfCommand(root))
                    .addSubcommand(new ModelsFitCommand(root))
                    .addSubcommand(new ModelsGetCommand(root)))
            .addSubcommand(new DoctorCommand(root))
            .addSubcommand(new BenchmarkCommand(root))
            .addSubcommand(
                new CommandLine(new GatewayCommand())
                    .addSubcommand(new GatewayListCommand(root))
                    .addSubcommand(new GatewayAddCommand(root))
                    .addSubcommand(new GatewayCheckCommand(root))
                    .addSubcommand(new GatewayRemoveCommand(root))
                    .addSubcommand(new GatewayRehearseCommand(root)))
            .addSubcommand(
                new CommandLine(new SessionsCommand())
                    .addSubcommand(new SessionsListCommand(root))
                    .addSubcommand(new SessionsRestoreCommand(root))
                    .addSubcommand(new SessionsShowCommand(root))
                    .addSubcommand(new SessionsSearchCommand(root))
                    .addSubcommand(new SessionsExportCommand(root))
                    .addSubcommand(new SessionsImportCommand(root))
                    .addSubcommand(new ReplayCommand(root))
                    .addSubcommand(new SessionsRerunCommand(root)))
            .addSubcommand(
                new CommandLine(new PricesCommand())
                    .addSubcommand(new PricesListCommand(root))
                    .addSubcommand(new PricesImportCommand(root))
                    .addSubcommand(new PricesTariffCommand(root))
                    .addSubcommand(new PricesRateCommand(root)))
            .addSubcommand(
                new CommandLine(new BudgetCommand())
                    .addSubcommand(new BudgetListCommand(root))
                    .addSubcommand(new BudgetSetCommand(root))
                    .addSubcommand(new BudgetRemoveCommand(root)))
            .addSubcommand(new CostsCommand(root))
            .addSubcommand(
                new CommandLine(new PolicyCommand())
                    .addSubcommand(new PolicyCheckCommand(root))
                    .addSubcommand(new PolicySimulateCommand(root)))
            .addSubcommand(
                new CommandLine(new ClaimsCommand())
                    .addSubcommand(new ClaimsListCommand(root))
                    .addSubcommand(new ClaimsCheckCommand(root))
                    .addSubcommand(new ClaimsSheetCommand(root)))
            .addSubcommand(new FactsCommand(root))
            .addSubcommand(new RoiCommand(root))
            .addSubcommand(new ReportCommand(root))
            .addSubcommand(new VotesCommand(root))
            .addSubcommand(new ReviewCommand(root))
            .addSubcommand(new BenchModelCommand(root))
            .addSubcommand(new BatchCommand(root))
            .addSubcommand(new JudgeCommand(root))
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((fault, given) -> {
              terminal.complain(
                  plain(String.valueOf(fault.getMessage()))
                      + " Try: "
                      + fault.getCommandLine().getCommandSpec().qualifiedName()
                      + " --help");
              return Exit.NOT_STARTED;
            })
            .setExecutionExceptionHandler((fault, command, parsed) -> {
              if (fault instanceof IllegalArgumentException || fault instanceof NotStarted) {
                terminal.complain(String.valueOf(fault.getMessage()));
                return Exit.NOT_STARTED;
              }
              terminal.complain(faults.keep(root.home, fault));
              return Exit.FAILED;
            });
    try {
      return line.execute(arguments);
    } catch (Error fault) {
      // Too deep, too large, a class that is missing: the last thing said is no stack trace.
      terminal.complain(faults.keep(root.home, fault));
      return Exit.FAILED;
    }
  }

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new ParameterException(
            spec.commandLine(), "There is no command and no file named " + file + ".");
      }
    }
    return window.open(home, List.copyOf(gateways), List.copyOf(files));
  }

  Rooms open() {
    return factory.open(home, List.copyOf(gateways));
  }

  Terminal terminal() {
    CommandLine line = spec.commandLine();
    return new Terminal(line.getOut(), line.getErr());
  }

  /** In words of people, not of programs. */
  private static String plain(String message) {
    return message
        .replaceAll(" is not a (double|float)\\b", " is not a number")
        .replaceAll(" is not an? (int|long)\\b", " is not a whole number");
  }
}
