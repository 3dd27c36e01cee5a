package cloister.hypervisor;

/** Makes the host be interrupted after so many instructions ({@link Technique#time}). */
interface Deadline {
  void in(long instructions);

  void never();
}
