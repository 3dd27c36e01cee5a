package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.mm.Frames;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;

/** Makes files of a tmpfs by their type. */
public final class FileMaker {
  private final ObjectIds ids;
  private final Frames frames;
  private final Devices devices;

  public FileMaker(ObjectIds ids, Frames frames, Devices devices) {
    this.ids = ids;
    this.frames = frames;
    this.devices = devices;
  }

  public ObjectIds ids() {
    return ids;
  }

  public Frames frames() {
    return frames;
  }

  public Devices devices() {
    return devices;
  }

  Inode make(FileSystem in, int mode, int user, int group, int device) throws KernelError {
    return switch (mode & Mode.TYPE) {
      case Mode.DIRECTORY -> directory(in, mode, user, group);
      case Mode.REGULAR -> new TmpfsFile(ids.next(), this).begin(in, mode, user, group, ids.next());
      case Mode.FIFO, Mode.CHARACTER, Mode.BLOCK, Mode.SOCKET ->
          new SpecialFile(ids.next(), this).begin(in, mode, user, group, device);
      default -> throw Errno.EINVAL.error();
    };
  }

  public TmpfsDirectory directory(FileSystem in, int mode, int user, int group) {
    return new TmpfsDirectory(ids.next(), this)
        .begin(in, Mode.DIRECTORY | mode & Mode.PERMISSIONS, user, group);
  }

  Inode link(FileSystem in, String target, int user, int group) throws KernelError {
    in.quota().takeInode();
    return new Symlink(ids.next()).begin(in, target, user, group);
  }
}
