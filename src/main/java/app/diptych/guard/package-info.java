/**
 * What stands between a request and its gateway: rate limit, breaker, retry, failover and rollback,
 * each a provider around a provider.
 */
@NullMarked
package app.diptych.guard;

import org.jspecify.annotations.NullMarked;
