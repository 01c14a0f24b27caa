/** What is known about models: each fact with its source and date, conflicts shown. */
@NullMarked
package app.diptych.report.facts;

import org.jspecify.annotations.NullMarked;
