package cloister.bus;

import java.nio.ByteBuffer;

/**
 * The physical address space: RAM as direct bytes, in whole 4 KiB pages, and regions that answer in
 * its place or outside it.
 *
 * <p>Every page of RAM remembers whether it was written since {@link #clearDirty}, whether it holds
 * decoded code, and whether a region covers it, so that a write costs one comparison when none of
 * them matters; reads compare with the two ends of what is plain RAM. Reads where nobody answers
 * give ones and writes there vanish. While accesses are watched no RAM is plain, so that nobody
 * else pays for it.
 */
public final class Memory {
  public static final int PAGE_BITS = 12;
  public static final int PAGE_SIZE = 1 << PAGE_BITS;

  /** The state of a page whose writing changes RAM and nothing else. */
  public static final byte DIRTY = 1;

  /** The bit of a page that holds decoded code. */
  public static final byte CODE = 2;

  private static final byte COVERED = 4;

  /** Code is known by lines of 128 bytes, so that data beside it may be written freely. */
  public static final int LINE_BITS = 7;

  private static final int LINE_SIZE = 1 << LINE_BITS;

  private static final int IN_PAGE = PAGE_SIZE - 1;
  private static final int MEBIBYTE = 1 << 20;

  private final DirectBytes ram;
  private final int size;

  /** A byte for every page, in memory that translated code reaches, too. */
  private final DirectBytes pages;

  private final int pageCount;

  /** A word for every page: a bit for each line that holds decoded code. */
  private final DirectBytes codeLines;

  private final Regions regions = new Regions();
  private final CodeWatchers watchers = new CodeWatchers();
  private AccessWatcher accesses = AccessWatcher.NONE;

  /** Below this, and from {@link #highStart} to {@link #highEnd}, reads need no second look. */
  private int lowEnd;

  private int highStart;
  private int highEnd;

  /** RAM from here on is hidden; see {@link #show}. */
  private int shown;

  /** What address line 20 lets through: everything, or all but that bit. */
  private int gate = -1;

  /** Told when marked code is written, or its page replaced by another mapping. */
  public interface CodeWatcher {
    void codeWritten(int page);

    /** Other addresses than before are plain RAM, or none while accesses are watched. */
    default void plainRamMoved() {}
  }

  /** Told of every access to RAM just before it is made, but not of code that is decoded. */
  public interface AccessWatcher {
    /**
     * @param bytes 1, 2 or 4; an access that crosses a page is told byte by byte
     * @param value what is read or will be written
     */
    void accessed(int address, int bytes, boolean write, int value);

    AccessWatcher NONE = (address, bytes, write, value) -> {};
  }

  /**
   * @param size bytes, a positive multiple of 4096
   */
  public Memory(int size) {
    if (size <= 0 || size % PAGE_SIZE != 0) {
      throw new IllegalArgumentException("memory size " + size + " is no multiple of 4096");
    }
    this.size = size;
    ram = new DirectBytes(size);
    pageCount = size >> PAGE_BITS;
    shown = size;
    pages = new DirectBytes(pageCount);
    codeLines = new DirectBytes(4 * pageCount);
    findPlainRam();
  }

  public int size() {
    return size;
  }

  private int state(int page) {
    return pages.get8(page);
  }

  private void setState(int page, int state) {
    pages.set8(page, state);
  }

  /** All of RAM, for translated code, which asks as {@link #readsPlainly} does before. */
  public ByteBuffer ram() {
    return ram.buffer();
  }

  /**
   * For translated code, a byte for each page: it may write where that is {@link #DIRTY}, and where
   * it has {@link #CODE}, too, in lines that hold none.
   */
  public ByteBuffer pageStates() {
    return pages.buffer();
  }

  /** For translated code, a word for each page: a bit for each line that holds decoded code. */
  public ByteBuffer codeLines() {
    return codeLines.buffer();
  }

  /** Below this, and from {@link #highStart} to {@link #highEnd}, reads are plain. */
  public int lowEnd() {
    return lowEnd;
  }

  public int highStart() {
    return highStart;
  }

  public int highEnd() {
    return highEnd;
  }

  public int pageCount() {
    return pageCount;
  }

  /** One more that is told: each processor over this memory has decoded code of its own. */
  public void addCodeWatcher(CodeWatcher watcher) {
    watchers.add(watcher);
  }

  /**
   * Hides RAM: from an address on nobody answers until more is shown. A hypervisor's own memory is
   * hidden while it works in its guest's place.
   *
   * @param bytes a multiple of 4096, at least 1 MiB and at most {@link #size}
   */
  public void show(int bytes) {
    shown = bytes;
    if (accesses == AccessWatcher.NONE) {
      highEnd = plainEnd();
      watchers.plainRamMoved();
    }
  }

  private int plainEnd() {
    return gate == -1 ? shown : Math.min(shown, MEBIBYTE);
  }

