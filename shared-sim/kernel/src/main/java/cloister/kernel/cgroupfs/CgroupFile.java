package cloister.kernel.cgroupfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.fs.Content;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Inode;

/** A file of a group: its text is made when it is read, what is written takes effect at once. */
public final class CgroupFile extends Inode {
  private final CgroupContext context;
  private CgroupDirectory directory;
  private CgroupEntry entry = CgroupEntry.PROCS;

  public CgroupFile(int id, CgroupContext context) {
    super(id);
    this.context = context;
  }

  void begin(CgroupDirectory in, CgroupEntry what, int user, int group) {
    create(in.fileSystem(), Mode.REGULAR | what.permissions, user, group);
    addLinks(1);
    directory = in;
    entry = what;
  }

  /** ENODEV for what is no more, though it is open still. */
  private Cgroup cgroup() throws KernelError {
    if (!entry.isIn(directory.cgroup())) {
      throw Errno.ENODEV.error();
    }
    return directory.cgroup();
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    String text = new CgroupTexts(context, cgroup(), caller).text(entry);
    return Content.read(text, file, to);
  }

  @Override
  public int write(FileDescription file, UserBuffer from, Caller caller) throws KernelError {
    if (from.left() == 0) {
      return 0;
    }
    if (from.left() >= Frames.SIZE) {
      throw Errno.E2BIG.error();
    }
    String text = Content.taken(from, Frames.SIZE);
    Cgroup group = cgroup();
    CgroupNamespace seen = file.openerGroups();
    boolean border = context.hierarchy().delegates() && !seen.isInitial() && seen.root() == group;
    if (border && !entry.isDelegated()) {
      throw Errno.EPERM.error();
    }
    if (!entry.isWritten()) {
      throw Errno.EINVAL.error();
    }
    new CgroupWrites(context, directory, caller, file).write(entry, text.strip());
    file.setPosition(file.position() + text.length());
    return text.length();
  }

  /** There is nothing to cut. */
  @Override
  public void truncate(long size) {}

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.CGROUP_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(directory);
    out.number(entry.ordinal());
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    directory = in.pointer();
    entry = CgroupEntry.values()[in.number()];
  }
}
