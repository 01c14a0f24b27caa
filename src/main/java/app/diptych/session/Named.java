package app.diptych.session;

import app.diptych.completion.Failure;

/** What a name stands for, or why it stands for nothing. */
public sealed interface Named<T> {

  record One<T>(T value) implements Named<T> {}

  /** Nothing, or more than one thing; the failure says which names would do. */
  record None<T>(Failure.ModelNotFound failure) implements Named<T> {}
}
