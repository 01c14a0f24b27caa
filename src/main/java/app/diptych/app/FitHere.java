package app.diptych.app;

import app.diptych.completion.Failure;
import app.diptych.local.EngineChoice;
import app.diptych.local.EngineSettings;
import app.diptych.local.EngineSettings.Toggle;
import app.diptych.local.EngineSettings.Wanted;
import app.diptych.local.Machine;
import app.diptych.local.ModelHeader;
import app.diptych.local.Refusals;
import app.diptych.local.fit.CacheType;
import app.diptych.local.fit.Fit;
import app.diptych.local.fit.FitDesk;
import app.diptych.local.fit.Load;
import app.diptych.local.fit.ModelShape;
import app.diptych.local.fit.Room;
import app.diptych.local.shelf.ModelShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether models fit on this machine, in the engine each of them would get. */
final class FitHere implements FitDesk {
  private final LocalEngines engines;
  private final Supplier<List<OnSide>> sides;

  /** A local model on a side. */
  record OnSide(Path file, boolean loaded) {}

  FitHere(LocalEngines engines, Supplier<List<OnSide>> sides) {
    this.engines = engines;
    this.sides = sides;
  }

  @Override
  public Fit look(@Nullable Path file, ModelShape shape, @Nullable Integer context)
      throws InterruptedException {
    boolean server = file == null ? engines.there().found() : inServer(file);
    Room room = server ? Room.look(engines.cards()) : Room.embedded();
    return fit(shape, context, room, server);
  }

  private boolean inServer(Path file) {
    return engines.choice(file) instanceof EngineChoice.Server;
  }

  private Fit fit(ModelShape shape, @Nullable Integer context, Room room, boolean server)
      throws InterruptedException {
    EngineSettings how = engines.now();
    long wanted = context == null ? how.context() : context;
    long trained = shape.trainedContext() < 1 ? wanted : shape.trainedContext();
    Load load =
        server
            ? new Load(Math.min(wanted, trained), how.cacheType(), engines.flashAttention())
            : Load.usual(Math.min(wanted, trained));
    boolean otherCache = how.engine() != Wanted.EMBEDDED && engines.there().found();
    return Fit.of(shape, load, room, otherCache);
  }

  /**
   * Why llama-server need not be started for that file: not even main memory and all cards together
   * hold the model.
   */
  Optional<Failure> refusal(Path file) throws InterruptedException {
    if (!(ModelHeader.of(ModelShelf.parts(file)) instanceof ModelHeader.Read read)
        || read.header().shape().weightBytes() < EngineChoice.WORTH_A_CARD) {
      return Optional.empty();
    }
    Room room = Room.look(engines.cards());
    Fit fit = fit(read.header().shape(), null, room, true);
    boolean nowhere =
        fit.place() == Fit.Place.NOWHERE && fit.footprint().total() > room.everything();
    return nowhere ? Optional.of(Refusals.noMemory(fit)) : Optional.empty();
  }

  @Override
  public Optional<Together> together() throws InterruptedException {
    List<OnSide> both = sides.get();
    if (both.size() < 2) {
      return Optional.empty();
    }
    Room room = engines.there().found() ? Room.look(engines.cards()) : Room.embedded();
    for (OnSide one : both) {
      // What is loaded has taken its memory already.
      if (one.loaded()
          || !(ModelHeader.of(ModelShelf.parts(one.file())) instanceof ModelHeader.Read read)) {
        continue;
      }
      boolean server = inServer(one.file());
      Fit fit =
          fit(
              read.header().shape(),
              null,
              server || Machine.isAppleSilicon() ? room : room.withoutGpus(),
              server);
      if (fit.place() == Fit.Place.NOWHERE) {
        return Optional.of(
            new Together(
                false,
                "The models on A and B do not fit at the same time: run them in turn, and each is"
                    + " unloaded before the other is loaded."));
      }
      room = room.less(fit);
    }
    return Optional.of(new Together(true, "The models on A and B fit at the same time."));
  }

  @Override
  public void keep(Load change) throws IOException {
    EngineSettings how = engines.asSet();
    EngineSettings next =
        how.withContext(Math.clamp(change.context(), EngineSettings.LEAST_CONTEXT, how.context()));
    if (change.cache() != how.cacheType() && change.cache() != CacheType.F16) {
      next = next.withCache(change.cache(), Toggle.ON);
    }
    engines.keep(next, engines.named());
  }
}
