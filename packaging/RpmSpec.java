import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints jpackage's own template of an RPM specification with changes: the command, the menu entry and the icons belong to the
 * package, and it requires what the program links and not what the building machine has.
 *
 * <p>Usage: java packaging/RpmSpec.java USR-FOLDER REQUIRES
 */
class RpmSpec {
  private static final String TEMPLATE = "jrt:/jdk.jpackage/jdk/jpackage/internal/resources/template.spec";
  private static final String LISTING = "(cd %{buildroot} && find . -path ./lib/systemd";

  /** Folders that belong to the system, where the template asks a package that only Fedora and its kin have. */
  private static final String SYSTEM =
      "/ /opt /usr /usr/bin /usr/share /usr/share/applications /usr/share/icons /usr/share/icons/hicolor /usr/share/licenses"
          + " /usr/share/mime /usr/share/mime/packages";

  public static void main(String[] arguments) throws IOException {
    String spec = Files.readString(Path.of(URI.create(TEMPLATE)));
    spec =
        change(
            spec,
            "Requires: PACKAGE_DEFAULT_DEPENDENCIES PACKAGE_CUSTOM_DEPENDENCIES",
            "Requires: " + arguments[1]);
    spec =
        change(
            spec,
            LISTING,
            "install -d -m 755 %{buildroot}/usr\ncp -a " + arguments[0] + "/. %{buildroot}/usr\n" + LISTING);
    spec =
        change(
            spec,
            "{ rpm -ql filesystem || echo %{default_filesystem}; } | sort",
            "{ rpm -ql filesystem hicolor-icon-theme 2>/dev/null | grep ^/; printf '%%s\\n' %{default_filesystem}; } | sort -u");
    spec = change(spec, "%define default_filesystem / /opt /usr /usr/bin", "%define default_filesystem " + SYSTEM + icons());
    System.out.print("%define _binary_payload w3.xzdio\n" + spec);
  }

  private static String icons() {
    StringBuilder folders = new StringBuilder();
    for (String size : "16x16 24x24 32x32 48x48 64x64 128x128 256x256 512x512 scalable".split(" ")) {
      String folder = " /usr/share/icons/hicolor/" + size;
      folders.append(folder).append(folder).append("/apps");
    }
    return folders.toString();
  }

  private static String change(String text, String from, String to) {
    if (!text.contains(from)) {
      throw new IllegalStateException("The template of this JDK is another: no \"" + from + "\" in it");
    }
    return text.replace(from, to);
  }
}
