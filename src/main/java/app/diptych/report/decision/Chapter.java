package app.diptych.report.decision;

import java.util.List;

/**
 * A part of a report.
 *
 * @param id of small letters, digits and hyphens
 */
public record Chapter(String id, String title, List<Block> blocks) {
  public Chapter {
    blocks = List.copyOf(blocks);
  }
}
