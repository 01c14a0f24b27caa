/** What people think of two answers. */
@NullMarked
package app.diptych.review;

import org.jspecify.annotations.NullMarked;
