package cloister.kernel.pts;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A devpts: {@code ptmx}, and a name for each terminal that was made by opening it. */
public final class PtsDirectory extends Directory {
  private static final int MULTIPLEXER_INODE = 2;
  private static final int FIRST_INODE = 3;

  private final PtsContext context;
  private final TreeMap<Integer, PtsFile> terminals = new TreeMap<>();

  /** Numbers without a name, of terminals that somebody still has open. */
  private final TreeSet<Integer> nameless = new TreeSet<>();

  private PtsFile multiplexer;
  private PtsOptions options;

  public PtsDirectory(int id, PtsContext context) {
    super(id);
    this.context = context;
  }

  public PtsDirectory asRoot(FileSystem in, PtsOptions mountOptions) {
    createNumbered(in, 1, Mode.DIRECTORY | 0755);
    addLinks(2);
    placeIn(this, "");
    options = mountOptions;
    multiplexer = new PtsFile(context.ids().next());
    multiplexer.begin(this, null, MULTIPLEXER_INODE, options.multiplexerMode());
    in.setOptions(options.shown());
    return this;
  }

  /** It and {@code ptmx} are those of who is root where it is mounted. */
  public void belongsTo(int user, int group) {
    setOwner(user, group);
    multiplexer.setOwner(user, group);
  }

  /** Other options, which count for terminals to come. */
  public void change(PtsOptions mountOptions) {
    options = mountOptions;
    multiplexer.setPermissions(options.multiplexerMode());
    fileSystem().setOptions(options.shown());
  }

  /** A new terminal; its name stays until who asks for it closes the other end. */
  public PtyMaster openMaster(Caller caller) throws KernelError {
    int number = 0;
    while (terminals.containsKey(number) || nameless.contains(number)) {
      number++;
    }
    if (number >= options.most()) {
      throw Errno.ENOSPC.error();
    }
    context.count().add();
    Tty terminal = context.terminal();
    PtyMaster master = new PtyMaster(context.ids().next()).begin(this, terminal, number);
    PtsFile file = new PtsFile(context.ids().next());
    file.begin(this, master, FIRST_INODE + number, options.mode());
    int user = options.user() < 0 ? caller.credentials().fsuid() : options.user();
    int group = options.group() < 0 ? caller.credentials().fsgid() : options.group();
    file.setOwner(user, group);
    terminals.put(number, file);
    return master;
  }

  /** The name of a terminal. */
  public PtsFile file(int number) {
    return terminals.get(number);
  }

  /** A terminal has no name any more; its number is taken until {@link #free}. */
  void gone(int number) {
    terminals.remove(number).addLinks(-1);
    nameless.add(number);
  }

  /** Nobody has it open. */
  void free(int number) {
    nameless.remove(number);
    context.count().remove();
  }

  @Override
  public Optional<Inode> lookup(String entry) {
    if (entry.equals("ptmx")) {
      return Optional.of(multiplexer);
    }
    for (Map.Entry<Integer, PtsFile> one : terminals.entrySet()) {
      if (Integer.toString(one.getKey()).equals(entry)) {
        return Optional.of(one.getValue());
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<DirectoryEntry> entryAt(long position) {
    if (position <= MULTIPLEXER_INODE) {
      return Optional.of(new DirectoryEntry(MULTIPLEXER_INODE, "ptmx", multiplexer));
    }
    return Optional.ofNullable(terminals.ceilingEntry((int) position - FIRST_INODE))
        .map(
            one -> {
              String name = Integer.toString(one.getKey());
              return new DirectoryEntry(FIRST_INODE + one.getKey(), name, one.getValue());
            });
  }

  @Override
  public Inode make(int mode, Credentials owner, int device) throws KernelError {
    throw (mode & Mode.TYPE) == Mode.REGULAR ? Errno.EACCES.error() : Errno.EPERM.error();
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public Kind kind() {
    return Kind.PTS_DIRECTORY;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(multiplexer);
    out.numbers(
        new int[] {
          options.user(),
          options.group(),
          options.mode(),
          options.multiplexerMode(),
          options.most(),
          terminals.size()
        });
    for (Map.Entry<Integer, PtsFile> one : terminals.entrySet()) {
      out.number(one.getKey());
      out.pointer(one.getValue());
    }
    out.number(nameless.size());
    nameless.forEach(out::number);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    multiplexer = in.pointer();
    int[] words = in.numbers();
    options = new PtsOptions(words[0], words[1], words[2], words[3], words[4]);
    for (int i = 0; i < words[5]; i++) {
      terminals.put(in.number(), in.pointer());
    }
    int count = in.number();
    for (int i = 0; i < count; i++) {
      nameless.add(in.number());
    }
  }
}
