package app.diptych.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the request of each answer, and which answers are to one prompt: by our own marks at the
 * end of the ids, else by two files of answers, else by models that were asked the same.
 */
final class BatchPairing {
  private static final Pattern OURS = Pattern.compile("(\\d{1,9})-([AB])");

  private final BatchFiles files;
  private final Losses losses;
  private final Map<String, List<BatchFiles.Request>> byId = new HashMap<>();
  private final List<Integer> answerFiles;
  private final boolean ours;

  BatchPairing(BatchFiles files, Losses losses) {
    this.files = files;
    this.losses = losses;
    for (BatchFiles.Request request : files.requests()) {
      byId.computeIfAbsent(request.id(), _ -> new ArrayList<>()).add(request);
    }
    Set<Integer> numbers = new LinkedHashSet<>();
    files.answers().forEach(line -> numbers.add(line.file()));
    this.answerFiles = List.copyOf(numbers);
    this.ours = files.requests().stream().allMatch(request -> OURS.matcher(request.id()).matches());
  }

  /** The answers, with the prompts in the order they were asked in. */
  Grid grid(Instant otherwise) throws ExchangeException {
    Grid grid = new Grid(losses);
    files.requests().forEach(request -> grid.row(row(request)));
    if (ours) {
      grid.column("A");
    }
    Set<BatchFiles.Request> open = new LinkedHashSet<>(files.requests());
    for (BatchFiles.Line line : files.answers()) {
      List<BatchFiles.Request> asked = byId.getOrDefault(line.id(), List.of());
      if (asked.isEmpty()) {
        losses.add("answers without a prompt", "No request has their custom_id.");
        continue;
      }
      String model = BatchAnswer.model(line.place());
      BatchFiles.Request request = request(asked, model, answerFiles.indexOf(line.file()));
      open.remove(request);
      BatchAnswer answer = new BatchAnswer(line.place(), losses);
      grid.put(
          row(request),
          column(request, line),
          new Grid.Cell(answer.draft(request), answer.at(otherwise), line.place()));
    }
    losses.add("prompts without an answer", open.size(), "A comparison needs answers.");
    return grid;
  }

  /** Where several files of requests use the same id, the model tells, else the order of files. */
  private static BatchFiles.Request request(
      List<BatchFiles.Request> asked, String model, int number) {
    return asked.stream()
        .filter(request -> !request.model().isEmpty() && model.startsWith(request.model()))
        .findFirst()
        .orElse(asked.get(Math.clamp(number, 0, asked.size() - 1)));
  }

  private String row(BatchFiles.Request request) {
    Matcher mark = OURS.matcher(request.id());
    if (ours && mark.matches()) {
      return mark.group(1);
    }
    return answerFiles.size() > 1 ? request.id() : request.messages().toString();
  }

  private String column(BatchFiles.Request request, BatchFiles.Line line) {
    Matcher mark = OURS.matcher(request.id());
    if (ours && mark.matches()) {
      return mark.group(2);
    }
    return answerFiles.size() > 1 ? "answers " + line.file() : request.model();
  }
}
