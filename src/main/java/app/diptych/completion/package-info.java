/**
 * The words every room shares and the one port: a request, the events of its answer, and the
 * provider that gives them.
 */
@NullMarked
package app.diptych.completion;

import org.jspecify.annotations.NullMarked;