  /** Watches accesses from now on; {@link AccessWatcher#NONE} ends it. */
  public void setAccessWatcher(AccessWatcher accessWatcher) {
    accesses = accessWatcher;
    findPlainRam();
  }

  /** Whether somebody is told of accesses. */
  public boolean isWatched() {
    return accesses != AccessWatcher.NONE;
  }

  /**
   * Lets a region answer for addresses, before RAM and before what was mapped earlier.
   *
   * @param first a multiple of 4096
   * @param length a positive multiple of 4096
   */
  public void map(int first, int length, Region region) {
    if ((first | length) % PAGE_SIZE != 0) {
      throw new IllegalArgumentException("region of " + length + " bytes at " + first);
    }
    regions.add(first, length, region);
    cover(first, length);
  }

  /** Takes a region away from everywhere. */
  public void unmap(Region region) {
    regions.remove(region, this::cover);
  }

  private void cover(int first, int length) {
    for (int offset = 0; offset != length; offset += PAGE_SIZE) {
      int page = first + offset >>> PAGE_BITS;
      if (page < pageCount) {
        boolean covered = regions.at(first + offset) != null;
        setState(page, covered ? state(page) | COVERED : state(page) & ~COVERED);
        forgetCode(page);
      }
    }
    findPlainRam();
  }

  /** Regions in front of RAM, and a closed address line 20, leave two plain pieces at most. */
  private void findPlainRam() {
    watchers.plainRamMoved();
    if (accesses != AccessWatcher.NONE) {
      lowEnd = 0;
      highStart = 0;
      highEnd = 0;
      return;
    }
    highEnd = plainEnd();
    int firstCovered = 0;
    while (firstCovered < pageCount && (state(firstCovered) & COVERED) == 0) {
      firstCovered++;
    }
    int lastCovered = pageCount - 1;
    while (lastCovered >= 0 && (state(lastCovered) & COVERED) == 0) {
      lastCovered--;
    }
    lowEnd = Math.min(firstCovered << PAGE_BITS, highEnd);
    highStart = lastCovered + 1 << PAGE_BITS;
  }

  /** Address line 20 as the board drives it; closed, every odd mebibyte is the one below it. */
  public void setAddressLine20(boolean open) {
    gate = open ? -1 : ~MEBIBYTE;
    findPlainRam();
    int below = MEBIBYTE - 1 >>> PAGE_BITS;
    if (below < pageCount) {
      forgetCode(below);
    }
  }

  public boolean addressLine20() {
    return gate == -1;
  }

  /** The address that the chips see when the processor says this one. */
  public int gated(int address) {
    return address & gate;
  }

  public int read8(int address) {
    return readsPlainly(address, 1) ? ram.get8(address) : readSlowly(address, 1);
  }

  /** A byte of code to be decoded: the processor decodes once what it may run many times. */
  public int readCode(int address) {
    AccessWatcher watching = accesses;
    accesses = AccessWatcher.NONE;
    int value = read8(address);
    accesses = watching;
    return value;
  }

  public int read16(int address) {
    return readsPlainly(address, 2) ? ram.get16(address) : readSlowly(address, 2);
  }

  public int read32(int address) {
    return readsPlainly(address, 4) ? ram.get32(address) : readSlowly(address, 4);
  }

  public void write8(int address, int value) {
    if (writesPlainly(address, 1)) {
      ram.set8(address, value);
    } else {
      writeSlowly(address, 1, value);
    }
  }

  public void write16(int address, int value) {
    if (writesPlainly(address, 2)) {
      ram.set16(address, value);
    } else {
      writeSlowly(address, 2, value);
    }
  }

  public void write32(int address, int value) {
    if (writesPlainly(address, 4)) {
      ram.set32(address, value);
    } else {
      writeSlowly(address, 4, value);
    }
  }

  /** Reads where {@link #readsPlainly} says so; also the RAM below a region. */
  public int plain8(int address) {
    return ram.get8(address);
  }

  public int plain32(int address) {
    return ram.get32(address);
  }

  /** Writes where {@link #writesPlainly} says so. */
  public void setPlain8(int address, int value) {
    ram.set8(address, value);
  }

  public void setPlain32(int address, int value) {
    ram.set32(address, value);
  }

  /**
   * Writes where {@link #writesPlainly} says so.
   *
   * @param bytes 1, 2 or 4
   */
  public void setPlain(int address, int bytes, int value) {
    switch (bytes) {
      case 1 -> ram.set8(address, value);
      case 2 -> ram.set16(address, value);
      default -> ram.set32(address, value);
    }
  }

  /** Reads the RAM below a region. */
  public int readBehind(int address, int bytes) {
    return switch (bytes) {
      case 1 -> ram.get8(address);
      case 2 -> ram.get16(address);
      default -> ram.get32(address);
    };
  }

  /** Writes the RAM below a region. */
  public void writeBehind(int address, int bytes, int value) {
    for (int i = 0; i < bytes; i++) {
      ram.set8(address + i, value >>> 8 * i);
      touch(address + i);
    }
  }

