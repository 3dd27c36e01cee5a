package cloister.kernel.mm;

import cloister.kernel.abi.KernelError;

/**
 * The pieces of a program's memory that a read fills or a write empties, in order. It takes and
 * gives as much as it can: an address that is no good ends it, and is an error only at once. Where
 * the kernel itself copies from file to file, the bytes are its own.
 */
public final class UserBuffer {
  private final UserMemory memory;
  private final int[] addresses;
  private final int[] sizes;

  /** Instead of a program's memory; null for that. */
  private final byte[] own;

  private int piece;
  private int offset;
  private int left;

  public UserBuffer(UserMemory memory, int address, int count) {
    this(memory, new int[] {address}, new int[] {count});
  }

  public UserBuffer(UserMemory memory, int[] addresses, int[] sizes) {
    this(memory, addresses, sizes, null);
  }

  private UserBuffer(UserMemory memory, int[] addresses, int[] sizes, byte[] own) {
    this.memory = memory;
    this.addresses = addresses;
    this.sizes = sizes;
    this.own = own;
    for (int size : sizes) {
      left += size;
    }
  }

  /** The first bytes of the kernel's own. */
  public static UserBuffer ofKernel(byte[] bytes, int count) {
    return new UserBuffer(null, new int[] {0}, new int[] {count}, bytes);
  }

  /** Bytes that are still to come. */
  public int left() {
    return left;
  }

  /** Leaves out what was done before; all of it, where a program has made it shorter since. */
  public UserBuffer skip(int most) {
    int count = Math.min(most, left);
    for (int done = 0; done < count; ) {
      done += advance(Math.min(count - done, inPiece()));
    }
    return this;
  }

  private int inPiece() {
    while (offset == sizes[piece]) {
      piece++;
      offset = 0;
    }
    return sizes[piece] - offset;
  }

  private int advance(int count) {
    offset += count;
    left -= count;
    return count;
  }

  /** Writes to the program. */
  public void put(byte[] from, int at, int count) throws KernelError {
    for (int done = 0; done < count; ) {
      int most = Math.min(count - done, inPiece());
      if (own == null) {
        memory.write(addresses[piece] + offset, from, at + done, most);
      } else {
        System.arraycopy(from, at + done, own, offset, most);
      }
      done += advance(most);
    }
  }

  /** Reads from the program. */
  public void get(byte[] into, int at, int count) throws KernelError {
    for (int done = 0; done < count; ) {
      int most = Math.min(count - done, inPiece());
      if (own == null) {
        memory.read(addresses[piece] + offset, into, at + done, most);
      } else {
        System.arraycopy(own, offset, into, at + done, most);
      }
      done += advance(most);
    }
  }
}
