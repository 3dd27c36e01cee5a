package cloister.kernel.exec;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Backing;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;

/** Maps a program's segments into an address space; pages come when they are touched. */
final class ProgramLoader {
  /** Where programs lie that could lie anywhere (ELF_ET_DYN_BASE), and interpreters. */
  private static final int DYNAMIC_BASE = 0x56555000;

  private final AddressSpace space;
  private final UserMemory memory;

  /**
   * @param memory that of the address space
   */
  ProgramLoader(AddressSpace space, UserMemory memory) {
    this.space = space;
    this.memory = memory;
  }

  /**
   * A program in memory.
   *
   * @param bias what was added to its addresses
   * @param end of its last segment
   */
  record Loaded(int bias, int entry, int table, int end) {}

  Loaded load(ElfHeader header, Backing file, boolean interpreter) throws KernelError {
    int bias = header.dynamic() ? bias(header, interpreter) : 0;
    int end = 0;
    int table = 0;
    for (ElfHeader.Segment segment : header.segments()) {
      if (segment.type() == ElfHeader.LOAD) {
        map(segment, bias, file);
        int last = segment.lastByte() + bias;
        end = Integer.compareUnsigned(last, end) > 0 ? last : end;
        int inFile = header.tableOffset() - segment.offset();
        if (inFile >= 0 && inFile < segment.fileSize()) {
          table = segment.address() + bias + inFile;
        }
      }
    }
    return new Loaded(bias, header.entry() + bias, table, end);
  }

  private int bias(ElfHeader header, boolean interpreter) throws KernelError {
    if (!interpreter) {
      return DYNAMIC_BASE;
    }
    int end = 0;
    for (ElfHeader.Segment segment : header.segments()) {
      end = segment.type() == ElfHeader.LOAD ? Math.max(end, segment.lastByte()) : end;
    }
    return space.findFree(AddressSpace.pageAfter(end), 0) << Frames.BITS;
  }

  private void map(ElfHeader.Segment segment, int bias, Backing file) throws KernelError {
    int address = segment.address() + bias;
    int first = address >>> Frames.BITS;
    int fileEnd = AddressSpace.pageAfter(address + segment.fileSize());
    int end = AddressSpace.pageAfter(address + segment.memorySize());
    if (first < AddressSpace.LOWEST || end > AddressSpace.END || end < first) {
      throw Errno.ENOMEM.error();
    }
    int flags = rights(segment.flags());
    if (segment.fileSize() > 0) {
      space.map(first, fileEnd, flags, file, segment.offset() >>> Frames.BITS);
      clearRest(address + segment.fileSize(), flags, segment);
    }
    int zerosFrom = segment.fileSize() > 0 ? fileEnd : first;
    if (end > zerosFrom) {
      space.map(zerosFrom, end, flags, Backing.zeros(""), 0);
    }
  }

  /** The last page has bytes of the file behind the segment's. */
  private void clearRest(int from, int flags, ElfHeader.Segment segment) throws KernelError {
    boolean needed = segment.memorySize() > segment.fileSize() && (flags & Area.WRITE) != 0;
    int count = -from & Frames.SIZE - 1;
    if (needed && count > 0) {
      memory.write(from, new byte[count], 0, count);
    }
  }

  /** PF_X, PF_W and PF_R. */
  private static int rights(int flags) {
    return ((flags & 1) != 0 ? Area.EXECUTE : 0)
        | ((flags & 2) != 0 ? Area.WRITE : 0)
        | ((flags & 4) != 0 ? Area.READ : 0);
  }
}
