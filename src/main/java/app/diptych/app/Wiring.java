package app.diptych.app;

import app.diptych.cli.NotStarted;
import app.diptych.cli.Rooms;
import app.diptych.completion.Provider;
import app.diptych.cost.Budget;
import app.diptych.cost.BudgetGate;
import app.diptych.cost.BudgetGate.LedgerUnreadable;
import app.diptych.cost.Budgets;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Tariff;
import app.diptych.exchange.Redaction;
import app.diptych.gateway.BatchApi;
import app.diptych.gateway.GatewayHttp;
import app.diptych.gateway.ModelLists;
import app.diptych.gateway.PublicFile;
import app.diptych.gateway.RehearsalGateway;
import app.diptych.gateway.RehearsalPlan;
import app.diptych.gateway.Turns;
import app.diptych.guard.policy.FallbackPolicy;
import app.diptych.local.DemoModels;
import app.diptych.local.EngineSettings;
import app.diptych.local.download.Downloads;
import app.diptych.local.fit.FitDesk;
import app.diptych.local.power.PowerMeter;
import app.diptych.local.shelf.ModelShelf;
import app.diptych.secret.KeyVault;
import app.diptych.secret.KeyringVault;
import app.diptych.secret.NoKeyring;
import app.diptych.session.LedgerQuery;
import app.diptych.session.Restore;
import app.diptych.session.Workspace;
import app.diptych.session.Workspace.Role;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.trial.ModelCatalog;
import app.diptych.trial.SpendingCheck;
import app.diptych.trial.TrialRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Everything that lives as long as the program, put together by hand. */
final class Wiring implements Rooms {
  private static final long GRACE_SECONDS = 2;

  /** Within it a command that is interrupted says how far it came, on a busy machine as well. */
  private static final long LAST_WORDS_SECONDS = 10;

  private final Map<String, String> environment;
  private final Threads threads = new Threads();

  private final Home home;
  private final Path privateFolder;
  private final NanoClock clock;
  private volatile @Nullable Workspace workspace;
  private boolean ended;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SettingsFile settings;
  private final GatewayHttp http;
  private final Turns turns;
  private final GatewayList gateways;
  private final LocalEngines engines;
  private final Catalog catalog;
  private final TrialRunner trials;
  private final GatewayCheck check;
  private final Guards guards;
  private final Fallback fallback;
  private final Prices prices;
  private final PowerMeter meter;
  private final LocalEnergy energy;
  private final BudgetSettings budgets;
  private final BudgetGate spending;

  private final PublicFile publicFiles;
  private final ModelsHere modelsHere;
  private final FitHere fits;

  /**
   * @param folder the folder for the user's data, null for the usual one
   * @param forThisRun gateways as {@code ID=URL}
   * @throws IllegalArgumentException when a gateway cannot be read
   * @throws NotStarted when the temporary folder cannot be written
   */
  Wiring(@Nullable Path folder, List<String> forThisRun) {
    this(folder, forThisRun, System.getenv(), KeyringVault::new);
  }

  /**
   * Without a keyring.
   *
   * @param environment where keys are looked up
   */
  Wiring(@Nullable Path folder, List<String> forThisRun, Map<String, String> environment) {
    this(folder, forThisRun, environment, _ -> new NoKeyring());
  }

  /**
   * @param environment where keys are looked up
   * @param keyring opens the keyring; its waiting is done on the threads it is given
   */
  Wiring(
      @Nullable Path folder,
      List<String> forThisRun,
      Map<String, String> environment,
      Function<ExecutorService, KeyVault> keyring) {
    this.environment = environment;
    home = Home.here(folder);
    clock = NanoClock.system();
    settings = new SettingsFile(home.settings());
    http = GatewayHttp.create();
    publicFiles = new PublicFile(http);
    guards = new Guards(clock, threads.later());
    turns = new GatewayTurns(guards);
    gateways =
        new GatewayList(
            settings,
            new GatewayKeys(environment, keyring.apply(threads.work())),
            (gateway, listener) ->
                new FirstRunCheck(
                    gateway, http, turns, threads.gateway(), clock, this::accounted, listener));
    forThisRun.forEach(gateways::addForThisRun);
    privateFolder = makePrivateFolder();
    prices = new Prices(home.prices());
    fallback = new Fallback(settings, home.audit(), gateways, prices, clock, threads.later());
    DemoModels demos = new DemoModels(home.models());
    check = new GatewayCheck(http, turns, clock, threads.work());
    engines =
        new LocalEngines(
            new LocalSettings(settings), environment, http, privateFolder, threads, clock);
    modelsHere =
        new ModelsHere(settings, demos, home.models(), environment, engines::refusal, clock);
    catalog =
        new Catalog(
            gateways,
            http,
            new ModelLists(http, turns, clock),
            demos,
            new RecordedModels(this::workspace, threads, clock),
            guards,
            fallback,
            prices,
            engines,
            threads,
            clock);
    fits = new FitHere(engines, catalog::onSides);
    meter = new PowerMeter(LocalEnergy.places(environment), clock, threads.power());
    energy = new LocalEnergy(meter, settings);
    budgets = new BudgetSettings(settings, clock);
    spending = new BudgetGate(budgets::lately, this::spent, clock, ZoneId::systemDefault);
    trials =
        new TrialRunner(threads.sides(), clock, new SpendingCheck(spending, this::tags))
            .metered(energy)
            .priced(catalog::price);
  }

