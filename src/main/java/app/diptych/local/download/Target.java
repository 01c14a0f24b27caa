package app.diptych.local.download;

import java.nio.file.Path;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One file to fetch.
 *
 * @param address what the user named, fit for a file and for a second try
 * @param file what it becomes
 * @param size bytes it has, as the hub says; -1 when nobody said
 * @param sha256 what it has to be; null when nobody said
 */
record Target(HttpUrl url, String address, Path file, long size, @Nullable String sha256) {}
