package cloister.kernel.mm;

import cloister.bits.Bits;
import cloister.bus.Memory;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;

/**
 * A program's memory as its kernel reads and writes it: every access is one that the program could
 * make itself, else it ends in EFAULT.
 */
public final class UserMemory {
  /** From here on the kernel has all memory, in every address space. */
  private static final int BASE = AddressSpace.END << Frames.BITS;

  private final Memory memory;
  private AddressSpace space;

  public UserMemory(Memory memory) {
    this.memory = memory;
  }

  /** Whose memory it is from now on. */
  public void of(AddressSpace addressSpace) {
    space = addressSpace;
  }

  public int read8(int address) throws KernelError {
    return memory.read8(space.physical(address, false));
  }

  public int read32(int address) throws KernelError {
    if ((address & Frames.SIZE - 1) <= Frames.SIZE - 4) {
      return memory.read32(space.physical(address, false));
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value |= read8(address + i) << 8 * i;
    }
    return value;
  }

  public long read64(int address) throws KernelError {
    return read32(address) & 0xffff_ffffL | (long) read32(address + 4) << 32;
  }

  public void write8(int address, int value) throws KernelError {
    memory.write8(space.physical(address, true), value);
  }

  public void write16(int address, int value) throws KernelError {
    write8(address, value);
    write8(address + 1, value >>> 8);
  }

  public void write32(int address, int value) throws KernelError {
    if ((address & Frames.SIZE - 1) <= Frames.SIZE - 4) {
      memory.write32(space.physical(address, true), value);
    } else {
      write16(address, value);
      write16(address + 2, value >>> 16);
    }
  }

  /** True for an address that no program may use, and the kernel may. */
  public boolean isOfKernel(int address) {
    int offset = address - BASE;
    return !Bits.below(address, BASE) && Bits.below(offset, memory.size() - 3);
  }

  /** Writes where the kernel may, asking nobody: the mistake of a call that is told where. */
  public void write32AsKernel(int address, int value) {
    memory.write32(address - BASE, value);
  }

  public void write64(int address, long value) throws KernelError {
    write32(address, (int) value);
    write32(address + 4, (int) (value >>> 32));
  }

  /** Copies out of the program; what was read before an EFAULT is in the array. */
  public void read(int address, byte[] into, int at, int count) throws KernelError {
    for (int done = 0; done < count; ) {
      int most = Math.min(count - done, toPageEnd(address + done));
      int from = space.physical(address + done, false);
      for (int i = 0; i < most; i++) {
        into[at + done + i] = (byte) memory.read8(from + i);
      }
      done += most;
    }
  }

  public void write(int address, byte[] from, int at, int count) throws KernelError {
    for (int done = 0; done < count; ) {
      int most = Math.min(count - done, toPageEnd(address + done));
      int to = space.physical(address + done, true);
      for (int i = 0; i < most; i++) {
        memory.write8(to + i, from[at + done + i]);
      }
      done += most;
    }
  }

  private static int toPageEnd(int address) {
    return Frames.SIZE - (address & Frames.SIZE - 1);
  }

  /** Text up to a zero, one character a byte. */
  public String readText(int address, int most, Errno tooLong) throws KernelError {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < most; i++) {
      int value = read8(address + i);
      if (value == 0) {
        return text.toString();
      }
      text.append((char) value);
    }
    throw tooLong.error();
  }

  /** Text and a zero. */
  public void writeText(int address, String text) throws KernelError {
    byte[] bytes = new byte[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    write(address, bytes, 0, bytes.length);
  }

  /** EFAULT for what can be no address of a program, whatever is mapped (access_ok). */
  public static void requireUserRange(int address, int count) throws KernelError {
    int end = AddressSpace.END << Frames.BITS;
    if (Bits.below(end, count) || Bits.below(end - count, address)) {
      throw Errno.EFAULT.error();
    }
  }
}