  /** The call of a check is paid as any other. */
  private Provider accounted(String model, Provider provider) {
    return new Accounted(
        model, provider, catalog.price(model).orElse(null), trials, this::workspaceToSave);
  }

  @Override
  public ModelCatalog models() {
    return catalog;
  }

  @Override
  public TrialRunner trials() {
    return trials;
  }

  /** The workspace of the window when it is open in this program, else a guest's view of it. */
  @Override
  public synchronized Optional<Workspace> workspace() {
    return !ended && (workspace != null || Files.exists(home.workspace()))
        ? Optional.of(asGuest())
        : Optional.empty();
  }

  @Override
  public Workspace workspaceToSave() {
    Workspace open = asGuest();
    String why = open.readOnly().orElse("");
    if (!why.isEmpty()) {
      throw new NotStarted(why);
    }
    return open;
  }

  @Override
  public void usePolicy(FallbackPolicy policy, Path file) {
    try {
      fallback.useForThisRun(policy, file);
    } catch (IllegalArgumentException outOfRange) {
      throw new NotStarted(String.valueOf(outOfRange.getMessage()), outOfRange);
    }
    String problem = fallback.state().problem();
    if (problem != null) {
      throw new NotStarted(problem);
    }
  }

  @Override
  public ModelShelf shelf() {
    return modelsHere.shelf();
  }

  @Override
  public FitDesk fits() {
    return fits;
  }

  @Override
  public Downloads downloads() {
    return modelsHere.downloads();
  }

  /** The models on this machine, for the window. */
  ModelsHere modelsHere() {
    return modelsHere;
  }

  @Override
  public PriceBook prices() {
    return prices.book();
  }

  @Override
  public List<String> audit() {
    return RouteRecord.read(home.audit());
  }

  @Override
  public void takePrices(List<Price> fresh) {
    try {
      prices.take(fresh);
    } catch (Prices.Unreadable none) {
      throw new NotStarted(String.valueOf(none.getMessage()), none);
    } catch (IOException refused) {
      throw new NotStarted(
          "The prices cannot be kept in " + home.prices() + ": check the folder's rights and room.",
          refused);
    }
  }

  @Override
  public Optional<Tariff> tariff() {
    return energy.tariff();
  }

  @Override
  public void keepTariff(@Nullable Tariff tariff) {
    try {
      energy.keep(tariff);
    } catch (IOException refused) {
      throw new NotStarted(String.valueOf(refused.getMessage()), refused);
    }
  }

  @Override
  public Path fetchPrices(String address) {
    try {
      Path folder = Files.createTempDirectory(privateFolder, "prices");
      return publicFiles.fetch(address, folder, Prices.MOST_BYTES);
    } catch (IOException failed) {
      throw new NotStarted("The prices were not fetched: " + failed.getMessage(), failed);
    }
  }

  @Override
  public Redaction redaction() {
    return Redaction.secrets(environment);
  }

  @Override
  public Budgets budgets() {
    return budgets.budgets();
  }

  @Override
  public Budgets changeBudgets(UnaryOperator<Budgets> change) {
    try {
      return budgets.change(change);
    } catch (IOException refused) {
      throw new NotStarted(String.valueOf(refused.getMessage()), refused);
    }
  }

  @Override
  public String doubt(Budget budget) {
    return new KnownScopes(gateways, this::workspace).doubt(budget.scope());
  }

  @Override
  public BudgetGate spending() {
    return spending;
  }

  /** The budgets for the window. */
  BudgetDesk budgetDesk() {
    return new BudgetDesk(budgets, spending, this::spent, this::doubt, clock);
  }

  /** The prices for the window. */
  PriceDesk priceDesk() {
    return new PriceDesk(
        prices, energy, publicFiles, privateFolder, gateways, this::workspace, clock);
  }

  private List<LedgerEntry> spent(Instant from) throws LedgerUnreadable {
    // What another Diptych took holds from the next request on.
    prices.lookAgain();
    try {
      Optional<Workspace> open = workspace();
      return open.isPresent() ? open.get().ledger(LedgerQuery.since(from)) : List.of();
    } catch (WorkspaceException refused) {
      throw new LedgerUnreadable(refused.sentence(), refused);
    } catch (NotStarted refused) {
      throw new LedgerUnreadable(String.valueOf(refused.getMessage()), refused);
    }
  }

