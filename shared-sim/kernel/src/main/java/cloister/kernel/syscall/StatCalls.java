package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Path;
import java.util.Optional;

/** What is known of files: stat(2), statx(2), statfs(2), getdents(2). */
final class StatCalls {
  private static final int HERE = Call.AT_WORKING_DIRECTORY;
  private static final int NO_FOLLOW = 0x100;
  private static final int EMPTY_PATH = 0x1000;
  private static final int BASIC_STATS = 0x7ff;
  private static final int STATX_BYTES = 256;
  private static final int STATFS_BYTES = 84;
  private static final int OLD_STATFS_BYTES = 64;

  private StatCalls() {}

  static void addTo(Rows rows) {
    rows.full(195, "stat64", "sp", call -> stat(call, named(call, HERE, 0, true), 1))
        .full(196, "lstat64", "sp", call -> stat(call, named(call, HERE, 0, false), 1))
        .full(197, "fstat64", "fp", call -> stat(call, call.file(0).inode(), 1))
        .full(300, "fstatat64", "fspx", call -> stat(call, byFlags(call, call.argument(3)), 2))
        .partial(
            383,
            "statx",
            "fsxxp",
            "There is no time of birth and no mount id.",
            call -> statx(call, byFlags(call, call.argument(2)), call.argument(4)))
        .full(268, "statfs64", "sdp", call -> statfs(call, named(call, HERE, 0, true), 1))
        .full(269, "fstatfs64", "fdp", call -> statfs(call, call.file(0).inode(), 1))
        .full(99, "statfs", "sp", call -> oldStatfs(call, named(call, HERE, 0, true)))
        .full(100, "fstatfs", "fp", call -> oldStatfs(call, call.file(0).inode()))
        .full(141, "getdents", "fpd", call -> entries(call, false))
        .full(220, "getdents64", "fpd", call -> entries(call, true));
  }

  private static Inode named(Call call, int directory, int path, boolean follow)
      throws KernelError {
    return call.find(directory, call.path(path), follow).require().inode();
  }

  private static Inode byFlags(Call call, int flags) throws KernelError {
    boolean empty = (flags & EMPTY_PATH) != 0 && call.path(1).isEmpty();
    if (empty && call.argument(0) == HERE) {
      return call.task().place().working().inode();
    }
    return empty
        ? call.file(0).inode()
        : named(call, call.argument(0), 1, (flags & NO_FOLLOW) == 0);
  }

  /** struct stat64. */
  private static long stat(Call call, Inode file, int argument) throws KernelError {
    UserMemory memory = call.memory();
    int at = call.argument(argument);
    memory.write64(at, file.fileSystem().device());
    memory.write32(at + 8, 0);
    memory.write32(at + 12, file.number());
    memory.write32(at + 16, file.mode());
    memory.write32(at + 20, file.linksShown());
    memory.write32(at + 24, users(call).users().shown(file.user()));
    memory.write32(at + 28, users(call).groups().shown(file.group()));
    memory.write64(at + 32, file.device());
    memory.write32(at + 40, 0);
    memory.write64(at + 44, file.size());
    memory.write32(at + 52, Frames.SIZE);
    memory.write64(at + 56, file.blocks());
    time(memory, at + 64, file.accessed());
    time(memory, at + 72, file.modified());
    time(memory, at + 80, file.changed());
    memory.write64(at + 88, number(file));
    return 0;
  }

  /** Numbers of inodes have no sign. */
  private static long number(Inode file) {
    return file.number() & 0xffff_ffffL;
  }

  private static UserNamespace users(Call call) {
    return call.task().credentials().namespace();
  }

  private static void time(UserMemory memory, int at, long nanos) throws KernelError {
    memory.write32(at, (int) (nanos / KernelTime.NANOS_PER_SECOND));
    memory.write32(at + 4, (int) (nanos % KernelTime.NANOS_PER_SECOND));
  }

  /** struct statx. */
  private static long statx(Call call, Inode file, int at) throws KernelError {
    UserMemory memory = call.memory();
    memory.write(at, new byte[STATX_BYTES], 0, STATX_BYTES);
    memory.write32(at, BASIC_STATS);
    memory.write32(at + 4, Frames.SIZE);
    memory.write32(at + 16, file.linksShown());
    memory.write32(at + 20, users(call).users().shown(file.user()));
    memory.write32(at + 24, users(call).groups().shown(file.group()));
    memory.write16(at + 28, file.mode());
    memory.write64(at + 32, number(file));
    memory.write64(at + 40, file.size());
    memory.write64(at + 48, file.blocks());
    longTime(memory, at + 64, file.accessed());
    longTime(memory, at + 96, file.changed());
    longTime(memory, at + 112, file.modified());
    device(memory, at + 128, file.device());
    device(memory, at + 136, file.fileSystem().device());
    return 0;
  }

