/** What vendors claim, beside what was measured. */
@NullMarked
package app.diptych.report.claim;

import org.jspecify.annotations.NullMarked;
