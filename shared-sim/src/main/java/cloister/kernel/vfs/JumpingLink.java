package cloister.kernel.vfs;

import cloister.kernel.abi.KernelError;

/** A symbolic link that leads to a file without regard to its text, as those of procfs do. */
public interface JumpingLink {
  Path destination(Caller caller) throws KernelError;
}
