/** Other tools' files, and our own bundle: one class reads a format, one writes it. */
@NullMarked
package app.diptych.exchange;

import org.jspecify.annotations.NullMarked;
