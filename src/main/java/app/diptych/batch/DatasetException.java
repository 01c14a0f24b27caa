package app.diptych.batch;

/** A data set cannot be used; the message is a sentence a user can act on. */
public final class DatasetException extends Exception {
  private static final long serialVersionUID = 1;

  DatasetException(String sentence) {
    super(sentence);
  }

  DatasetException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
