package app.diptych.exchange;

import java.util.List;

/**
 * Reads what several files tell only together, for example the answers of two models. Given one
 * file, it looks beside it for what is missing.
 */
interface JointImporter extends Importer {
  /**
   * Everything in files that belong together.
   *
   * @param sources in the user's order: the first file of answers is side A
   * @throws ExchangeException when they cannot be read or do not belong together
   */
  Imported read(List<Source> sources) throws ExchangeException;
}
