package cloister.kernel.syscall;

import java.util.Collection;
import java.util.TreeMap;

/** The table of system calls by their numbers on i386. */
public final class SystemCalls {
  private final TreeMap<Integer, SystemCall> rows;

  public SystemCalls() {
    Rows all = new Rows();
    FileCalls.addTo(all);
    DescriptorCalls.addTo(all);
    RecordLockCalls.addTo(all);
    OpenCalls.addTo(all);
    PathCalls.addTo(all);
    AttributeCalls.addTo(all);
    StatCalls.addTo(all);
    PollCalls.addTo(all);
    EpollCalls.addTo(all);
    AnonymousCalls.addTo(all);
    MemoryCalls.addTo(all);
    ProcessCalls.addTo(all);
    CloneCalls.addTo(all);
    WaitCalls.addTo(all);
    IdentityCalls.addTo(all);
    CapabilityCalls.addTo(all);
    SeccompCalls.addTo(all);
    TraceCalls.addTo(all);
    ExtendedAttributeCalls.addTo(all);
    SignalCalls.addTo(all);
    TimeCalls.addTo(all);
    LimitCalls.addTo(all);
    SchedulingCalls.addTo(all);
    TimerCalls.addTo(all);
    MachineCalls.addTo(all);
    LogCalls.addTo(all);
    MountCalls.addTo(all);
    UnmountCalls.addTo(all);
    NamespaceCalls.addTo(all);
    SocketCalls.addTo(all);
    SocketOptionCalls.addTo(all);
    MessageCalls.addTo(all);
    InotifyCalls.addTo(all);
    IpcCalls.addTo(all);
    SegmentCalls.addTo(all);
    SemaphoreCalls.addTo(all);
    QueueCalls.addTo(all);
    PosixQueueCalls.addTo(all);
    TransferCalls.addTo(all);
    rows = all.all();
    MissingCalls.addTo(rows);
  }

  /** The row of a number; one that ends with ENOSYS where there is none. */
  public SystemCall row(int number) {
    SystemCall row = rows.get(number);
    return row == null ? SystemCall.missing(number, "syscall_" + number) : row;
  }

  public Collection<SystemCall> rows() {
    return rows.values();
  }
}
