/** The command line: one picocli command per file, with the same rooms behind it as the window. */
@NullMarked
package app.diptych.cli;

import org.jspecify.annotations.NullMarked;
