package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.FileCapabilities;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Permissions;

/** A regular file of a tmpfs: its pages are its content. */
public final class TmpfsFile extends Inode {
  /** A file's pages are counted by an int. */
  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private static final int SECTORS_PER_PAGE = Frames.SIZE / 512;

  private final FileMaker maker;
  private PageCache pages;

  public TmpfsFile(int id, FileMaker maker) {
    super(id);
    this.maker = maker;
  }

  TmpfsFile begin(FileSystem in, int mode, int user, int group, int cacheId) {
    create(in, mode, user, group);
    pages = new PageCache(cacheId, maker.frames()).within(in.quota());
    return this;
  }

  @Override
  public long size() {
    return pages.sizeBytes();
  }

  @Override
  public long blocks() {
    return (long) pages.resident() * SECTORS_PER_PAGE;
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public PageCache pages() {
    return pages;
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    int done = Content.read(pages, file, to);
    touchAccess();
    return done;
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (file.is(OpenFlags.APPEND)) {
      file.setPosition(size());
    }
    byte[] chunk = new byte[Frames.SIZE];
    int done = 0;
    try {
      while (from.left() > 0) {
        if (file.position() > MOST_BYTES - Frames.SIZE) {
          throw Errno.EFBIG.error();
        }
        int room = Frames.SIZE - ((int) file.position() & Frames.SIZE - 1);
        int count = Math.min(from.left(), room);
        from.get(chunk, 0, count);
        pages.write(file.position(), chunk, 0, count);
        file.setPosition(file.position() + count);
        done += count;
      }
    } catch (KernelError refused) {
      if (done == 0) {
        throw refused;
      }
    }
    written(caller);
    return done;
  }

  /** Whoever is not privileged takes away what the file would give (write(2)). */
  private void written(Caller caller) {
    removeAttribute(FileCapabilities.ATTRIBUTE);
    int given = mode() & (Mode.SET_USER_ID | Mode.SET_GROUP_ID);
    if (given != 0 && !Permissions.has(Capability.FSETID, this, caller.credentials())) {
      setPermissions(mode() & ~given);
    }
    touchContent();
  }

  /** Content that is there from the beginning. */
  public void fill(byte[] content) throws KernelError {
    for (int at = 0; at < content.length; at += Frames.SIZE) {
      pages.write(at, content, at, Math.min(Frames.SIZE, content.length - at));
    }
  }

  @Override
  public void truncate(long size) throws KernelError {
    if (size < 0) {
      throw Errno.EINVAL.error();
    }
    if (size > MOST_BYTES) {
      throw Errno.EFBIG.error();
    }
    pages.truncate(size);
    removeAttribute(FileCapabilities.ATTRIBUTE);
    touchContent();
  }

  @Override
  public long seek(long from, boolean content) throws KernelError {
    super.seek(from, content);
    long found = pages.seek(from, content);
    if (content && found >= size()) {
      throw Errno.ENXIO.error();
    }
    return found;
  }

  @Override
  public long allocate(int mode, long from, long bytes) throws KernelError {
    long cleared =
        switch (mode) {
          case 0, KEEP_SIZE -> {
            if (from + bytes > MOST_BYTES) {
              throw Errno.EFBIG.error();
            }
            pages.allocate(from, from + bytes);
            if (mode == 0 && from + bytes > size()) {
              pages.truncate(from + bytes);
            }
            yield bytes;
          }
          case KEEP_SIZE | PUNCH_HOLE -> pages.punch(from, from + bytes);
          default -> throw Errno.EOPNOTSUPP.error();
        };
    touchContent();
    return cleared;
  }

  @Override
  protected void gone() {
    super.gone();
    pages.leave();
  }

  @Override
  public boolean keepsAttributes() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.TMPFS_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(pages);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    pages = in.pointer();
  }
}
