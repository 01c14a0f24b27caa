package app.diptych.app;

import app.diptych.local.GgufWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A large model whose weights are a hole in the file, so that it takes no room on the disk. */
final class BigModel {
  private static final int F16 = 1;

  private BigModel() {}

  static Path write(Path file, String architecture, long mebibytes) throws IOException {
    GgufWriter.model(architecture)
        .text("general.name", "Large Model")
        .vocabulary()
        .rawTensor("a", F16, 0, 1024, mebibytes * 512)
        .write(file);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength((mebibytes << 20) + 8192);
    }
    return file;
  }
}
