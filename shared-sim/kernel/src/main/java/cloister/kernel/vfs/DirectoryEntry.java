package cloister.kernel.vfs;

/**
 * A name in a directory.
 *
 * @param position of this entry; the next one's is greater
 */
public record DirectoryEntry(long position, String name, Inode file) {}
