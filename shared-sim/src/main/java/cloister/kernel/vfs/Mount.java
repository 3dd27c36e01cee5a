package cloister.kernel.vfs;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** A directory that is seen in place of another one (mount(2)). */
public final class Mount extends KernelObject {
  public static final int READ_ONLY = 1;
  public static final int NO_SET_USER_ID = 2;
  public static final int NO_DEVICES = 4;
  public static final int NO_EXECUTE = 8;

  private Inode root;
  private Mount parent;
  private Inode point;
  private int flags;
  private String source = "";

  public Mount(int id) {
    super(id);
  }

  /**
   * @param place where it is seen; null for the root of everything
   */
  public Mount of(Inode mounted, Path place, int mountFlags, String sourceName) {
    root = mounted;
    parent = place == null ? null : place.mount();
    point = place == null ? null : place.inode();
    flags = mountFlags;
    source = sourceName;
    return this;
  }

  public Path root() {
    return new Path(this, root);
  }

  public boolean isTop() {
    return parent == null;
  }

  /** Where it is seen. */
  public Path place() {
    return new Path(parent, point);
  }

  public boolean covers(Path path) {
    return parent == path.mount() && point == path.inode();
  }

  public boolean is(int flag) {
    return (flags & flag) != 0;
  }

  public int flags() {
    return flags;
  }

  public String source() {
    return source;
  }

  @Override
  public Kind kind() {
    return Kind.MOUNT;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(root);
    out.pointer(parent);
    out.pointer(point);
    out.number(flags);
    out.text(source);
  }

  @Override
  public void load(ObjectReader in) {
    root = in.pointer();
    parent = in.pointer();
    point = in.pointer();
    flags = in.number();
    source = in.text();
  }
}
