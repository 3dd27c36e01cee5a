package cloister.hypervisor;

/** What the hypervisor did for a guest, or to it. */
public enum Done {
  /** Code beside the entry code is asked first. */
  ASKED("ask"),
  /** What the guest was refused was done for it. */
  EMULATED("emulate"),
  /** It has called the hypervisor on purpose, and got an answer. */
  CALLED("hypercall"),
  /** The way to a page was entered into the shadow tables. */
  MAPPED("map"),
  /** A write into the guest's own tables was let through, and followed. */
  TRACED("trace"),
  /** The guest's own handler was entered. */
  INJECTED("inject"),
  /** Its share of the time was over, and another guest goes on. */
  SWITCHED("switch"),
  /** It runs no more. */
  STOPPED("stop"),
  /** What comes next of its kernel is translated, or led to. */
  CONTINUED("continue"),
  /** The translation of an address was looked up for it. */
  LOOKED_UP("look-up"),
  /** An instruction of its kernel is done outside the translations. */
  STEPPED("step-out"),
  /** An ordinary instruction of its kernel was done for it, which it would have been refused. */
  SIMULATED("simulate"),
  /** What it was refused too often is a call-out from now on. */
  ADAPTED("adapt"),
  /** It goes on as it was. */
  RESUMED("resume");

  private final String word;

  Done(String word) {
    this.word = word;
  }

  /** As the event {@code vm.WORD} and its sentence have it. */
  String word() {
    return word;
  }
}
