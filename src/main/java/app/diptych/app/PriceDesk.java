package app.diptych.app;

import app.diptych.cost.Cost;
import app.diptych.cost.LedgerEntry;
import app.diptych.cost.Price;
import app.diptych.cost.PriceBook;
import app.diptych.cost.Tariff;
import app.diptych.gateway.GatewayBook;
import app.diptych.gateway.GatewayProfile;
import app.diptych.gateway.PublicFile;
import app.diptych.session.LedgerQuery;
import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import app.diptych.timing.NanoClock;
import app.diptych.ui.settings.PriceControl;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The price book, the tariff and what has no price, for the window. */
final class PriceDesk implements PriceControl {
  private static final Logger LOG = System.getLogger("diptych");
  private static final Duration LATELY = Duration.ofDays(90);

  private final Prices prices;
  private final LocalEnergy energy;
  private final PublicFile files;
  private final Path folder;
  private final GatewayBook gateways;
  private final Supplier<Optional<Workspace>> workspace;
  private final NanoClock clock;

  /**
   * @param folder where fetched files are put
   */
  PriceDesk(
      Prices prices,
      LocalEnergy energy,
      PublicFile files,
      Path folder,
      GatewayBook gateways,
      Supplier<Optional<Workspace>> workspace,
      NanoClock clock) {
    this.prices = prices;
    this.energy = energy;
    this.files = files;
    this.folder = folder;
    this.gateways = gateways;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public PriceBook book() {
    prices.lookAgain();
    return prices.book();
  }

  @Override
  public List<Unpriced> unpriced() {
    PriceBook book = book();
    Map<List<String>, Integer> counts = new TreeMap<>(PriceDesk::compare);
    for (LedgerEntry entry : lately()) {
      String gateway = entry.gateway();
      if (gateway != null && entry.cost() instanceof Cost.Unpriced) {
        String prefix = gateway + "/";
        String model = entry.chargedModel();
        String bare = model.startsWith(prefix) ? model.substring(prefix.length()) : model;
        if (!isPriced(book, gateway, bare)) {
          counts.merge(List.of(gateway, bare), 1, Integer::sum);
        }
      }
    }
    List<Unpriced> all = new ArrayList<>();
    counts.forEach((key, count) -> all.add(new Unpriced(key.get(0), key.get(1), count)));
    return all;
  }

  private static int compare(List<String> one, List<String> other) {
    int gateway = one.get(0).compareTo(other.get(0));
    return gateway != 0 ? gateway : one.get(1).compareTo(other.get(1));
  }

  private List<LedgerEntry> lately() {
    try {
      Workspace saved = workspace.get().orElse(null);
      return saved == null ? List.of() : saved.ledger(LedgerQuery.since(clock.now().minus(LATELY)));
    } catch (WorkspaceException unreadable) {
      // The page of costs tells it; the prices are there all the same.
      LOG.log(Logger.Level.WARNING, "Nobody knows which models have no price", unreadable);
      return List.of();
    }
  }

  private boolean isPriced(PriceBook book, String gateway, String model) {
    @Nullable GatewayProfile profile =
        gateways.entry(gateway).map(GatewayBook.Entry::profile).orElse(null);
    if (profile == null) {
      return book.find(List.of(gateway), model).isPresent();
    }
    List<String> names = List.of(gateway, profile.baseUrl().getHost());
    return book.find(names, profile.idOf(model)).isPresent() || book.find(names, model).isPresent();
  }

  @Override
  public Path fetch(String address) throws IOException {
    return files.fetch(address, Files.createTempDirectory(folder, "prices"), Prices.MOST_BYTES);
  }

  @Override
  public Back take(List<Price> fresh) throws IOException {
    PriceBook before = told(() -> prices.take(fresh));
    return () ->
        told(() -> {
          prices.putBack(fresh, before);
          return before;
        });
  }

  private interface Change {
    PriceBook make() throws IOException;
  }

  private static PriceBook told(Change change) throws IOException {
    try {
      return change.make();
    } catch (Prices.Unreadable none) {
      throw none;
    } catch (IOException refused) {
      throw new IOException(
          "The prices cannot be kept: check the rights and the room of the data folder.", refused);
    }
  }

  @Override
  public Optional<Tariff> tariff() {
    return energy.tariff();
  }

  @Override
  public void keep(@Nullable Tariff tariff) throws IOException {
    energy.keep(tariff);
  }
}
