/**
 * What differs between two answers: word by word, line by line, or as data and code. It is the only
 * home of java-diff-utils and knows nothing of models, panes or files.
 */
@NullMarked
package app.diptych.diff;

import org.jspecify.annotations.NullMarked;
