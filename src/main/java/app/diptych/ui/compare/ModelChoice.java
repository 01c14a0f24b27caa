package app.diptych.ui.compare;

import app.diptych.trial.ModelCatalog.Entry;

/**
 * A row of the model list.
 *
 * @param asTyped whether it is no known model but the name just as the user typed it
 */
record ModelChoice(Entry entry, boolean asTyped) {}
