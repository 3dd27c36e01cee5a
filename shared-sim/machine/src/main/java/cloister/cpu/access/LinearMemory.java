package cloister.cpu.access;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.paging.Access;
import cloister.cpu.paging.Paging;

/**
 * Linear memory as the processor reaches it: through paging, and across the border of two pages
 * only when both allow it.
 */
public final class LinearMemory {
  private static final int OFFSET = Memory.PAGE_SIZE - 1;

  private final Core core;
  private final Memory memory;
  private final Paging paging;

  public LinearMemory(Core core, Paging paging) {
    this.core = core;
    this.paging = paging;
    memory = core.memory;
  }

  /**
   * @param access the kind of access, of {@link Access}
   */
  public int read8(int linear, int access) {
    return memory.read8(paging.translate(linear, access));
  }

  public int read16(int linear, int access) {
    return inOnePage(linear, 2)
        ? memory.read16(paging.translate(linear, access))
        : readAcross(linear, 2, access);
  }

  public int read32(int linear, int access) {
    return inOnePage(linear, 4)
        ? memory.read32(paging.translate(linear, access))
        : readAcross(linear, 4, access);
  }

  public void write8(int linear, int access, int value) {
    memory.write8(paging.translate(linear, access), value);
  }

  public void write16(int linear, int access, int value) {
    if (inOnePage(linear, 2)) {
      memory.write16(paging.translate(linear, access), value);
    } else {
      writeAcross(linear, 2, access, value);
    }
  }

  public void write32(int linear, int access, int value) {
    if (inOnePage(linear, 4)) {
      memory.write32(paging.translate(linear, access), value);
    } else {
      writeAcross(linear, 4, access, value);
    }
  }

  /** Descriptor tables and task-state segments: the processor's own accesses. */
  public int readSystem16(int linear) {
    return read16(linear, Access.SYSTEM_READ);
  }

  public int readSystem32(int linear) {
    return read32(linear, Access.SYSTEM_READ);
  }

  public int readSystem8(int linear) {
    return read8(linear, Access.SYSTEM_READ);
  }

  public void writeSystem8(int linear, int value) {
    write8(linear, Access.SYSTEM_WRITE, value);
  }

  public void writeSystem16(int linear, int value) {
    write16(linear, Access.SYSTEM_WRITE, value);
  }

  public void writeSystem32(int linear, int value) {
    write32(linear, Access.SYSTEM_WRITE, value);
  }

  /** Refuses what an access to these bytes, at most a page, would be refused for. */
  public void check(int linear, int bytes, int access) {
    if (core.translates()) {
      paging.translate(linear, access);
      if (!inOnePage(linear, bytes)) {
        paging.translate(linear + bytes - 1 & ~OFFSET, access);
      }
    }
  }

  /** The same for a write of the processor's own. */
  public void checkSystemWrite(int linear, int bytes) {
    check(linear, bytes, Access.SYSTEM_WRITE);
  }

  private static boolean inOnePage(int linear, int bytes) {
    return (linear & OFFSET) <= Memory.PAGE_SIZE - bytes;
  }

  private int readAcross(int linear, int bytes, int access) {
    if (!core.translates()) {
      return bytes == 2 ? memory.read16(linear) : memory.read32(linear);
    }
    int first = paging.translate(linear, access);
    int second = paging.translate(linear + bytes - 1 & ~OFFSET, access);
    int before = Memory.PAGE_SIZE - (linear & OFFSET);
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= memory.read8(i < before ? first + i : second + i - before) << 8 * i;
    }
    return value;
  }

  private void writeAcross(int linear, int bytes, int access, int value) {
    if (!core.translates()) {
      writeFlat(linear, bytes, value);
      return;
    }
    int first = paging.translate(linear, access);
    int second = paging.translate(linear + bytes - 1 & ~OFFSET, access);
    int before = Memory.PAGE_SIZE - (linear & OFFSET);
    for (int i = 0; i < bytes; i++) {
      memory.write8(i < before ? first + i : second + i - before, value >>> 8 * i);
    }
  }

  private void writeFlat(int linear, int bytes, int value) {
    if (bytes == 2) {
      memory.write16(linear, value);
    } else {
      memory.write32(linear, value);
    }
  }
}
