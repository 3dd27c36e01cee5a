package cloister.kernel.proc;

import cloister.kernel.anon.InotifyUse;
import cloister.kernel.mm.Frames;
import cloister.kernel.net.Network;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.task.Namespaces;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Mounts;

/**
 * What there is to tell of.
 *
 * @param processor all that is said of it, in the form of {@code /proc/cpuinfo}
 */
public record ProcContext(
    ObjectIds ids,
    TaskTable tasks,
    Frames frames,
    Mounts mounts,
    KernelTime time,
    Namespaces namespaces,
    Network network,
    InotifyUse inotify,
    FileSystemTypes types,
    String version,
    String processor) {}
