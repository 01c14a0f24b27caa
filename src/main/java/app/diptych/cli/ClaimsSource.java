package app.diptych.cli;

import app.diptych.report.claim.Claim;
import app.diptych.report.claim.ClaimFile;
import app.diptych.timing.NanoClock;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Claims of a file of the user, or those that come with the program. */
final class ClaimsSource {
  private ClaimsSource() {}

  /**
   * @param file null for those of the program
   * @throws NotStarted when it cannot be read, with why
   */
  static List<Claim> read(@Nullable Path file) {
    LocalDate today = LocalDate.ofInstant(NanoClock.system().now(), ZoneId.systemDefault());
    return file == null ? ClaimFile.bundled() : read(file, text -> ClaimFile.claims(text, today));
  }

  /**
   * @throws NotStarted when it cannot be read, with why
   */
  static <T> T read(Path file, Function<String, T> reader) {
    String text = GivenText.read(file);
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw new NotStarted(GivenText.name(file) + ": " + wrong.getMessage(), wrong);
    }
  }
}
