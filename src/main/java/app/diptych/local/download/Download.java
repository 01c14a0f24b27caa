package app.diptych.local.download;

import app.diptych.local.download.DownloadFault.Then;
import app.diptych.local.download.DownloadOutcome.Failed;
import app.diptych.local.download.DownloadOutcome.Finished;
import app.diptych.local.download.DownloadOutcome.Stopped;
import app.diptych.local.download.DownloadProgress.Phase;
import app.diptych.local.shelf.FileHash;
import app.diptych.timing.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * One download of a model. It is run by one thread and may be stopped by any; what came by then is
 * kept, and another download of the same model goes on there.
 */
public final class Download {
  /** Tries that bring nothing before the user is asked. */
  private static final int MOST_IN_VAIN = 6;

  /** From here on a try has brought something. */
  private static final long SOMETHING = 1 << 20;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final String name;
  private final Asking asking;
  private final Web web;
  private final Disk disk;
  private final IntFunction<Duration> pauses;
  private final Rate rate;
  private final CountDownLatch stop = new CountDownLatch(1);
  private Consumer<DownloadProgress> listener = _ -> {};
  private String page = "";
  private String file = "";
  private String note = "";
  private long before;
  private long all = -1;

  /** Finds out which files are to be fetched. */
  interface Asking {
    Plan ask(Web web) throws IOException;
  }

  /**
   * @param page where a human can ask for permission; empty when nobody knows
   */
  record Plan(List<Target> targets, String page) {}

  Download(
      String name,
      Asking asking,
      Web web,
      Disk disk,
      IntFunction<Duration> pauses,
      NanoClock clock) {
    this.name = name;
    this.asking = asking;
    this.web = web;
    this.disk = disk;
    this.pauses = pauses;
    this.rate = new Rate(clock);
  }

  /** What is downloaded, as the user named it, without what may be a key. */
  public String name() {
    return name;
  }

  /** Ends it soon; what came is kept. From any thread. */
  public void stop() {
    stop.countDown();
    web.stop();
  }

