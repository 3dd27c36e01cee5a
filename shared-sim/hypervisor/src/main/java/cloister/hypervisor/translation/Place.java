package cloister.hypervisor.translation;

/**
 * Where a guest is when its kernel was left in the cache.
 *
 * @param eip of its instruction, or of the next one
 * @param why the hypervisor was called from there
 * @param whole true when nothing of the instruction was done
 * @param holdsEax true when the guest's EAX may be among the words
 */
public record Place(int eip, Why why, boolean whole, boolean holdsEax) {
  /** What the hypervisor is called for. */
  public enum Why {
    NONE,
    CONTINUE,
    LOOK_UP,
    CALL_OUT,
    STEP,
    SIMULATE
  }
}
