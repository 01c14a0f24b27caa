package app.diptych.exchange;

/** Reads files of one format. Whatever the file holds is hostile until it was checked. */
interface Importer {
  Format format();

  /** Whether the file looks like one of this format; quick, and never an exception. */
  boolean recognises(Source source);

  /**
   * Everything in it.
   *
   * @throws ExchangeException when it cannot be read, with what is wrong and where
   */
  Imported read(Source source) throws ExchangeException;
}
