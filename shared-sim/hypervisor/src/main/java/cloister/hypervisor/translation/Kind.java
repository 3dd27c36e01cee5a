package cloister.hypervisor.translation;

/** How an instruction of a guest's kernel is translated (Adams and Agesen 2006, 3.2). */
public enum Kind {
  /** The same bytes. */
  IDENTICAL("identical"),
  /** A jump or call to a known address: to that unit's translation, once there is one. */
  DIRECT("direct"),
  /** A jump, call or return to an address that is known when it happens: it is looked up. */
  INDIRECT("indirect"),
  /** Other instructions in its place, which work on what the guest believes to have. */
  IN_CACHE("in-cache"),
  /** The hypervisor is called and does it. */
  CALL_OUT("call-out"),
  /**
   * The instruction itself, alone and outside the cache: it names a segment register that has
   * something else while translations run.
   */
  STEP("step"),
  /**
   * The hypervisor is called and does it, though nothing of it is sensitive: it was refused too
   * often, for the memory that it works on.
   */
  SIMULATED("simulated");

  private final String id;

  Kind(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
