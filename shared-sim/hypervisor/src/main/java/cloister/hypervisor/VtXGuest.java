package cloister.hypervisor;

import cloister.bus.PortMap;

/** What a guest under VT-x has beside its processor. */
interface VtXGuest {
  /** Instructions of its own have been done. */
  void passed(long instructions);

  /** It runs no more. */
  void stop(VirtualMachine.End why);

  /** It waits for an interrupt. */
  void halt();

  /** Its own time, in ticks. */
  long time();

  /**
   * It sets the time-stamp counter.
   *
   * @return false when that is refused
   */
  boolean setTime(long ticks);

  PortMap ports();

  /** Whether CPUID tells it of a local APIC. */
  boolean hasLocalApic();

  /** An aligned word of its physical memory. */
  int word(int physical);

  /** A byte of its linear memory. */
  int read8(int linear) throws GuestFault;

  void write8(int linear, int value) throws GuestFault;

  /** Asks for the same as {@link #write8}, and writes nothing. */
  void reach(int linear) throws GuestFault;

  /** A byte of its linear memory as its processor reads tables there, whatever the ring. */
  int readSystem8(int linear) throws GuestFault;

  void writeSystem8(int linear, int value) throws GuestFault;

  /** Asks for the same as {@link #writeSystem8}, and writes nothing. */
  void reachSystem(int linear) throws GuestFault;

  /** Its CR3 is another one now. */
  void directoryChanged(int cr3);

  /** It reaches for something that EPT does not lead to. */
  Done reaches(int physical);
}
