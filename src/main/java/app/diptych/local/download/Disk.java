package app.diptych.local.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a download needs of the disk, apart from files: it may be full. */
interface Disk {
  /** Bytes this user may still write there. */
  long free(Path folder) throws IOException;

  /** Writes all of them. */
  void write(FileChannel file, ByteBuffer bytes) throws IOException;

  Disk REAL =
      new Disk() {
        @Override
        public long free(Path folder) throws IOException {
          return Files.getFileStore(folder).getUsableSpace();
        }

        @Override
        public void write(FileChannel file, ByteBuffer bytes) throws IOException {
          while (bytes.hasRemaining()) {
            file.write(bytes);
          }
        }
      };
}
