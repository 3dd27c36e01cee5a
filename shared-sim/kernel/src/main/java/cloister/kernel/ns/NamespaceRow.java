package cloister.kernel.ns;

import java.util.List;

/**
 * A namespace as a picture of processes and kinds shows it.
 *
 * @param number its inode number, unsigned
 * @param label as {@code /proc/PID/ns} says it
 * @param owner number of the user namespace that it belongs to; 0 for the first one of users
 * @param parent number of the one above it, for those of processes and users; 0 without
 * @param initial whether it is the one that the machine began with
 * @param members the processes in it, by the kernel's numbers, lowest first
 */
public record NamespaceRow(
    NamespaceKind kind,
    int number,
    String label,
    int owner,
    int parent,
    boolean initial,
    List<Integer> members) {}
