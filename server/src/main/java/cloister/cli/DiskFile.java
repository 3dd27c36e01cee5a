package cloister.cli;

import cloister.device.ide.Medium;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file as the content of a disk or disc; it is only read. */
final class DiskFile implements Medium, AutoCloseable {
  private static final String DISC = ".iso";

  private final Path path;
  private final FileChannel channel;
  private final long bytes;

  private DiskFile(Path path, FileChannel channel, long bytes) {
    this.path = path;
    this.channel = channel;
    this.bytes = bytes;
  }

  /** True for the image of a CD-ROM, by its name. */
  boolean isDisc() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(DISC);
  }

  Path path() {
    return path;
  }

  /** A last sector that the file does not fill ends in zeros. */
  @Override
  public int sectors() {
    return (int) ((bytes + SECTOR_BYTES - 1) / SECTOR_BYTES);
  }

  @Override
  public void read(int sector, byte[] into, int at) {
    ByteBuffer target = ByteBuffer.wrap(into, at, SECTOR_BYTES);
    long position = (long) sector * SECTOR_BYTES;
    try {
      while (target.hasRemaining() && position + target.position() - at < bytes) {
        if (channel.read(target, position + target.position() - at) < 0) {
          throw new EOFException(path + " has become shorter");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (target.hasRemaining()) {
      target.put((byte) 0);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a file on the command line. */
  static final class Converter implements ITypeConverter<DiskFile> {
    @Override
    public DiskFile convert(String value) {
      Path path = Path.of(value);
      if (Files.isDirectory(path)) {
        throw new TypeConversionException("cannot read " + path + ": Is a directory");
      }
      if (!Files.exists(path)) {
        throw new TypeConversionException("there is no file " + path);
      }
      if (!Files.isRegularFile(path)) {
        throw new TypeConversionException(path + " is no file but a device or a pipe");
      }
      try {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        long bytes = channel.size();
        if (bytes == 0 || bytes > (long) Integer.MAX_VALUE * SECTOR_BYTES) {
          throw new TypeConversionException(path + " has " + bytes + " bytes, which is no disk");
        }
        return new DiskFile(path, channel, bytes);
      } catch (IOException e) {
        throw new TypeConversionException("cannot read " + path + ": " + e.getMessage());
      }
    }
  }
}
