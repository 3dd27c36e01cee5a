/** Files as programs see them: inodes, mounts, paths, open files; what file systems fill in. */
package cloister.kernel.vfs;