  /**
   * Downloads, which takes as long as it takes; once.
   *
   * @param progress told how it goes, about ten times a second, on this thread
   */
  public DownloadOutcome run(Consumer<DownloadProgress> progress) {
    listener = progress;
    try {
      return fetch();
    } catch (DownloadFault fault) {
      return isStopped()
          ? new Stopped()
          : new Failed(fault.message(), fault.hint(), fault.then() != Then.DISCARD);
    } catch (InterruptedException stopped) {
      return new Stopped();
    } catch (IOException fault) {
      return isStopped() ? new Stopped() : lost(fault);
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private static Failed lost(IOException fault) {
    return new Failed(
        "The connection was lost: "
            + (fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage())
            + ".",
        "Look at the network, then go on: what came so far is kept.",
        true);
  }

  private DownloadOutcome fetch() throws IOException, InterruptedException {
    file = name;
    tell(Phase.ASKING, 0);
    Plan plan = patiently(new Vain(), () -> asking.ask(web));
    page = plan.page();
    all =
        plan.targets().stream().anyMatch(target -> target.size() < 0)
            ? -1
            : plan.targets().stream().mapToLong(Target::size).sum();
    List<Path> files = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    boolean verified = true;
    boolean wasThere = true;
    for (Target target : plan.targets()) {
      file = String.valueOf(target.file().getFileName());
      Optional<String> there = there(target);
      if (there.isPresent()) {
        hashes.add(there.get());
      } else {
        wasThere = false;
        verified &= fetch(target, hashes);
      }
      files.add(target.file());
      before += Math.max(0, target.size());
    }
    return new Finished(files, hashes, verified, wasThere);
  }

  /** The hash of a file that need not be fetched. */
  private Optional<String> there(Target target) throws IOException, InterruptedException {
    if (!Files.exists(target.file())) {
      return Optional.empty();
    }
    if (target.sha256() != null
        && (target.size() < 0 || Files.size(target.file()) == target.size())) {
      String hash =
          FileHash.of(target.file(), bytes -> tellAt(Phase.CHECKING, bytes, target.size()));
      if (hash.equals(target.sha256())) {
        return Optional.of(hash);
      }
    }
    throw FileDownload.occupied(target.file());
  }

  private boolean fetch(Target target, List<String> hashes)
      throws IOException, InterruptedException {
    try (PartFile part = PartFile.open(target.file(), disk)) {
      try {
        FileDownload download = new FileDownload(target, part, web, page, new Watch());
        Vain vain = new Vain();
        rate.begin(part.length());
        while (!download.isWhole()) {
          long had = part.length();
          patiently(
              vain,
              () -> {
                try {
                  download.attempt();
                } finally {
                  vain.brought(part.length() - had);
                }
                return true;
              });
        }
        hashes.add(download.finish());
        return download.isPromised();
      } catch (DownloadFault fault) {
        if (fault.then() == Then.DISCARD) {
          part.discard();
        }
        throw fault;
      }
    }
  }

  /** Something to do that may have to be done again. */
  private interface Step<T> {
    T take() throws IOException;
  }

  /** Counts the tries that brought nothing. */
  private static final class Vain {
    private int tries;

    void brought(long bytes) {
      if (bytes >= SOMETHING) {
        tries = 0;
      }
    }
  }

  private <T> T patiently(Vain vain, Step<T> step) throws IOException, InterruptedException {
    while (true) {
      try {
        if (isStopped()) {
          throw new InterruptedException();
        }
        return step.take();
      } catch (DownloadFault fault) {
        if (fault.then() != Then.RETRY) {
          throw fault;
        }
        await(vain, fault, fault.message(), fault.asked());
      } catch (IOException lost) {
        await(vain, lost, "The connection was lost.", Duration.ZERO);
      }
    }
  }

  private <F extends IOException> void await(Vain vain, F fault, String why, Duration asked)
      throws F, InterruptedException {
    vain.tries++;
    boolean tooLong = asked.compareTo(LONGEST_WAIT) > 0;
    if (isStopped() || tooLong || vain.tries >= MOST_IN_VAIN) {
      throw fault;
    }
    Duration usual = pauses.apply(vain.tries);
    Duration pause = asked.compareTo(usual) > 0 ? asked : usual;
    note = why + " It is tried again in " + Math.max(1, pause.toSeconds()) + " s.";
    tell(Phase.WAITING, 0);
    if (stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException();
    }
    note = "";
  }

  private final class Watch implements FileDownload.Watcher {
    private long last;

    @Override
    public void has(long bytes, long total) {
      if (bytes < last) {
        rate.begin(bytes);
      }
      last = bytes;
      if (rate.add(bytes) || bytes == total) {
        listener.accept(progress(Phase.DOWNLOADING, bytes, total));
      }
    }

    @Override
    public void checked(long bytes, long total) {
      tellAt(Phase.CHECKING, bytes, total);
    }

    @Override
    public void beginsAgain(String why) {
      note = why;
    }
  }

  private void tell(Phase phase, long bytes) {
    listener.accept(progress(phase, bytes, -1));
  }

  private void tellAt(Phase phase, long bytes, long total) {
    if (isStopped()) {
      // It is this thread that reads the file, and looks after each piece.
      Thread.currentThread().interrupt();
    }
    if (rate.add(bytes) || bytes == total) {
      listener.accept(progress(phase, bytes, total));
    }
  }

  private DownloadProgress progress(Phase phase, long bytes, long total) {
    long whole = all >= 0 ? all : total;
    double perSecond = phase == Phase.DOWNLOADING ? rate.bytesPerSecond() : 0;
    long done = before + bytes;
    return new DownloadProgress(
        phase,
        file,
        done,
        whole,
        perSecond,
        whole < 0 || perSecond < 1
            ? null
            : Duration.ofSeconds((long) Math.min(1e9, Math.max(0, whole - done) / perSecond)),
        note);
  }
}
