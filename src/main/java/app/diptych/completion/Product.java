package app.diptych.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The name and version of the product, for records and requests. */
public final class Product {
  public static final String NAME = "Diptych";
  private static final String VERSION = read();

  private Product() {}

  /** The version, as the build wrote it. */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    try (InputStream stream = Product.class.getResourceAsStream("/product.properties")) {
      Properties properties = new Properties();
      if (stream != null) {
        properties.load(stream);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
