package app.diptych.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the product, as the build wrote it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"Diptych " + app.diptych.completion.Product.version()};
  }
}
