package cloister.hypervisor.translation;

/** A guest's code as its kernel would fetch it, without a mark in its page tables. */
public interface Source {
  /** {@link #byteAt} for what the guest cannot fetch. */
  int NONE = -1;

  /** The byte at an offset of the code segment, 0 to 255, or {@link #NONE}. */
  int byteAt(int eip);

  /** What is pushed for CS. */
  int selector();

  /** Offset in its page of the byte at an offset of the code segment, 0 to 4095. */
  int inPage(int eip);
}