  /** Copies one page of RAM out. */
  public void readPage(int page, byte[] into) {
    ram.copyTo(into, page << PAGE_BITS);
  }

  /** True when a page of RAM is all zeros. */
  public boolean isZero(int page) {
    int at = page << PAGE_BITS;
    int end = at + PAGE_SIZE;
    while (at < end && ram.get32(at) == 0) {
      at += Integer.BYTES;
    }
    return at == end;
  }

  /** Replaces one page of RAM, as a store to each of its bytes would. */
  public void writePage(int page, byte[] from) {
    ram.copyFrom(from, page << PAGE_BITS);
    setState(page, state(page) | DIRTY);
    forgetCode(page);
  }

  /**
   * Marks bytes of one page as decoded code: the next write to their lines is reported once, and
   * the whole page is then no longer marked.
   */
  public void markCode(int address, int bytes) {
    int page = address >>> PAGE_BITS;
    if (page < pageCount) {
      setState(page, state(page) | CODE);
      int lines = codeLines.get32(4 * page);
      for (int line = lineOf(address); line <= lineOf(address + bytes - 1); line++) {
        lines |= 1 << line;
      }
      codeLines.set32(4 * page, lines);
    }
  }

  public boolean isDirty(int page) {
    return (state(page) & DIRTY) != 0;
  }

  public void clearDirty() {
    for (int page = 0; page < pageCount; page++) {
      setState(page, state(page) & ~DIRTY);
    }
  }

  /** True when RAM answers there, and no region in its place. */
  public boolean isRam(int address) {
    int page = address >>> PAGE_BITS;
    return page < shown >> PAGE_BITS && (state(page) & COVERED) == 0;
  }

  /** True when reading there is reading RAM and nothing else. */
  public boolean readsPlainly(int address, int bytes) {
    return address >= 0 && address <= lowEnd - bytes
        || address >= highStart && address <= highEnd - bytes;
  }

  /** True when a write there changes RAM and nothing else: the page was written before. */
  public boolean writesPlainly(int address, int bytes) {
    return address >= 0
        && address <= highEnd - bytes
        && (state(address >>> PAGE_BITS) == DIRTY
                && state(address + bytes - 1 >>> PAGE_BITS) == DIRTY
            || writesBesideCode(address, bytes));
  }

  private boolean writesBesideCode(int address, int bytes) {
    return bytes <= LINE_SIZE && isBesideCode(address) && isBesideCode(address + bytes - 1);
  }

  private boolean isBesideCode(int address) {
    int page = address >>> PAGE_BITS;
    return (state(page) & ~CODE) == DIRTY && !isInCodeLine(address);
  }

  private boolean isInCodeLine(int address) {
    return (codeLines.get32(4 * (address >>> PAGE_BITS)) >>> lineOf(address) & 1) != 0;
  }

  /** True when code decoded from here stays true until it is written. */
  public boolean keepsCode(int address) {
    if (isRam(address)) {
      return true;
    }
    Regions.Mapping mapping = regions.at(address);
    return mapping == null || mapping.region().isSteady();
  }

  private int readSlowly(int address, int bytes) {
    int first = address & gate;
    if ((first & IN_PAGE) + bytes > PAGE_SIZE) {
      int value = 0;
      for (int i = 0; i < bytes; i++) {
        value |= read8(address + i) << 8 * i;
      }
      return value;
    }
    if (isRam(first)) {
      int value = readBehind(first, bytes);
      accesses.accessed(first, bytes, false, value);
      return value;
    }
    Regions.Mapping mapping = regions.at(first);
    return mapping == null
        ? -1 >>> 32 - 8 * bytes
        : mapping.region().read(first - mapping.first(), bytes);
  }

  private void writeSlowly(int address, int bytes, int value) {
    int first = address & gate;
    if ((first & IN_PAGE) + bytes > PAGE_SIZE) {
      for (int i = 0; i < bytes; i++) {
        write8(address + i, value >>> 8 * i);
      }
      return;
    }
    int page = first >>> PAGE_BITS;
    if (isRam(first)) {
      accesses.accessed(first, bytes, true, value);
      writeBehind(first, bytes, value);
      return;
    }
    Regions.Mapping mapping = regions.at(first);
    if (mapping != null) {
      mapping.region().write(first - mapping.first(), bytes, value);
      if (page < pageCount) {
        forgetCode(page);
      }
    }
  }

  /** Notes that a byte of RAM was written. */
  private void touch(int address) {
    int page = address >>> PAGE_BITS;
    setState(page, state(page) | DIRTY);
    if (isInCodeLine(address)) {
      forgetCode(page);
    }
  }

  private void forgetCode(int page) {
    if ((state(page) & CODE) != 0) {
      setState(page, state(page) & ~CODE);
      codeLines.set32(4 * page, 0);
      watchers.codeWritten(page);
    }
  }

  /** The line of its page that an address lies in. */
  private static int lineOf(int address) {
    return (address & IN_PAGE) >>> LINE_BITS;
  }
}
