package cloister.kernel.ns;

/** Is told whenever the kernel asks for a capability. */
public interface CapabilityWitness {
  /** Nobody. */
  CapabilityWitness NONE = (capability, over, verdict) -> {};

  /** What became of it. */
  enum Verdict {
    GRANTED("granted"),
    /** It is not in the effective set. */
    MISSING("missing"),
    /** It is asked for in a user namespace that is not the task's, nor one that it has made. */
    ELSEWHERE("elsewhere"),
    /** The file's owner or group is nobody in the task's user namespace. */
    OWNER("owner");

    private final String id;

    Verdict(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }
  }

  /**
   * @param over the user namespace in which it would have to count
   */
  void asked(int capability, UserNamespace over, Verdict verdict);
}
