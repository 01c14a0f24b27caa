package app.diptych.exchange;

import app.diptych.session.Workspace;
import app.diptych.session.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** The recorded sessions that come with the product, so that there is something to look at. */
public final class Samples {
  private static final String FOLDER = "/sessions/";

  /** One of them. */
  public enum Sample {
    /** Every prompt of the demonstration, answered once by both demonstration models. */
    PROMPTS("demo-prompts"),
    /** A conversation that goes on over several turns. */
    CONVERSATION("demo-conversation");

    private final String name;

    Sample(String name) {
      this.name = name;
    }

    /** The name of its file. */
    public String file() {
      return name + "." + Format.BUNDLE.ending();
    }

    /** The id of its session, the same in every version of the product. */
    public String session() {
      return "sample-" + name;
    }
  }

  private Samples() {}

  /** The sample as it was recorded. */
  public static Imported read(Sample sample) throws ExchangeException {
    try (InputStream stream = Samples.class.getResourceAsStream(FOLDER + sample.file())) {
      if (stream == null) {
        throw new ExchangeException(
            "The sample session " + sample.file() + " is missing in this build: build it again.");
      }
      // It may be inside of a jar, and what is read is a file.
      Path copy = Files.createTempFile("diptych-sample", "." + Format.BUNDLE.ending());
      try {
        Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
        return Exchange.read(copy, Format.BUNDLE);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException refused) {
      throw new ExchangeException(
          "The sample session cannot be read: " + Reason.of(refused) + ".", refused);
    }
  }

  /**
   * Has a sample in the workspace: the one that is there already, or else a new one.
   *
   * @return the id of its session there
   */
  public static String into(Workspace workspace, Sample sample, Instant now)
      throws ExchangeException, WorkspaceException, InterruptedException {
    boolean there =
        workspace.sessions().find(sample.session()).filter(found -> !found.deleted()).isPresent();
    if (there) {
      return sample.session();
    }
    Intake intake = Intake.of(read(sample), workspace, now);
    intake.save(workspace);
    return intake.sessions().getFirst().summary().id();
  }
}
