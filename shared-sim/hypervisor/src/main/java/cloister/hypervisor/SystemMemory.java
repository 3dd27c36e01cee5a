package cloister.hypervisor;

/** Linear memory of a guest under VT-x as its processor reaches tables there, whatever the ring. */
final class SystemMemory {
  private static final int PAGE_BYTES = 4096;

  private final VtXGuest guest;

  SystemMemory(VtXGuest guest) {
    this.guest = guest;
  }

  int read16(int linear) throws GuestFault {
    return guest.readSystem8(linear) & 0xFF | (guest.readSystem8(linear + 1) & 0xFF) << 8;
  }

  int read32(int linear) throws GuestFault {
    return read16(linear) | read16(linear + 2) << 16;
  }

  void write16(int linear, int value) throws GuestFault {
    guest.writeSystem8(linear, value & 0xFF);
    guest.writeSystem8(linear + 1, value >>> 8 & 0xFF);
  }

  /** Puts bits into a byte, or takes them out of it. */
  void mark(int linear, int bits, boolean on) throws GuestFault {
    int old = guest.readSystem8(linear) & 0xFF;
    guest.writeSystem8(linear, on ? old | bits : old & ~bits);
  }

  /** Is refused what reading so many bytes would be refused. */
  void checkRead(int linear, int bytes) throws GuestFault {
    guest.readSystem8(linear);
    if ((linear & PAGE_BYTES - 1) + bytes > PAGE_BYTES) {
      guest.readSystem8(linear + bytes - 1);
    }
  }

  /** Is refused what writing so many bytes would be refused. */
  void checkWrite(int linear, int bytes) throws GuestFault {
    guest.reachSystem(linear);
    if ((linear & PAGE_BYTES - 1) + bytes > PAGE_BYTES) {
      guest.reachSystem(linear + bytes - 1);
    }
  }
}
