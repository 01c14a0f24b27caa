/** What answers cost: money in decimal, dated prices with their source, and what nobody knows. */
@NullMarked
package app.diptych.cost;

import org.jspecify.annotations.NullMarked;
