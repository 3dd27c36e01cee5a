package cloister.kernel;

import cloister.kernel.anon.AnonymousInode;
import cloister.kernel.anon.Epoll;
import cloister.kernel.anon.EpollItem;
import cloister.kernel.anon.EventCounter;
import cloister.kernel.anon.Inotify;
import cloister.kernel.anon.InotifyWatch;
import cloister.kernel.anon.SignalFile;
import cloister.kernel.anon.TimerFile;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.cgroup.CgroupNamespace;
import cloister.kernel.cgroup.CpuAccount;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.cgroup.PidsAccount;
import cloister.kernel.cgroupfs.CgroupContext;
import cloister.kernel.cgroupfs.CgroupDirectory;
import cloister.kernel.cgroupfs.CgroupFile;
import cloister.kernel.fs.FileMaker;
import cloister.kernel.fs.MemoryDevice;
import cloister.kernel.fs.NamespaceFile;
import cloister.kernel.fs.Pipe;
import cloister.kernel.fs.RandomBytes;
import cloister.kernel.fs.SpecialFile;
import cloister.kernel.fs.Stream;
import cloister.kernel.fs.Symlink;
import cloister.kernel.fs.TmpfsDirectory;
import cloister.kernel.fs.TmpfsFile;
import cloister.kernel.ipc.Attachment;
import cloister.kernel.ipc.IpcNamespace;
import cloister.kernel.ipc.MessageQueue;
import cloister.kernel.ipc.Segment;
import cloister.kernel.ipc.SemaphoreSet;
import cloister.kernel.ipc.UndoList;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.mqueue.QueueDirectory;
import cloister.kernel.mqueue.QueueFile;
import cloister.kernel.net.DatagramSocket;
import cloister.kernel.net.Interface;
import cloister.kernel.net.NetlinkSocket;
import cloister.kernel.net.Network;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.net.TcpSocket;
import cloister.kernel.net.UnixSocket;
import cloister.kernel.ns.TimeNamespace;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.ns.UtsNamespace;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.overlay.Overlay;
import cloister.kernel.overlay.OverlayDirectory;
import cloister.kernel.overlay.OverlayFile;
import cloister.kernel.proc.ProcContext;
import cloister.kernel.proc.ProcDirectory;
import cloister.kernel.proc.ProcFile;
import cloister.kernel.proc.ProcMemory;
import cloister.kernel.proc.ProcReading;
import cloister.kernel.pts.PtsContext;
import cloister.kernel.pts.PtsDirectory;
import cloister.kernel.pts.PtsFile;
import cloister.kernel.pts.PtyMaster;
import cloister.kernel.seccomp.Filter;
import cloister.kernel.signal.SignalHandlers;
import cloister.kernel.sysfs.SysDirectory;
import cloister.kernel.sysfs.SysFile;
import cloister.kernel.task.Alarms;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.PosixTimer;
import cloister.kernel.task.Process;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.Task;
import cloister.kernel.time.KernelTime;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.Place;

/** Makes empty objects that a saved state is then loaded into. */
final class KernelObjects implements ObjectReader.Factory {
  private final ObjectIds ids;
  private final KernelTime time;
  private final Frames frames;
  private final Scheduler scheduler;
  private final Alarms alarms;
  private final SignalSender signals;
  private final FileMaker maker;
  private final RandomBytes random;
  private final Stream.Outside outside;
  private final Tty.Screen screen;
  private final PtsContext pseudo;
  private final ProcContext proc;
  private final Overlay.Witness overlays;
  private final CgroupContext groups;
  private final Network network;

  KernelObjects(
      Scheduler scheduler,
      Alarms alarms,
      SignalSender signals,
      FileMaker maker,
      RandomBytes random,
      Stream.Outside outside,
      Tty.Screen screen,
      PtsContext pseudo,
      ProcContext proc,
      CgroupContext groups,
      Overlay.Witness overlays,
      Network network) {
    ids = maker.ids();
    time = proc.time();
    frames = maker.frames();
    this.scheduler = scheduler;
    this.alarms = alarms;
    this.signals = signals;
    this.maker = maker;
    this.random = random;
    this.outside = outside;
    this.screen = screen;
    this.pseudo = pseudo;
    this.proc = proc;
    this.overlays = overlays;
    this.groups = groups;
    this.network = network;
  }

  Stream.Outside outside() {
    return outside;
  }

  Tty tty(int id) {
    return new Tty(id, screen, pseudo.signals());
  }

