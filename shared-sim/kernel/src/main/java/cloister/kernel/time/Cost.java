package cloister.kernel.time;

/** What the kernel's operations take, in ticks; part of the machine's behaviour. */
public enum Cost {
  /** A system call, beside what it does. */
  SYSTEM_CALL(60),
  PAGE_FAULT(150),
  /** For each component of a path. */
  PATH_STEP(40),
  /** For each 64 bytes that are copied between programs and the kernel. */
  COPY_64_BYTES(4),
  SIGNAL(200),
  /** For each interface that a packet, or the question who has an address, comes to. */
  PACKET(50),
  /** For each request about the network, and each thing that is told of it (rtnetlink(7)). */
  NETWORK_RECORD(50),
  SWITCH(150),
  /** Of a filter of system calls (seccomp(2)). */
  FILTER_INSTRUCTION(1),
  FORK(4000),
  EXECUTE(8000),
  EXIT(2000);

  private final int ticks;

  Cost(int ticks) {
    this.ticks = ticks;
  }

  public int ticks() {
    return ticks;
  }
}
