package cloister.kernel.syscall;

import cloister.event.EventSink;
import cloister.kernel.anon.AnonymousInode;
import cloister.kernel.exec.Executor;
import cloister.kernel.fs.RandomBytes;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.net.Network;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.task.Alarms;
import cloister.kernel.task.Endings;
import cloister.kernel.task.Forks;
import cloister.kernel.task.Futexes;
import cloister.kernel.task.KernelLog;
import cloister.kernel.task.Namespaces;
import cloister.kernel.task.Scheduler;
import cloister.kernel.task.SignalDelivery;
import cloister.kernel.task.SignalSender;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Mounts;

/**
 * What system calls work on.
 *
 * @param pipes the file system that pipes belong to
 * @param anonymous the file that those show which are none, such as epoll(7)
 */
public record Parts(
    ObjectIds ids,
    Frames frames,
    UserMemory memory,
    KernelTime time,
    TaskTable tasks,
    Scheduler scheduler,
    Alarms alarms,
    SignalSender signals,
    SignalDelivery delivery,
    Endings endings,
    Forks forks,
    Futexes futexes,
    Executor executor,
    Mounts mounts,
    FileSystem pipes,
    AnonymousInode anonymous,
    Network network,
    RandomBytes random,
    Namespaces namespaces,
    FileSystemTypes types,
    KernelLog log,
    EventSink events) {}