  @Override
  public KernelObject make(Kind kind, int id) {
    return switch (kind) {
      case TASK -> new Task(id, frames, scheduler);
      case PROCESS -> new Process(id);
      case SIGNAL_HANDLERS -> new SignalHandlers(id);
      case FILE_SYSTEM_PLACE -> new Place(id);
      case DESCRIPTOR_TABLE -> new DescriptorTable(id);
      case FILE_DESCRIPTION -> new FileDescription(id);
      case ADDRESS_SPACE -> new AddressSpace(id, frames);
      case PAGE_CACHE -> new PageCache(id, frames);
      case PAGE_QUOTA -> new PageQuota(id);
      case FILE_SYSTEM -> new FileSystem(id, ids, time);
      case MOUNT -> new Mount(id);
      case MOUNT_NAMESPACE -> new MountNamespace(id, proc.mounts());
      case USER_NAMESPACE -> new UserNamespace(id);
      case UTS_NAMESPACE -> new UtsNamespace(id);
      case PID_NAMESPACE -> new PidNamespace(id, proc.tasks());
      case TIME_NAMESPACE -> new TimeNamespace(id);
      case NAMESPACE_FILE -> new NamespaceFile(id);
      case TMPFS_DIRECTORY -> new TmpfsDirectory(id, maker);
      case TMPFS_FILE -> new TmpfsFile(id, maker);
      case SYMLINK -> new Symlink(id);
      case SPECIAL_FILE -> new SpecialFile(id, maker);
      case PIPE -> new Pipe(id, frames);
      case DEVICE -> new MemoryDevice(id, random);
      case PROC_DIRECTORY -> new ProcDirectory(id, proc);
      case SYS_DIRECTORY -> new SysDirectory(id, ids);
      case SYS_FILE -> new SysFile(id);
      case PROC_FILE -> new ProcFile(id, proc);
      case PROC_READING -> new ProcReading(id);
      case PROC_MEMORY -> new ProcMemory(id, proc);
      case CGROUP -> new Cgroup(id);
      case CGROUP_NAMESPACE -> new CgroupNamespace(id);
      case MEMORY_ACCOUNT -> new MemoryAccount(id);
      case PIDS_ACCOUNT -> new PidsAccount(id);
      case CPU_ACCOUNT -> new CpuAccount(id);
      case CGROUP_DIRECTORY -> new CgroupDirectory(id, groups);
      case CGROUP_FILE -> new CgroupFile(id, groups);
      case SECCOMP_FILTER -> new Filter(id);
      case TTY -> tty(id);
      case OVERLAY -> new Overlay(id, ids, overlays);
      case OVERLAY_DIRECTORY -> new OverlayDirectory(id);
      case OVERLAY_FILE -> new OverlayFile(id);
      case STREAM -> new Stream(id, outside);
      default -> talk(kind, id);
    };
  }

  /** Those by which programs talk to each other, and that have no place among files. */
  private KernelObject talk(Kind kind, int id) {
    return switch (kind) {
      case NETWORK_NAMESPACE -> new NetworkNamespace(id);
      case INTERFACE -> new Interface(id);
      case DATAGRAM_SOCKET -> new DatagramSocket(id, network);
      case TCP_SOCKET -> new TcpSocket(id, network);
      case NETLINK_SOCKET -> new NetlinkSocket(id, network);
      case UNIX_SOCKET -> new UnixSocket(id, network);
      case ANONYMOUS_INODE -> new AnonymousInode(id, proc.inotify());
      case INOTIFY -> new Inotify(id, ids, frames, proc.inotify());
      case INOTIFY_WATCH -> new InotifyWatch(id);
      case EPOLL -> new Epoll(id, ids);
      case EPOLL_ITEM -> new EpollItem(id);
      case EVENT_COUNTER -> new EventCounter(id);
      case TIMER_FILE -> new TimerFile(id, alarms, time);
      case POSIX_TIMER -> new PosixTimer(id, alarms, time, signals);
      case SIGNAL_FILE -> new SignalFile(id, scheduler);
      case PTS_DIRECTORY -> new PtsDirectory(id, pseudo);
      case PTS_FILE -> new PtsFile(id);
      case PTY_MASTER -> new PtyMaster(id);
      case SEGMENT -> new Segment(id, proc.namespaces().ipc());
      case ATTACHMENT -> new Attachment(id);
      case SEMAPHORE_SET -> new SemaphoreSet(id, proc.namespaces().ipc());
      case UNDO_LIST -> new UndoList(id);
      case QUEUE_DIRECTORY -> new QueueDirectory(id, ids);
      case QUEUE_FILE -> new QueueFile(id);
      case MESSAGE_QUEUE -> new MessageQueue(id, proc.namespaces().ipc());
      case IPC_NAMESPACE -> new IpcNamespace(id, proc.namespaces().ipc());
      default -> throw new IllegalStateException("nobody makes " + kind);
    };
  }
}
