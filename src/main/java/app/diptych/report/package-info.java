/**
 * What recorded trials come to, on one sheet: numbers with their samples, intervals and sources.
 */
@NullMarked
package app.diptych.report;

import org.jspecify.annotations.NullMarked;
