/** What votes on two answers tell, and how sure that is. */
@NullMarked
package app.diptych.review.stats;

import org.jspecify.annotations.NullMarked;
