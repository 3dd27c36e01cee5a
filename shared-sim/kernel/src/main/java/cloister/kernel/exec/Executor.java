package cloister.kernel.exec;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.cred.Credentials;
import cloister.kernel.fs.RandomBytes;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Backing;
import cloister.kernel.mm.Exposure;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.signal.SignalHandlers;
import cloister.kernel.task.AlternateStack;
import cloister.kernel.task.Endings;
import cloister.kernel.task.FloatingPoint;
import cloister.kernel.task.Forks;
import cloister.kernel.task.Inspection;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import cloister.kernel.trace.ProgramStarted;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountPoint;
import cloister.kernel.vfs.Mounts;
import cloister.kernel.vfs.Path;
import cloister.kernel.vfs.PathWalk;
import cloister.kernel.vfs.Permissions;

/** execve(2): a task goes on with another program. */
public final class Executor {
  /** Scripts that are interpreted by scripts. */
  private static final int MOST_SCRIPTS = 5;

  /** So much of a script's first line counts. */
  private static final int LINE_BYTES = 256;

  private static final int RANDOM_BYTES = 16;

  private final Frames frames;
  private final Forks forks;
  private final Endings endings;
  private final Mounts mounts;
  private final KernelTime time;
  private final RandomBytes random;
  private final FloatingPoint floatingPoint;
  private final ObjectIds ids;
  private final EventSink events;
  private final int features;

  /**
   * @param features of the processor, as CPUID tells them in EDX
   */
  public Executor(
      Frames frames,
      Forks forks,
      Endings endings,
      Mounts mounts,
      KernelTime time,
      RandomBytes random,
      FloatingPoint floatingPoint,
      ObjectIds ids,
      EventSink events,
      int features) {
    this.frames = frames;
    this.forks = forks;
    this.endings = endings;
    this.mounts = mounts;
    this.time = time;
    this.random = random;
    this.floatingPoint = floatingPoint;
    this.ids = ids;
    this.events = events;
    this.features = features;
  }

  /**
   * A program that is to be started.
   *
   * @param fullName of the file, from the root on
   * @param name as it was given, for the program to know itself by
   */
  private record Program(
      MountPoint place, String fullName, ElfHeader header, String name, Arguments arguments) {
    Path file() {
      return place.path();
    }
  }

  /** Starts a program; where that is refused, the task goes on as it was. */
  public void execute(Task task, Caller caller, Path start, String path, Arguments arguments)
      throws KernelError {
    time.charge(Cost.EXECUTE, 1);
    Program program = find(task, caller, start, path, arguments);
    ProgramCredentials given = ProgramCredentials.of(task, program.file());
    Credentials who = given.who();
    AddressSpace space = forks.emptySpace();
    UserMemory memory = new UserMemory(frames.memory());
    memory.of(space);
    int entry;
    int stack;
    try {
      ProgramLoader loader = new ProgramLoader(space, memory);
      ProgramLoader.Loaded loaded =
          load(loader, program.header, program.place, program.fullName, false);
      space.setHeap(AddressSpace.pageAfter(loaded.end()) << Frames.BITS);
      ProgramLoader.Loaded first = interpreter(task, caller, program, loader);
      entry = first == null ? loaded.entry() : first.entry();
      byte[] bytes = new byte[RANDOM_BYTES];
      random.fill(bytes, RANDOM_BYTES);
      InitialStack.Auxiliary auxiliary =
          new InitialStack.Auxiliary(
              loaded.table(),
              program.header.segments().size(),
              first == null ? 0 : first.bias(),
              loaded.entry(),
              features,
              bytes,
              given.secure());
      stack =
          new InitialStack(space, memory).build(program.name, program.arguments, auxiliary, who);
    } catch (KernelError refused) {
      space.leave();
      // What it writes to is all its own: only memory can be missing.
      throw refused.errno() == Errno.EFAULT ? Errno.ENOMEM.error() : refused;
    }
    become(task, program, who, space);
    int call = task.registers().get(Word.ORIGINAL_EAX);
    task.registers().start(entry, stack);
    if (task.tracing().isTraced()) {
      task.registers().set(Word.ORIGINAL_EAX, call);
    }
    if (events.listening()) {
      events.accept(new ProgramStarted(task.tid(), program.name));
    }
  }

  private Program find(Task task, Caller caller, Path start, String path, Arguments given)
      throws KernelError {
    String name = path;
    Arguments arguments = given;
    for (int scripts = 0; scripts < MOST_SCRIPTS; scripts++) {
      PathWalk.Found found = walk(task, caller).find(start, name, true);
      Path file = found.require();
      require(file, caller.credentials());
      PageCache content = file.inode().pages();
      String line = firstLine(content);
      if (!line.startsWith("#!")) {
        String full = mounts.name(found, task.place().root());
        MountPoint place = place(found, file);
        return new Program(place, full, ElfHeader.read(content), path, arguments);
      }
      String command = line.substring(2).strip();
      if (command.isEmpty()) {
        throw Errno.ENOEXEC.error();
      }
      int end = 0;
      while (end < command.length() && " \t".indexOf(command.charAt(end)) < 0) {
        end++;
      }
      String interpreter = command.substring(0, end);
      arguments = arguments.throughInterpreter(interpreter, command.substring(end).strip(), name);
      name = interpreter;
    }
    throw Errno.ELOOP.error();
  }