  private static void longTime(UserMemory memory, int at, long nanos) throws KernelError {
    memory.write64(at, nanos / KernelTime.NANOS_PER_SECOND);
    memory.write32(at + 8, (int) (nanos % KernelTime.NANOS_PER_SECOND));
  }

  private static void device(UserMemory memory, int at, int number) throws KernelError {
    memory.write32(at, number >>> 8 & 0xfff);
    memory.write32(at + 4, number & 0xff);
  }

  /** struct statfs64. */
  private static long statfs(Call call, Inode file, int argument) throws KernelError {
    if (call.argument(argument) != STATFS_BYTES) {
      throw Errno.EINVAL.error();
    }
    UserMemory memory = call.memory();
    int at = call.argument(argument + 1);
    FileSystem of = file.fileSystem();
    PageQuota quota = file.real().fileSystem().quota();
    long blocks = quota == null ? 0 : quota.limit();
    long free = quota == null ? 0 : quota.limit() - quota.used();
    memory.write(at, new byte[STATFS_BYTES], 0, STATFS_BYTES);
    memory.write32(at, of.magic());
    memory.write32(at + 4, Frames.SIZE);
    memory.write64(at + 8, blocks);
    memory.write64(at + 16, free);
    memory.write64(at + 24, free);
    memory.write64(at + 32, quota == null ? 0 : quota.inodeLimit());
    memory.write64(at + 40, quota == null ? 0 : quota.inodeLimit() - quota.inodes());
    memory.write32(at + 56, 255);
    memory.write32(at + 60, Frames.SIZE);
    return 0;
  }

  /** struct statfs. */
  private static long oldStatfs(Call call, Inode file) throws KernelError {
    FileSystem of = file.fileSystem();
    PageQuota quota = file.real().fileSystem().quota();
    int free = quota == null ? 0 : quota.limit() - quota.used();
    int files = quota == null ? 0 : quota.inodeLimit();
    int freeFiles = quota == null ? 0 : files - quota.inodes();
    int blocks = quota == null ? 0 : quota.limit();
    int[] words = {
      of.magic(), Frames.SIZE, blocks, free, free, files, freeFiles, 0, 0, 255, Frames.SIZE
    };
    int at = call.argument(1);
    call.memory().write(at, new byte[OLD_STATFS_BYTES], 0, OLD_STATFS_BYTES);
    for (int i = 0; i < words.length; i++) {
      call.memory().write32(at + 4 * i, words[i]);
    }
    return 0;
  }

  private static long entries(Call call, boolean wide) throws KernelError {
    FileDescription file = call.file(0);
    if (!(file.inode() instanceof Directory directory)) {
      throw Errno.ENOTDIR.error();
    }
    if (directory.isRemoved()) {
      throw Errno.ENOENT.error();
    }
    int at = call.argument(1);
    int left = call.argument(2);
    Optional<DirectoryEntry> entry = entryAt(call, file, directory);
    while (entry.isPresent()) {
      DirectoryEntry found = entry.get();
      int length = found.name().length();
      int bytes = wide ? length + 20 + 7 & ~7 : length + 12 + 3 & ~3;
      if (bytes > left) {
        if (at == call.argument(1)) {
          throw Errno.EINVAL.error();
        }
        break;
      }
      write(call.memory(), at, bytes, found, wide);
      at += bytes;
      left -= bytes;
      file.setPosition(found.position() + 1);
      entry = entryAt(call, file, directory);
    }
    directory.touchAccess();
    file.tell(FileEvent.ACCESS);
    return at - call.argument(1);
  }

  private static Optional<DirectoryEntry> entryAt(
      Call call, FileDescription file, Directory directory) {
    long position = file.position();
    if (position == 0) {
      return Optional.of(new DirectoryEntry(0, ".", directory));
    }
    if (position == 1) {
      Path root = call.task().place().root();
      Inode above = call.parts().mounts().above(file.path(), root).inode();
      return Optional.of(new DirectoryEntry(1, "..", above));
    }
    return directory.entryAt(position);
  }

  /** struct linux_dirent64, or linux_dirent with the type in its last byte. */
  private static void write(
      UserMemory memory, int at, int bytes, DirectoryEntry entry, boolean wide) throws KernelError {
    int type = Mode.entryType(entry.file().mode());
    memory.write(at, new byte[bytes], 0, bytes);
    if (wide) {
      memory.write64(at, number(entry.file()));
      memory.write64(at + 8, entry.position() + 1);
      memory.write16(at + 16, bytes);
      memory.write8(at + 18, type);
      memory.writeText(at + 19, entry.name());
    } else {
      memory.write32(at, entry.file().number());
      memory.write32(at + 4, (int) entry.position() + 1);
      memory.write16(at + 8, bytes);
      memory.writeText(at + 10, entry.name());
      memory.write8(at + bytes - 1, type);
    }
  }
}
