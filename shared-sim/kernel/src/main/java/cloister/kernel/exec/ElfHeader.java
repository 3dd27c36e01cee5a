package cloister.kernel.exec;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a program and its segments (elf(5)), as the kernel reads them.
 *
 * @param dynamic it can be loaded anywhere (ET_DYN)
 */
record ElfHeader(boolean dynamic, int entry, int tableOffset, List<Segment> segments) {
  static final int LOAD = 1;
  static final int INTERPRETER = 3;
  static final int STACK = 0x6474e551;

  static final int SEGMENT_BYTES = 32;

  private static final int HEADER_BYTES = 52;
  private static final int MACHINE_386 = 3;

  /** Bytes of an interpreter's path, with the zero at its end. */
  private static final int LONGEST_PATH = 4096;

  /** A row of the program header table; sizes in bytes. */
  record Segment(int type, int offset, int address, int fileSize, int memorySize, int flags) {
    int lastByte() {
      return address + memorySize;
    }
  }

  /** ENOEXEC for what is no program of this machine. */
  static ElfHeader read(PageCache file) throws KernelError {
    byte[] header = bytes(file, 0, HEADER_BYTES);
    boolean elf =
        word(header, 0) == 0x464c457f
            && header[4] == 1
            && header[5] == 1
            && half(header, 18) == MACHINE_386
            && (half(header, 16) == 2 || half(header, 16) == 3);
    int count = half(header, 44);
    if (!elf || half(header, 42) != SEGMENT_BYTES || count == 0 || count > 128) {
      throw Errno.ENOEXEC.error();
    }
    int offset = word(header, 28);
    byte[] table = bytes(file, offset, count * SEGMENT_BYTES);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(segment(table, i * SEGMENT_BYTES));
    }
    return new ElfHeader(half(header, 16) == 3, word(header, 24), offset, segments);
  }

  private static Segment segment(byte[] table, int at) throws KernelError {
    Segment segment =
        new Segment(
            word(table, at),
            word(table, at + 4),
            word(table, at + 8),
            word(table, at + 16),
            word(table, at + 20),
            word(table, at + 24));
    boolean crooked = ((segment.offset ^ segment.address) & Frames.SIZE - 1) != 0;
    boolean huge =
        segment.memorySize < 0 || segment.fileSize < 0 || segment.fileSize > segment.memorySize;
    boolean noPath = segment.fileSize < 2 || segment.fileSize > LONGEST_PATH;
    if (segment.type == LOAD && (crooked || huge) || segment.type == INTERPRETER && noPath) {
      throw Errno.ENOEXEC.error();
    }
    return segment;
  }

  /** Bytes of a file; ENOEXEC where it is shorter. */
  static byte[] bytes(PageCache file, int offset, int count) throws KernelError {
    byte[] all = new byte[count];
    byte[] chunk = new byte[Frames.SIZE];
    for (int done = 0; done < count; ) {
      int read = offset < 0 ? 0 : file.read((long) offset + done, chunk, count - done);
      if (read == 0) {
        throw Errno.ENOEXEC.error();
      }
      System.arraycopy(chunk, 0, all, done, read);
      done += read;
    }
    return all;
  }

  private static int half(byte[] bytes, int at) {
    return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
  }

  private static int word(byte[] bytes, int at) {
    return half(bytes, at) | half(bytes, at + 2) << 16;
  }
}
