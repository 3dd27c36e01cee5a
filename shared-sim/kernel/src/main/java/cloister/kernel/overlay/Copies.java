package cloister.kernel.overlay;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.Inode;

/** Copies of files of lower layers. */
final class Copies {
  private Copies() {}

  /**
   * A file of the upper layer that is like another, has no name yet, and is in use. ENOSPC.
   *
   * @param bytes of its content
   */
  static Inode make(Directory upper, Inode file, Credentials who, long bytes) throws KernelError {
    requireKnown(file, who);
    Inode copy =
        file.isType(Mode.SYMLINK)
            ? upper.makeLink(file.linkTarget(null), who)
            : upper.make(file.mode(), who, file.device());
    copy.use();
    try {
      if (file.isType(Mode.REGULAR)) {
        copy(file.pages(), copy.pages(), bytes);
      }
      for (String name : file.attributes().names()) {
        if (!name.equals(Layers.OPAQUE) && isCopied(name, who)) {
          copy.setAttribute(name, file.attributes().get(name).orElseThrow());
        }
      }
    } catch (KernelError full) {
      drop(copy);
      throw full;
    }
    copy.setOwner(file.user(), file.group());
    copy.setPermissions(file.mode());
    copy.setTimes(file.accessed(), file.modified());
    return copy;
  }

  /** EOVERFLOW where its owners are nobody to who mounts, EPERM for a device that is not theirs. */
  private static void requireKnown(Inode file, Credentials who) throws KernelError {
    boolean known =
        who.namespace().users().fromKernel(file.user()) != -1
            && who.namespace().groups().fromKernel(file.group()) != -1;
    if (!known) {
      throw Errno.EOVERFLOW.error();
    }
    boolean device = file.isType(Mode.CHARACTER) || file.isType(Mode.BLOCK);
    if (device && !who.canEverywhere(Capability.MKNOD)) {
      throw Errno.EPERM.error();
    }
  }

  /** Whoever mounts in a user namespace gives nobody the host's rights. */
  private static boolean isCopied(String attribute, Credentials who) {
    return who.namespace().isInitial() || attribute.startsWith("user.");
  }

  /** Nobody will have it. */
  static void drop(Inode copy) {
    if (copy instanceof Directory) {
      copy.addLinks(-1);
    }
    copy.unuse();
  }

  private static void copy(PageCache from, PageCache to, long bytes) throws KernelError {
    byte[] page = new byte[Frames.SIZE];
    long at = 0;
    while (at < bytes) {
      int count = from.read(at, page, (int) Math.min(Frames.SIZE, bytes - at));
      to.write(at, page, 0, count);
      at += count;
    }
  }
}
