/** What is said about models and what was measured, put side by side for people who decide. */
@NullMarked
package app.diptych.report;

import org.jspecify.annotations.NullMarked;