  /** A link of {@code /proc} leads to a file without telling where it is. */
  private static MountPoint place(PathWalk.Found found, Path file) {
    return found.hasName() ? MountPoint.of(found, file) : MountPoint.of(file);
  }

  private PathWalk walk(Task task, Caller caller) {
    return new PathWalk(mounts, time, caller, task.place().root());
  }

  private static void require(Path file, Credentials who) throws KernelError {
    if (!file.inode().isType(Mode.REGULAR) || file.mount().is(Mount.NO_EXECUTE)) {
      throw Errno.EACCES.error();
    }
    Permissions.require(file.inode(), Mode.EXECUTE, who);
  }

  /** The first line of a file, as far as it matters, one character a byte. */
  private static String firstLine(PageCache content) {
    byte[] chunk = new byte[Frames.SIZE];
    int count = content.read(0, chunk, LINE_BYTES);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < count && chunk[i] != '\n'; i++) {
      line.append((char) (chunk[i] & 0xff));
    }
    return line.toString();
  }

  /** Opens a program's file, which its areas keep open. */
  private ProgramLoader.Loaded load(
      ProgramLoader loader, ElfHeader header, MountPoint place, String name, boolean interpreter)
      throws KernelError {
    FileDescription open =
        new FileDescription(ids.next()).of(place.path(), place.inode(), OpenFlags.READ_ONLY, name);
    open.placeIn(place.holder(), place.name());
    open.share();
    open.tell(FileEvent.OPEN);
    try {
      open.tell(FileEvent.ACCESS);
      return loader.load(header, Backing.of(open, place.inode().pages()), interpreter);
    } finally {
      open.release();
    }
  }

  /** The program that begins in place of this one, or null. */
  private ProgramLoader.Loaded interpreter(
      Task task, Caller caller, Program program, ProgramLoader loader) throws KernelError {
    PageCache content = program.file().inode().pages();
    for (ElfHeader.Segment segment : program.header.segments()) {
      if (segment.type() == ElfHeader.INTERPRETER) {
        byte[] bytes = ElfHeader.bytes(content, segment.offset(), segment.fileSize());
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
          name.append((char) (bytes[i] & 0xff));
        }
        Path root = task.place().root();
        PathWalk.Found found = walk(task, caller).find(root, name.toString(), true);
        Path file = found.require();
        require(file, caller.credentials());
        ElfHeader header = ElfHeader.read(file.inode().pages());
        return load(loader, header, place(found, file), name.toString(), true);
      }
    }
    return null;
  }

  /** Only who could read a program may look into it, and not who has got more by it. */
  private static void expose(Task task, Path file, Credentials who) {
    Credentials old = task.credentials();
    UserNamespace owner = old.namespace();
    boolean read = Permissions.allows(file.inode(), Mode.READ, old);
    while (!read && !owner.isInitial() && !knows(owner, file)) {
      owner = owner.parent();
    }
    Exposure exposure = task.space().exposure();
    exposure.setOwner(owner);
    exposure.setDumpable(read && who.euid() == who.uid() && who.egid() == who.gid());
    Inspection.become(task, who);
  }

  private static boolean knows(UserNamespace users, Path file) {
    return users.users().fromKernel(file.inode().user()) != -1
        && users.groups().fromKernel(file.inode().group()) != -1;
  }

  private void become(Task task, Program program, Credentials who, AddressSpace space) {
    endings.endOthers(task);
    endings.leaveSpace(task);
    task.setSpace(space);
    expose(task, program.file(), who);
    task.setTimes(task.namespaces().nextTimes());
    if (task.files().users() > 1) {
      task.files().leave();
      task.setFiles(task.files().copy(ids.next()));
    }
    task.files().execute();
    SignalHandlers handlers = task.handlers().copy(ids.next());
    handlers.execute();
    task.setHandlers(handlers);
    task.setAlternateStack(AlternateStack.NONE);
    task.segments().clear();
    task.process().executed();
    String name = program.name;
    task.setName(name.substring(name.lastIndexOf('/') + 1));
    task.setExecutable(program.file(), program.fullName);
    StringBuilder line = new StringBuilder();
    program.arguments.arguments().forEach(one -> line.append(one).append('\0'));
    task.setCommandLine(line.toString());
    floatingPoint.reset(task);
  }
}
