package cloister.kernel.ipc;

import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Backing;
import cloister.kernel.mm.PageCache;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.trace.SegmentMapped;

/** Memory that processes attach (shmget(2)): removed, it stays until the last one detaches it. */
public final class Segment extends IpcObject {
  /** Bits of its mode: it goes with the last who has it, and is not swapped. */
  public static final int DESTROYED = 01000;

  private static final int LOCKED = 02000;

  private final IpcContext context;

  /** Null when that is gone. */
  private IpcNamespace in;

  private PageCache pages;
  private Attachment attachment;
  private int bytes;
  private int areas;
  private int maker;
  private int last;
  private long attachTime;
  private long detachTime;

  public Segment(int id, IpcContext context) {
    super(id);
    this.context = context;
  }

  Segment of(IpcNamespace namespace, int key, int size, int rights, Credentials who) {
    begin(key, rights, who, context.now());
    in = namespace;
    bytes = size;
    maker = context.running().getAsInt();
    pages = new PageCache(context.ids().next(), context.frames());
    pages.truncate(size & 0xffff_ffffL);
    String hex = Integer.toHexString(key);
    String name = "/SYSV" + "0".repeat(8 - hex.length()) + hex + " (deleted)";
    attachment = new Attachment(context.ids().next()).of(this, name);
    return this;
  }

  @Override
  public String type() {
    return "shm";
  }

  /** Its size in bytes, without a sign. */
  public int bytes() {
    return bytes;
  }

  /** Its size in whole pages. */
  public int pages() {
    return AddressSpace.pageAfter(bytes);
  }

  /** Pages that somebody has touched. */
  public int residentPages() {
    return pages.resident();
  }

  /** How many areas of address spaces show it. */
  public int areas() {
    return areas;
  }

  /** The kernel's number of the process that made it. */
  public int maker() {
    return maker;
  }

  /** The kernel's number of the process that attached or detached it last; 0 for none. */
  public int last() {
    return last;
  }

  public long attachTime() {
    return attachTime;
  }

  public long detachTime() {
    return detachTime;
  }

  public boolean isLocked() {
    return (mode() & LOCKED) != 0;
  }

  public void setLocked(boolean value) {
    setModeBits(LOCKED, value);
  }

  /**
   * Shows it in an address space.
   *
   * @param first page there
   * @param rights of {@link Area}
   */
  public void attach(AddressSpace space, int first, int rights) {
    int flags = rights | Area.SHARED;
    flags |= (rights & Area.WRITE) == 0 ? Area.READ_ONLY_FILE : 0;
    areas++; // what lies there may be the last that shows it
    try {
      space.map(first, first + pages(), flags, Backing.of(attachment, pages), 0);
    } finally {
      areas--;
      endUnshown();
    }
  }

  void attached() {
    areas++;
    attachTime = context.now();
    tell(true);
  }

  void detached() {
    areas--;
    detachTime = context.now();
    tell(false);
    endUnshown();
  }

  private void endUnshown() {
    if (areas == 0 && (mode() & DESTROYED) != 0) {
      destroy();
    }
  }

  private void tell(boolean more) {
    last = context.running().getAsInt();
    if (context.events().listening()) {
      int namespace = in == null ? 0 : in.number();
      context.events().accept(new SegmentMapped(last, number(), namespace, areas, more));
    }
  }

  /** Nobody finds it any more; it goes at once when nobody has it. */
  void remove() {
    if (areas == 0) {
      destroy();
    } else {
      setModeBits(DESTROYED, true);
      loseKey();
    }
  }

  private void destroy() {
    if (in != null) {
      in.forget(this);
    }
    pages.leave();
  }

  /** Its namespace is gone, and counts it no more. */
  void outlive() {
    in = null;
  }

  /** What the kernel keeps of it, in bytes: itself, and where each page is. */
  static long keptBytes(int pages) {
    return 256 + (long) Integer.BYTES * pages;
  }

  /** Whether it has room for so many bytes, both without a sign. */
  boolean hasRoomFor(int size) {
    return Integer.compareUnsigned(bytes, size) >= 0;
  }

  @Override
  public Kind kind() {
    return Kind.SEGMENT;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(in);
    out.pointer(pages);
    out.pointer(attachment);
    out.numbers(new int[] {bytes, areas, maker, last});
    out.number(attachTime);
    out.number(detachTime);
  }

  @Override
  public void load(ObjectReader reader) {
    super.load(reader);
    in = reader.pointer();
    pages = reader.pointer();
    attachment = reader.pointer();
    int[] words = reader.numbers();
    bytes = words[0];
    areas = words[1];
    maker = words[2];
    last = words[3];
    attachTime = reader.longNumber();
    detachTime = reader.longNumber();
  }
}
