/**
 * Fallback policies as files: read, checked for contradictions, and tried on calls that were
 * recorded.
 */
@NullMarked
package app.diptych.guard.policy;

import org.jspecify.annotations.NullMarked;
