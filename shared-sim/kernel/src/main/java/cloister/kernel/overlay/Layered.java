package cloister.kernel.overlay;

import cloister.kernel.vfs.Inode;

/** A file of an overlay, and what it is made of. */
interface Layered {
  /** Whether this is what its layers say now, if they were changed from outside. */
  boolean isOf(Inode first, boolean isUpper);

  /** It has so many names, which changes nothing in the layers. */
  void named(int links);
}