  private Optional<Set<String>> tags(String trial) {
    try {
      Optional<Workspace> open = workspace();
      return Optional.of(open.isPresent() ? open.get().tagsOf(trial) : Set.of());
    } catch (WorkspaceException | NotStarted unreadable) {
      return Optional.empty();
    }
  }

  private synchronized Workspace asGuest() {
    if (ended) {
      throw new NotStarted("Diptych is closing.");
    }
    Workspace open = workspace;
    if (open == null) {
      try {
        open = Workspace.open(home.workspace(), Role.GUEST, threads.writer(), clock);
      } catch (WorkspaceException refused) {
        throw new NotStarted(refused.sentence(), refused);
      }
      workspace = open;
    }
    return open;
  }

  @Override
  public List<Finding> examine() {
    return new Doctor(gateways, check, engines, home.workspace(), energy).examine();
  }

  @Override
  public String restoreBackup() {
    try {
      return WorkspaceCare.sentence(Restore.newest(home.workspace(), clock.now()));
    } catch (WorkspaceException refused) {
      throw new NotStarted(refused.sentence(), refused);
    }
  }

  @Override
  public RehearsalGateway rehearse(int port, RehearsalPlan plan, Consumer<String> log) {
    try {
      return RehearsalGateway.open(port, plan, threads.gateway(), clock, log);
    } catch (IOException taken) {
      throw new NotStarted(
          "Port " + port + " cannot be opened: choose another with --port, or leave it out.",
          taken);
    }
  }

  @Override
  public BatchApi batchApi(String model) {
    GatewayList.Gateway gateway =
        gateways.find(model.substring(0, Math.max(0, model.indexOf('/')))).orElse(null);
    if (gateway == null) {
      throw new NotStarted(
          model + " is at no gateway: a Batch API is asked for models named GATEWAY/MODEL-ID.");
    }
    if (gateway.problem() != null) {
      throw new NotStarted(gateway.problem().sentences());
    }
    return new BatchApi(gateway.profile(), gateway.key(), http, turns, clock);
  }

  @Override
  public Path temporary() {
    return privateFolder;
  }

  @Override
  public void onInterrupt(Runnable task) {
    Runtime.getRuntime()
        .addShutdownHook(
            Threads.interrupt(() -> {
              task.run();
              awaitClose();
            }));
  }

  /**
   * Opens the workspace for the window.
   *
   * @throws WorkspaceException when nothing can be saved, with why
   */
  synchronized Workspace openWorkspace(Role role) throws WorkspaceException {
    Workspace opened = Workspace.open(home.workspace(), role, threads.writer(), clock);
    workspace = opened;
    return opened;
  }

  /** Lets the workspace go, so that another file can take its place. */
  void closeWorkspace() {
    Workspace open = workspace;
    workspace = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    catalog.close();
    // What has ended is told before the workspace is closed, so that it is saved as it ended.
    threads.awaitSides(GRACE_SECONDS);
    end();
    closeWorkspace();
    threads.close();
    closed.countDown();
  }

  /** What still runs in the background must not open the workspace anew. */
  private synchronized void end() {
    ended = true;
  }

  Home home() {
    return home;
  }

  /** What this machine draws. */
  PowerMeter meter() {
    return meter;
  }

  /** Among the temporary files, and nobody else's business. */
  Path privateFolder() {
    return privateFolder;
  }

  Fallback fallback() {
    return fallback;
  }

  @Override
  public void useEngine(UnaryOperator<EngineSettings> change) {
    engines.useForThisRun(change);
    // What makes no sense is refused now and not when a model is loaded.
    var _ = engines.now();
  }

  @Override
  public List<String> engineChoices() {
    return engines.choices();
  }

  /** The engines of local models for the window. */
  LocalEngines engines() {
    return engines;
  }

  /** How the gateways do. */
  Guards guards() {
    return guards;
  }

  NanoClock clock() {
    return clock;
  }

  SettingsFile settings() {
    return settings;
  }

  @Override
  public GatewayList gateways() {
    return gateways;
  }

  Threads threads() {
    return threads;
  }

  /** Gives the command a moment to print what it has before the program ends. */
  private void awaitClose() {
    try {
      if (!closed.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        catalog.close();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path makePrivateFolder() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", ""));
    try {
      return WorkerHome.in(temporary, System.getProperty("user.name", ""));
    } catch (IOException noRoom) {
      throw new NotStarted(
          "The folder for temporary files, "
              + temporary
              + ", cannot be written: check its permissions and its room, or name another with"
              + " JDK_JAVA_OPTIONS=-Djava.io.tmpdir=DIR.",
          noRoom);
    }
  }
}
