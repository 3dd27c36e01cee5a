package cloister.kernel.vfs;

import cloister.kernel.abi.KernelError;

/** A symbolic link that leads to a file without regard to its text, as those of procfs do. */
public interface JumpingLink {
  /** Whether it does; otherwise its text counts, as with every link. */
  boolean jumps();

  Path destination(Caller caller) throws KernelError;
}
